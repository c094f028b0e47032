"""Starting and moving the clocks that a case and its assignments carry as logs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.kernel import clock
from linli.platform.calendar import clocks
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Term
from linli.platform.calendar.rules import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Promise:
    """A clock's log in its stored form, and when it falls due (before a pause still open, if any)."""

    log: list[dict[str, Any]]
    due_at: datetime
    provisional: bool


def start(at: datetime, term: Term, calendar: WorkingCalendar) -> Promise:
    """A new promise of `term`, counted from `at`."""
    return _promise([clocks.Started(at, term)], calendar)


def restart(term: Term) -> Promise:
    """A new promise from this moment, by the calendar in force."""
    return start(clock.now(), term, calendars.current())


def add(log: list[dict[str, Any]], entry: clocks.Entry) -> Promise:
    """The same promise after one more thing happened to it; refuses what its log does not allow."""
    calendar = calendars.current()
    return _promise(clocks.with_entry(clocks.from_plain(log), entry, calendar), calendar)


def pause(log: list[dict[str, Any]], reason: str) -> Promise:
    return add(log, clocks.Paused(clock.now(), reason))


def resume(log: list[dict[str, Any]]) -> Promise:
    return add(log, clocks.Resumed(clock.now()))


def stop(log: list[dict[str, Any]]) -> Promise:
    return add(log, clocks.Stopped(clock.now()))


def stopped_at(log: list[dict[str, Any]], at: datetime) -> list[dict[str, Any]]:
    """The log of a promise that ended at `at`, before it came here."""
    return clocks.to_plain([*clocks.from_plain(log), clocks.Stopped(at)])


def _promise(log: clocks.Log, calendar: WorkingCalendar) -> Promise:
    reading = clocks.reading(log, calendar, clock.now())
    standing = [each.due_at for each in reading.reasons if each.due_at is not None]
    return Promise(clocks.to_plain(log), standing[-1], reading.provisional)
