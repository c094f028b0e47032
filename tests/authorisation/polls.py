"""Polls for the matrix: one that is open, one in secret, one that is over, one objection."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from linli.domains.council import actions
from linli.domains.council.actions import ByHand, Question, Seated
from linli.domains.council.models import Poll
from linli.domains.council.rules.life import Channel
from linli.domains.council.rules.poll_grounds import PollGround
from linli.domains.council.rules.polls import Basis, Level
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
HOUSE = machine("test")
BEFORE = timedelta(days=20)


def _ready(level: Level = Level.OPEN) -> Poll:
    """A poll in COMMUNITY whose roll is fixed and which is open now."""
    now = clock.now()
    question = Question(
        title="夏季三件事", items=["加装路灯"], procedure="representatives-2025",
        basis=Basis.SEATS, body="居民代表会议", level=level, channels=frozenset(Channel),
        opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1),
    )  # fmt: skip
    seated = [Seated("居民代表会议", 1, "张三", "13800000913")]
    with clock.stopped_at(now - BEFORE):
        poll = actions.notice_poll(actor=HOUSE, area=COMMUNITY, question=question)
        actions.list_seats(actor=HOUSE, area=COMMUNITY, seated=seated)
        return actions.fix_poll_roll(actor=HOUSE, poll=poll)


def polled() -> None:
    """A poll with a ballot by name and an objection to its roll, and one with a slip in its box."""
    worker = replace(HOUSE, account_id=new_id())  # what came by hand names who entered it
    given, made = ByHand(Channel.PAPER, 1, "见证人陈"), _ready()
    actions.object_to_poll_roll(
        actor=HOUSE, poll=made, ground=PollGround.MISSING, words="漏了我爱人"
    )
    actions.enter_in_poll(actor=worker, poll=made, given=given, said={1: "y"})
    actions.hand_out_ballot(actor=worker, poll=_ready(Level.SECRET), given=given)


def poll() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"poll_id": _ready().pk}


def secret() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"poll_id": _ready(Level.SECRET).pk}


def ended() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = _ready()
        with clock.stopped_at(made.closes_at):
            return {"poll_id": actions.end_poll(actor=HOUSE, poll=made).pk}


def decided() -> Values:
    ended()
    return {"community": COMMUNITY}


def objection() -> Values:
    with scope.limited_to([COMMUNITY]):
        made = actions.object_to_poll_roll(
            actor=HOUSE, poll=_ready(), ground=PollGround.MOVED, words="搬走了", number=1
        )
        return {"objection_id": made.pk}


ABOUT = "/council/polls/<uuid:poll_id>/"
THINGS: dict[str, Callable[[], Values]] = {
    ABOUT: poll,
    **{f"{ABOUT}{deed}/": poll for deed in ("cast", "enter", "object", "roll", "fix-roll")},
    **{f"{ABOUT}{deed}/": secret for deed in ("draw", "box", "hand-out", "slip")},
    f"{ABOUT}certificate/": ended,
    "/council/polls/objections/<uuid:objection_id>/": objection,
    "/hall/<slug:community>/": decided,
}
PLACELESS = {  # a ballot comes from nobody in particular, and what was decided is for everybody
    f"{ABOUT}box/": "POST",
    "/hall/<slug:community>/": "GET POST PUT PATCH DELETE",
}
