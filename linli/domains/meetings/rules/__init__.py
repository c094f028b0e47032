"""States and moves, fractions, deadlines: values in, values out."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.domains.meetings.errors import MoveNotAllowed

NOT_NOW = gettext_lazy("现在不能这样做。请刷新页面，看看最新情况。")


class Kind(StrEnum):
    FOUR_PARTY = "four_party"
    PARTY_JOINT = "party_joint"
    RESIDENTS = "residents"
    SUPERVISION = "supervision"


JOINT = (Kind.FOUR_PARTY, Kind.PARTY_JOINT)  # which meet at least once a month
REMINDED_FROM = 20  # the day of the month from which a body is reminded


class Purpose(StrEnum):
    QUORUM = "quorum"
    ADOPTION = "adoption"


class Status(StrEnum):
    CALLED = "called"
    SITTING = "sitting"
    SIGNING = "signing"
    SIGNED = "signed"
    CANCELLED = "cancelled"


class Move(StrEnum):
    OPEN = "open"
    CANCEL = "cancel"
    SIGN = "sign"
    TAKE_BACK = "take_back"


MOVES: dict[tuple[Status, Move], Status] = {
    (Status.CALLED, Move.OPEN): Status.SITTING,
    (Status.CALLED, Move.CANCEL): Status.CANCELLED,
    (Status.SITTING, Move.SIGN): Status.SIGNING,
    (Status.SIGNING, Move.SIGN): Status.SIGNED,
    (Status.SIGNING, Move.TAKE_BACK): Status.SITTING,
}


class Presence(StrEnum):
    INVITED = "invited"
    PRESENT = "present"
    APOLOGY = "apology"
    ABSENT = "absent"


class Hand(StrEnum):
    """In which office somebody signs the minutes."""

    CHAIR = "chair"
    RECORDER = "recorder"


class Duty(StrEnum):
    DUE = "due"
    REPORTED = "reported"
    CONFIRMED = "confirmed"


class DutyMove(StrEnum):
    REPORT = "report"
    CONFIRM = "confirm"
    SEND_BACK = "send_back"


DUTY_MOVES: dict[tuple[Duty, DutyMove], Duty] = {
    (Duty.DUE, DutyMove.REPORT): Duty.REPORTED,
    (Duty.REPORTED, DutyMove.CONFIRM): Duty.CONFIRMED,
    (Duty.REPORTED, DutyMove.SEND_BACK): Duty.DUE,
}


def after(status: Status, move: Move) -> Status:
    """The status that `move` leads to; raises MoveNotAllowed where the table has none."""
    if (status, move) not in MOVES:
        raise MoveNotAllowed(NOT_NOW, status=status)
    return MOVES[status, move]


def duty_after(status: Duty, move: DutyMove) -> Duty:
    """As `after`, for what somebody has to do."""
    if (status, move) not in DUTY_MOVES:
        raise MoveNotAllowed(NOT_NOW, status=status)
    return DUTY_MOVES[status, move]


@dataclass(frozen=True, slots=True)
class Fraction:
    """How many of a whole are needed. Civil Code article 1259: 以上 includes the number, 过半数 doesn't."""

    numerator: int
    denominator: int
    is_strict: bool

    def is_reached(self, count: int, whole: int) -> bool:
        """Whether `count` of `whole` is enough, compared in integers; never of nothing at all."""
        have, need = count * self.denominator, whole * self.numerator
        return whole > 0 and (have > need if self.is_strict else have >= need)

    def __str__(self) -> str:
        words = _("超过 %(share)s") if self.is_strict else _("%(share)s 以上（含本数）")
        return words % {"share": f"{self.numerator}/{self.denominator}"}


def digest(parts: Sequence[Sequence[Any]]) -> str:
    """SHA-256 of what stands in minutes, in their order, written as JSON."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def whole_months(since: date, until: date) -> Iterator[date]:
    """The first day of every month that begins on or after `since` and is over by `until`, in order."""
    first = since if since.day == 1 else next_month(since)
    while (following := next_month(first)) <= until:
        yield first
        first = following


def next_month(day: date) -> date:
    """The first day of the month after that of `day`."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def reminder(due_at: datetime, now: datetime, reminded_for: str) -> str:
    """`late` once when a deadline has passed, or nothing."""
    return "late" if due_at < now and reminded_for != "late" else ""
