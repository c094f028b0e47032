"""Starting and moving the clocks that a case and its assignments carry as logs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.domains.cases.models import Case
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


def extend(log: list[dict[str, Any]], term: Term, reason: str, asked_at: datetime) -> Promise:
    """The promise with more time, which was asked for at `asked_at`."""
    return add(log, clocks.Extended(clock.now(), term, reason, asked_at))


def reclassify(log: list[dict[str, Any]], term: Term) -> Promise | None:
    """The promise with another term, the time used kept; None when it has that term or has ended."""
    entries = clocks.from_plain(log)
    had = [each.term for each in entries if isinstance(each, clocks.Started | clocks.Reclassified)]
    if had[-1] == term or clocks.status_of(entries) is clocks.Status.STOPPED:
        return None
    return add(log, clocks.Reclassified(clock.now(), term))


def is_in_time(log: list[dict[str, Any]]) -> bool:
    """Whether the promise could still be kept at this moment."""
    return not clocks.reading(clocks.from_plain(log), calendars.current(), clock.now()).overdue


def running_again(case: Case) -> dict[str, Any]:
    """What changes in a case whose lead no longer waits; nothing if it didn't."""
    if not case.is_paused:
        return {}
    whole = resume(case.solution_clock)
    return {
        "is_paused": False, "solution_clock": whole.log, "due_at": whole.due_at,
        "provisional": whole.provisional,
    }  # fmt: skip


def ended(case: Case) -> dict[str, Any]:
    """What changes in a case that is over: whatever clock still ran stands still for ever."""
    logs = {"feedback_clock": case.feedback_clock, "solution_clock": case.solution_clock}
    running = {
        name: log
        for name, log in logs.items()
        if clocks.status_of(clocks.from_plain(log)) is not clocks.Status.STOPPED
    }
    return {"is_paused": False} | {name: stop(log).log for name, log in running.items()}


def stop(log: list[dict[str, Any]]) -> Promise:
    return add(log, clocks.Stopped(clock.now()))


def stopped_at(log: list[dict[str, Any]], at: datetime) -> list[dict[str, Any]]:
    """The log of a promise that ended at `at`, before it came here."""
    return clocks.to_plain([*clocks.from_plain(log), clocks.Stopped(at)])


def _promise(log: clocks.Log, calendar: WorkingCalendar) -> Promise:
    reading = clocks.reading(log, calendar, clock.now())
    standing = [each.due_at for each in reading.reasons if each.due_at is not None]
    return Promise(clocks.to_plain(log), standing[-1], reading.provisional)
