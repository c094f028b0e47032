"""A deadline as a pure function of what happened to it and of one version of the calendar.

A clock has no state of its own: its log is kept, and `reading` says at any moment when it is due,
what is left and why. So a changed calendar, class or term loses neither used nor paused time.

    log = [Started(at, Term(7, Unit.WORK_DAYS))]
    log = with_entry(log, Paused(later, "等待居民补充材料"), calendar)
    reading(log, calendar, clock.now()).due_at
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from linli.kernel.errors import Invalid
from linli.platform.calendar.errors import (
    AlreadyPaused,
    AlreadyStarted,
    AlreadyStopped,
    ClockRefusal,
    DeadlinePassed,
    NotPaused,
    NotStarted,
    OtherTime,
    OutOfOrder,
)
from linli.platform.calendar.rules import WorkingCalendar
from linli.platform.calendar.ticks import DAY, HOUR, MINUTE, TICK, Index, moment_of, ticks_of

MOST = 9999


class Unit(StrEnum):
    """In what a term is given. The first three count working time, the others run day and night."""

    WORK_MINUTES = "work_minutes"
    WORK_HOURS = "work_hours"
    WORK_DAYS = "work_days"
    HOURS = "hours"
    DAYS = "days"

    @property
    def is_working(self) -> bool:
        return self in _WORKING


_WORKING = frozenset({Unit.WORK_MINUTES, Unit.WORK_HOURS, Unit.WORK_DAYS})


@dataclass(frozen=True, slots=True)
class Term:
    """How long something may take: 1 to 9999 of a unit. Raises Invalid for another amount."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MOST:
            raise Invalid(_("时限要填 1 到 %d 之间的整数。") % MOST)

    def end(self, since: int, index: Index) -> int:
        """When, in ticks, a term that begins at `since` ends.

        Days, working or not, are counted from the next day and end with their last day: at its
        closing for working days, at 24:00 for days (Civil Code art. 201 and 203). A term in days
        isn't moved when its last day is a day off. Hours and minutes count from the moment itself.
        """
        return _ENDS[self.unit](index, since, self.amount)


def _worked_on(index: Index, since: int, amount: int) -> int:
    return index.moment_worked(index.worked(since) + amount)


_ENDS: Mapping[Unit, Callable[[Index, int, int], int]] = {
    Unit.WORK_MINUTES: lambda index, since, n: _worked_on(index, since, n * MINUTE),
    Unit.WORK_HOURS: lambda index, since, n: _worked_on(index, since, n * HOUR),
    Unit.WORK_DAYS: lambda index, since, n: index.closing(since, n),
    Unit.HOURS: lambda _index, since, n: since + n * HOUR,
    Unit.DAYS: lambda _index, since, n: (since // DAY + 1 + n) * DAY,
}


@dataclass(frozen=True, slots=True)
class Started:
    at: datetime
    term: Term


@dataclass(frozen=True, slots=True)
class Paused:
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Resumed:
    at: datetime


@dataclass(frozen=True, slots=True)
class Extended:
    """More time, counted from the deadline as it stood."""

    at: datetime
    term: Term
    reason: str


@dataclass(frozen=True, slots=True)
class Reclassified:
    """Another term from the start on; pauses and extensions stay as they happened."""

    at: datetime
    term: Term


@dataclass(frozen=True, slots=True)
class Stopped:
    """The end of the clock; what it was worth is judged at this moment for ever."""

    at: datetime


Entry = Started | Paused | Resumed | Extended | Reclassified | Stopped
Log = Sequence[Entry]


class Status(StrEnum):
    """Where a clock is in its life."""

    NEW = "new"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


NEXT: Mapping[tuple[Status, type[Entry]], Status] = {
    (Status.NEW, Started): Status.RUNNING,
    (Status.RUNNING, Paused): Status.PAUSED,
    (Status.RUNNING, Extended): Status.RUNNING,
    (Status.RUNNING, Reclassified): Status.RUNNING,
    (Status.RUNNING, Stopped): Status.STOPPED,
    (Status.PAUSED, Resumed): Status.RUNNING,
    (Status.PAUSED, Extended): Status.PAUSED,
    (Status.PAUSED, Reclassified): Status.PAUSED,
    (Status.PAUSED, Stopped): Status.STOPPED,
}
REFUSALS: Mapping[tuple[Status, type[Entry]], type[ClockRefusal]] = {
    **{
        (Status.NEW, each): NotStarted
        for each in (Paused, Resumed, Extended, Reclassified, Stopped)
    },
    **{(Status.STOPPED, each): AlreadyStopped for each in Entry.__args__},
    (Status.RUNNING, Started): AlreadyStarted,
    (Status.PAUSED, Started): AlreadyStarted,
    (Status.RUNNING, Resumed): NotPaused,
    (Status.PAUSED, Paused): AlreadyPaused,
}


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
        due = entry.term.end(self.due, self.index)
        self.left += self.own(due) - self.own(self.due)
        self.due = due

    def stop(self, _entry: Stopped) -> None:
        """What the clock is worth now is for `reading` to say."""

    def moment(self, own: int) -> int:
        return self.index.moment_worked(own) if self.in_working_time else own


_STEPS: Mapping[type[Entry], Callable[[_Run, Any], None]] = {
    Paused: _Run.pause,
    Resumed: _Run.resume,
    Extended: _Run.extend,
    Stopped: _Run.stop,
}


def status_of(log: Log) -> Status:
    """Where the log leaves its clock. Raises the refusal that names the first entry out of place."""
    status = Status.NEW
    for place, entry in enumerate(log):
        step = (status, type(entry))
        if step not in NEXT:
            raise REFUSALS[step](place=place)
        if place and entry.at < log[place - 1].at:
            raise OutOfOrder(place=place)
        status = NEXT[step]
    return status


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
        if isinstance(entry, Started | Reclassified):
            run = _run(log[0].at, entry.term, log[1:place], index)
        else:
            _STEPS[type(entry)](run, entry)
        reasons.append(Reason(entry, run.due_at()))
    last = log[-1].at
    now = last if status is Status.STOPPED or now < last else now
    return _read(run, status, ticks_of(now), tuple(reasons), calendar.version)


def _run(since: datetime, term: Term, past: Log, index: Index) -> _Run:
    """A clock that has had `term` from the start, with all that happened to it since."""
    start = ticks_of(since)
    run = _Run(index, term.unit.is_working, start, term.end(start, index))
    for entry in past:
        if type(entry) in _STEPS:
            _STEPS[type(entry)](run, entry)
    return run


def _read(
    run: _Run, status: Status, now: int, reasons: tuple[Reason, ...], calendar_version: int
) -> Reading:
    is_open = run.paused is not None
    end = run.own(now) if run.paused is None else run.paused
    left = run.left if is_open else run.own(run.due) - end
    return Reading(
        due_at=reasons[-1].due_at,
        provisional=run.in_working_time and run.index.is_provisional(run.started, run.due),
        paused=status is Status.PAUSED,
        stopped=status is Status.STOPPED,
        remaining=left * TICK,
        used=(end - run.own(run.started) - run.idle) * TICK,
        overdue=not is_open and now > run.due,
        in_working_time=run.in_working_time,
        reasons=reasons,
        calendar_version=calendar_version,
    )


def with_entry(log: Log, entry: Entry, calendar: WorkingCalendar) -> tuple[Entry, ...]:
    """The log with one more entry; the one way to write it.

    Raises the refusal that says why `entry` can't follow: out of place or of order, a pause or an
    extension after the deadline (DeadlinePassed), an extension in another kind of time (OtherTime).
    """
    longer = (*log, entry)
    status_of(longer)
    if isinstance(entry, Paused | Extended):
        shown = reading(log, calendar, entry.at)
        if shown.overdue:
            raise DeadlinePassed(due_at=shown.due_at)
        if isinstance(entry, Extended) and entry.term.unit.is_working != shown.in_working_time:
            raise OtherTime
    return longer


_KINDS: Mapping[str, type[Entry]] = {each.__name__.lower(): each for each in Entry.__args__}


def to_plain(log: Log) -> list[dict[str, Any]]:
    """The log as JSON values, moments in UTC; equal logs give equal bytes."""
    return [
        {"kind": type(entry).__name__.lower()}
        | {each.name: _plain(getattr(entry, each.name)) for each in fields(entry)}
        for entry in log
    ]


def _plain(value: datetime | Term | str) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case Term(amount, unit):
            return {"amount": amount, "unit": unit.value}
    return value


def from_plain(entries: Sequence[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """The log that `to_plain` wrote. ValueError, KeyError or TypeError for anything else."""
    return tuple(_entry(**entry) for entry in entries)


def _entry(*, kind: str, at: str, term: Mapping[str, Any] | None = None, **rest: str) -> Entry:
    values: dict[str, Any] = {"at": datetime.fromisoformat(at), **rest}
    if term is not None:
        values["term"] = Term(term["amount"], Unit(term["unit"]))
    return _KINDS[kind](**values)
