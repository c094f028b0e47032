"""Why somebody says that the roll of a poll is wrong."""

from enum import StrEnum


class PollGround(StrEnum):
    MISSING = "missing"  # somebody ought to be on the roll
    MOVED = "moved"
    DIED = "died"
    TOO_YOUNG = "too_young"
    TWICE = "twice"
    OTHER = "other"


BARRING = frozenset(
    {PollGround.MOVED, PollGround.DIED, PollGround.TOO_YOUNG, PollGround.TWICE}
)  # upheld: this number takes no part
