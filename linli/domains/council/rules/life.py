"""The life of a vote: one table, and the times at which a step is lawful."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from linli.domains.council.errors import MoveNotAllowed
from linli.domains.council.rules.variants import Variant


class Status(StrEnum):
    NOTICED = "noticed"  # the items are told; the roll isn't fixed
    READY = "ready"  # the roll is fixed; ballots count between two moments
    PUBLISHED = "published"
    LAPSED = "lapsed"  # the deadline came and no roll had been fixed
    DISPUTED = "disputed"  # two counters differ, so nothing is published


class Move(StrEnum):
    FIX_ROLL = "fix_roll"
    PUBLISH = "publish"
    LAPSE = "lapse"
    DISPUTE = "dispute"


class Channel(StrEnum):
    WEB = "web"
    PAPER = "paper"
    DOOR = "door"
    COUNTER = "counter"


ASSISTED = frozenset({Channel.PAPER, Channel.DOOR, Channel.COUNTER})

MOVES: dict[tuple[Status, Move], Status] = {
    (Status.NOTICED, Move.FIX_ROLL): Status.READY,
    (Status.NOTICED, Move.LAPSE): Status.LAPSED,
    (Status.READY, Move.PUBLISH): Status.PUBLISHED,
    (Status.READY, Move.DISPUTE): Status.DISPUTED,
}


def after(status: Status, move: Move) -> Status:
    """The status that `move` leads to; raises MoveNotAllowed where the table has none."""
    if (status, move) not in MOVES:
        raise MoveNotAllowed(_("现在不能这样做。请刷新页面，看看最新情况。"), status=status)
    return MOVES[status, move]


def earliest_opening(variant: Variant, noticed_at: datetime) -> datetime:
    """When voting may begin: as many whole days after the notice as the rule asks for."""
    return noticed_at + timedelta(days=variant.notice_days)


def is_open(opens_at: datetime, closes_at: datetime, now: datetime) -> bool:
    """Whether a ballot counts at this moment: the deadline itself is too late."""
    return opens_at <= now < closes_at
