"""What a clock shows: its log replayed over one version of the calendar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from linli.platform.calendar.clocks.logs import (
    Entry,
    Extended,
    Log,
    Paused,
    Reclassified,
    Resumed,
    Started,
    Status,
    status_of,
)
from linli.platform.calendar.clocks.terms import Term, Unit
from linli.platform.calendar.errors import DeadlinePassed, NotStarted, OtherTime, OutOfOrder
from linli.platform.calendar.rules import WorkingCalendar
from linli.platform.calendar.ticks import TICK, Index, moment_of, ticks_of


class Reason(NamedTuple):
    """One entry of the log and the deadline that it left behind; None while it is open."""

    entry: Entry
    due_at: datetime | None


class Reading(NamedTuple):
    """What a clock shows at one moment.

    `due_at` is None while a pause leaves it open. `used` and `remaining` are working time when
    `in_working_time`, else natural time; `remaining` is negative once overdue. `reasons` has the
    whole log with each deadline that ever stood. A stopped clock shows what it showed at its end.
    """

    due_at: datetime | None
    provisional: bool
    paused: bool
    stopped: bool
    remaining: timedelta
    used: timedelta
    overdue: bool
    in_working_time: bool
    reasons: tuple[Reason, ...]
    calendar_version: int


@dataclass(slots=True)
class _Run:
    """A clock on its way through its log.

    `started` and `due` are in ticks, and `due` ignores a pause that is still open. The rest is in
    the clock's own time: ticks too if it runs day and night, else working time since the calendar
    began.
    """

    index: Index
    in_working_time: bool
    started: int
    due: int
    idle: int = 0
    paused: int | None = None
    left: int = 0

    def own(self, ticks: int) -> int:
        """A moment in the clock's own time."""
        return self.index.worked(ticks) if self.in_working_time else ticks

    def moment(self, own: int) -> int:
        """The earliest moment, in ticks, of that own time."""
        return self.index.moment_worked(own) if self.in_working_time else own

    def due_at(self) -> datetime | None:
        return moment_of(self.due) if self.paused is None else None

    def pause(self, entry: Paused) -> None:
        # A pause that a later version of the calendar shows to have come too late changes nothing.
        at = ticks_of(entry.at)
        if at <= self.due:
            self.paused = self.own(at)
            self.left = self.own(self.due) - self.paused

    def resume(self, entry: Resumed) -> None:
        if self.paused is None:
            return
        at = self.own(ticks_of(entry.at))
        self.idle += at - self.paused
        self.due = self.moment(at + self.left)
        self.paused = None

    def extend(self, entry: Extended) -> None:
        # 24:00 still belongs to the day that it ends; days are counted from the next one.
        since = self.due - 1 if entry.term.unit is Unit.DAYS else self.due
        due = entry.term.end(since, self.index)
        self.left += self.own(due) - self.own(self.due)
        self.due = due


_STEPS: Mapping[type[Entry], Callable[[_Run, Any], None]] = {
    Paused: _Run.pause,
    Resumed: _Run.resume,
    Extended: _Run.extend,
}
_GIVING_A_TERM = (Started, Reclassified)


def reading(log: Log, calendar: WorkingCalendar, now: datetime) -> Reading:
    """What the clock with this log shows at `now`; a `now` before the last entry counts as that.

    Raises NotStarted for an empty log and the other refusals for one that could never have been. A
    pause or an extension that was in time when it was entered stays lawful under every calendar.
    """
    status = status_of(log)
    if status is Status.NEW:
        raise NotStarted
    reasons, index = [], calendar.index
    for place, entry in enumerate(log):
        if isinstance(entry, _GIVING_A_TERM):
            run = _run(log[0].at, entry.term, log[1:place], index)
        elif step := _STEPS.get(type(entry)):
            step(run, entry)
        reasons.append(Reason(entry, run.due_at()))
    last = log[-1].at
    now = last if status is Status.STOPPED or now < last else now
    return _read(run, status, ticks_of(now), tuple(reasons), calendar.version)


def _run(since: datetime, term: Term, past: Log, index: Index) -> _Run:
    """A clock that has had `term` from the start, with all that happened to it since."""
    start = ticks_of(since)
    run = _Run(index, term.unit.is_working, start, term.end(start, index))
    for entry in past:
        if step := _STEPS.get(type(entry)):
            step(run, entry)
    return run


def _read(
    run: _Run, status: Status, now: int, reasons: tuple[Reason, ...], calendar_version: int
) -> Reading:
    is_waiting = run.paused is not None
    end = run.own(now) if run.paused is None else run.paused
    left = run.left if is_waiting else run.own(run.due) - end
    return Reading(
        due_at=reasons[-1].due_at,
        provisional=run.in_working_time and run.index.is_provisional(run.started, run.due),
        paused=status is Status.PAUSED,
        stopped=status is Status.STOPPED,
        remaining=left * TICK,
        used=(end - run.own(run.started) - run.idle) * TICK,
        overdue=not is_waiting and now > run.due,
        in_working_time=run.in_working_time,
        reasons=reasons,
        calendar_version=calendar_version,
    )


def with_entry(log: Log, entry: Entry, calendar: WorkingCalendar) -> tuple[Entry, ...]:
    """The log with one more entry; the one way to write it.

    Raises the refusal that says why `entry` can't follow: out of place or of order, a pause after
    the deadline or an extension asked for after it (DeadlinePassed), an extension in another kind
    of time (OtherTime).
    """
    longer = (*log, entry)
    status_of(longer)
    if isinstance(entry, Paused | Extended):
        asked = (isinstance(entry, Extended) and entry.asked_at) or entry.at
        if asked > entry.at:
            raise OutOfOrder(place=len(log))
        before = [each for each in log if each.at <= asked]
        shown = reading(before, calendar, asked)
        if shown.overdue:
            raise DeadlinePassed(due_at=str(shown.due_at))
        if isinstance(entry, Extended) and entry.term.unit.is_working != shown.in_working_time:
            raise OtherTime
    return longer
