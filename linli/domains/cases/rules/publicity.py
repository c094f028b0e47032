"""What of casework everybody may read: which matters, in which words, and who hears of them. Pure."""

import re
import unicodedata
from datetime import datetime
from enum import StrEnum
from math import cos, hypot, radians

from linli.domains.cases.rules import OPEN, Outcome, Result, Status

METRES = 111_320.0  # of a degree of latitude
REACHES = (100, 300, 500, 1000)  # metres around a place that somebody may follow
LONGEST_TITLE, LONGEST_PLACE = 60, 80


class Publicity(StrEnum):
    """Whether matters of a category become public: by a worker's choice, at dispatch, or never."""

    NEVER = "never"
    BY_HAND = "by_hand"
    ALWAYS = "always"


class Layer(StrEnum):
    """Which public matters a page shows."""

    ALL = ""
    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"


class Bar(StrEnum):
    """Why a case can't be public."""

    UNREAD = "unread"  # nobody has said yet of which kind it is
    PRIVATE = "private"  # its category never is
    CONFIDENTIAL = "confidential"  # its reporter asked not to be known
    GONE = "gone"  # not taken up, or worked on as part of another


SHOWN = (Status.REPORTED, Status.HANDLING, Status.RESULT_REPORTED, Status.CLOSED)
DONE = (Status.RESULT_REPORTED, Status.CLOSED)
LAYERS: dict[Layer, tuple[Status, ...]] = {
    Layer.ALL: SHOWN,
    Layer.OPEN: OPEN,
    Layer.OVERDUE: OPEN,
    Layer.DONE: DONE,
}

# What leads to one household: 2单元501, 3-2-501, 501室; a phone or an identity number.
_GIVES_AWAY = re.compile(
    r"\d+\s*(?:室|户)|单元\s*\d{2,}|\d+\s*-\s*\d+\s*-\s*\d+|\d[\d -]{5,}[\dXx]"
)


def gives_away(words: str) -> bool:
    """Whether words for everybody name a dwelling, a phone or an identity number."""
    return _GIVES_AWAY.search(unicodedata.normalize("NFKC", words)) is not None


def bar(*, status: Status, publicity: Publicity | None, is_confidential: bool) -> Bar | None:
    """What keeps a case from the public, None where nothing does; `publicity` of its category."""
    if publicity is None:
        return Bar.UNREAD
    if publicity == Publicity.NEVER:
        return Bar.PRIVATE
    if is_confidential:
        return Bar.CONFIDENTIAL
    return None if status in SHOWN else Bar.GONE


def result_told(status: Status, result: str, outcome: str) -> Outcome | Result | None:
    """What came of it, as everybody reads it: the reporter's word once it is there, else the lead's."""
    if outcome:
        return Outcome(outcome)
    return Result(result) if result and status in DONE else None


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """As the crow flies, of two points in degrees; a plane is exact enough for a kilometre."""
    north = (one[0] - other[0]) * METRES
    east = (one[1] - other[1]) * METRES * cos(radians(one[0]))
    return hypot(north, east)


def is_overdue(status: Status, due_at: datetime, now: datetime, *, is_paused: bool) -> bool:
    return status in OPEN and not is_paused and due_at < now
