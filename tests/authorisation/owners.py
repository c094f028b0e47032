"""Owners' votes for the matrix: one that is open, one that is over, one objection."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from linli.domains.council import actions
from linli.domains.council.actions import Asked, Authorised, Given, Heir, Hung, Listed
from linli.domains.council.errors import VotedAlready
from linli.domains.council.models import Vote
from linli.domains.council.rules.course import Posted
from linli.domains.council.rules.grounds import Ground
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.majorities import Matter
from linli.domains.council.rules.owners import Choice
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
HOUSE = machine("test")
BEFORE = timedelta(days=20)


def _ready() -> Vote:
    """A vote in COMMUNITY whose roll is fixed and which is open now."""
    now = clock.now()
    with clock.stopped_at(now - BEFORE):
        vote = actions.notice_vote(
            actor=HOUSE, area=COMMUNITY, title="续聘物业", rule="national-2021",
            items=[Asked(Matter.MANAGER, "续聘安居物业三年")],
            opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1),
        )  # fmt: skip
        actions.list_units(actor=HOUSE, area=COMMUNITY, listed=[Listed("1-101", 8000, "Y1")])
        return actions.fix_roll(actor=HOUSE, vote=vote)


def voted() -> None:
    """A vote with everything that can happen on its way: sale, proxy, forgery, posting, refusal."""
    made = _ready()
    worker = replace(HOUSE, account_id=new_id())  # a ballot on paper names who entered it
    actions.object_to_roll(actor=HOUSE, vote=made, label="1-101", ground=Ground.AREA, words="面积")
    given = Given(Channel.PAPER, "1-101", "见证人陈", "")
    heir = Heir("1-101", Ground.SOLD, "孙新", "不动产登记")
    actions.pass_place(actor=HOUSE, vote=made, heir=heir)
    actions.keep_mandate(
        actor=HOUSE, vote=made, given=Authorised("1-101", "钱代", "13600000000"), paper=photo()
    )
    hung = Hung(Posted.NOTICE, "公告栏", clock.now())
    actions.prove_posting(actor=HOUSE, vote=made, hung=hung, photos=[photo()])
    actions.enter_ballot(actor=worker, vote=made, given=given, choices={1: Choice.YES})
    with suppress(VotedAlready):
        actions.enter_ballot(actor=worker, vote=made, given=given, choices={1: Choice.YES})
    forged = actions.object_to_roll(
        actor=HOUSE, vote=made, label="1-101", ground=Ground.FORGED, words="冒名"
    )
    actions.answer_objection(actor=HOUSE, objection=forged, upheld=True, answer="属实")


def photo() -> ContentFile:
    drawn = BytesIO()
    Image.new("RGB", (9, 9)).save(drawn, "PNG")
    return ContentFile(drawn.getvalue(), name="照片.png")


def vote() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"vote_id": _ready().pk}


def ended() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = _ready()
        with clock.stopped_at(made.closes_at):
            return {"vote_id": actions.end_vote(actor=HOUSE, vote=made).pk}


def objection() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = actions.object_to_roll(
            actor=HOUSE, vote=_ready(), label="1-101", ground=Ground.DIED, words="去世了"
        )
        return {"objection_id": made.pk}


ABOUT = "/council/<uuid:vote_id>/"
THINGS: dict[str, Callable[[], Values]] = {
    ABOUT: vote,
    **{f"{ABOUT}{deed}/": vote for deed in ("cast", "enter", "object", "roll")},
    **{f"{ABOUT}{deed}/": vote for deed in ("heir", "mandate", "posting")},
    f"{ABOUT}certificate/": ended,
    f"{ABOUT}participation.csv": ended,
    "/api/v1/council/votes/<uuidstr:vote_id>/ballots/": vote,
    "/council/objections/<uuid:objection_id>/": objection,
}
