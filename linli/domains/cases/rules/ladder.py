"""The ladder that a case climbs when its deadline comes near and goes by. Plain Python."""

from datetime import datetime, timedelta
from enum import StrEnum

from linli.platform.calendar.clocks import Term
from linli.platform.calendar.rules import WorkingCalendar
from linli.platform.calendar.ticks import moment_of, ticks_of

AWAKE = range(8, 20)  # hours of the day in which anything but an urgent case is escalated
LONGEST = timedelta(days=3 * 366)  # no rung lies farther behind its deadline


class Rung(StrEnum):
    """The parties are reminded; the sub-district supervises (督办); the case is listed publicly."""

    REMIND = "remind"
    SUPERVISE = "supervise"
    PUBLISH = "publish"


def is_awake(at: datetime) -> bool:
    """Whether people may be told at `at` of what isn't urgent; `at` in Asia/Shanghai."""
    return at.hour in AWAKE


def reached_until(
    term: Term, calendar: WorkingCalendar, now: datetime, *, is_before: bool
) -> datetime:
    """The latest deadline whose rung has been reached at `now`: `term` before it, or after it.

    Since no deadline later than another reaches a rung sooner, one moment tells all cases apart.
    """
    index, at = calendar.index, ticks_of(now)
    if is_before:
        return moment_of(term.end(at, index))
    reached, beyond = ticks_of(now - LONGEST), at + 1
    while beyond - reached > 1:
        between = (reached + beyond) // 2
        if term.end(between, index) <= at:
            reached = between
        else:
            beyond = between
    return moment_of(reached)
