"""Where a milestone stands, from its dates alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOON_DAYS = 30


class State(StrEnum):
    ON_COURSE = "on_course"
    SOON = "soon"  # due within thirty days
    LATE = "late"
    REACHED = "reached"
    REACHED_LATE = "reached_late"  # after the day of the first baseline


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of one milestone: `first` in the first baseline, `due` in the one now in force."""

    first: date
    due: date
    reached: date | None = None


def state(dates: Dates, today: date) -> State:
    """A milestone is late the day after it was due, by the dates now in force."""
    if dates.reached:
        return State.REACHED_LATE if dates.reached > dates.first else State.REACHED
    if today > dates.due:
        return State.LATE
    return State.SOON if (dates.due - today).days <= SOON_DAYS else State.ON_COURSE


def slip(dates: Dates, today: date) -> int:
    """Days behind the first baseline: of the day reached, or else of the soonest day still possible.

    Negative when it was reached before. Moving the date doesn't make the slip go away.
    """
    return ((dates.reached or max(dates.due, today)) - dates.first).days
