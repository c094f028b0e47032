"""Owners' votes for the matrix: one that is open, one that is over, one objection."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from linli.domains.council import actions
from linli.domains.council.actions import Asked, Given, Listed
from linli.domains.council.models import Vote
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
    """A vote with a ballot on paper and an objection to its roll."""
    made = _ready()
    actions.object_to_roll(actor=HOUSE, vote=made, label="1-101", ground=Ground.AREA, words="面积")
    given = Given(Channel.PAPER, "1-101", "见证人陈", "")
    worker = replace(HOUSE, account_id=new_id())  # a ballot on paper names who entered it
    actions.enter_ballot(actor=worker, vote=made, given=given, choices={1: Choice.YES})


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
    f"{ABOUT}certificate/": ended,
    "/council/objections/<uuid:objection_id>/": objection,
}
