"""A deadline as a pure function of what happened to it and of one version of the calendar.

A clock has no state of its own: its log is kept, and `reading` says at any moment when it is due,
what is left and why. So a changed calendar, class or term loses neither used nor paused time.

    log = [Started(at, Term(7, Unit.WORK_DAYS))]
    log = with_entry(log, Paused(later, "等待居民补充材料"), calendar)
    reading(log, calendar, clock.now()).due_at
"""

from linli.platform.calendar.clocks.logs import (
    NEXT,
    REFUSALS,
    Entry,
    Extended,
    Log,
    Paused,
    Reclassified,
    Resumed,
    Started,
    Status,
    Stopped,
    from_plain,
    status_of,
    to_plain,
)
from linli.platform.calendar.clocks.readings import Reading, Reason, reading, with_entry
from linli.platform.calendar.clocks.terms import Term, Unit
from linli.platform.calendar.clocks.words import duration, explain, term_in_words

__all__ = [
    "NEXT",
    "REFUSALS",
    "Entry",
    "Extended",
    "Log",
    "Paused",
    "Reading",
    "Reason",
    "Reclassified",
    "Resumed",
    "Started",
    "Status",
    "Stopped",
    "Term",
    "Unit",
    "duration",
    "explain",
    "from_plain",
    "reading",
    "status_of",
    "term_in_words",
    "to_plain",
    "with_entry",
]
