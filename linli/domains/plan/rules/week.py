"""What there may be to do for a plan."""

from enum import StrEnum


class Kind(StrEnum):
    """What is to be done, the most pressing first."""

    LATE_MILESTONE = "late_milestone"
    CONFIRM = "confirm"
    SOON_MILESTONE = "soon_milestone"
    LATE_INDICATOR = "late_indicator"
    ENTER = "enter"
    BEHIND = "behind"
