"""What can happen to a clock, in which order, and how it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from linli.platform.calendar.clocks.terms import Term, Unit
from linli.platform.calendar.errors import (
    AlreadyPaused,
    AlreadyStarted,
    AlreadyStopped,
    ClockRefusal,
    NotPaused,
    NotStarted,
    OutOfOrder,
)


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
    """More time, counted from the deadline as it stood.

    Asked for in time is in time: `asked_at` is when, if the answer came later than the question.
    """

    at: datetime
    term: Term
    reason: str
    asked_at: datetime | None = None


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

    __hash__ = str.__hash__


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


_UNITS: Mapping[str, Unit] = {each.value: each for each in Unit}
_KINDS: Mapping[str, type[Entry]] = {each.__name__.lower(): each for each in Entry.__args__}


def to_plain(log: Log) -> list[dict[str, Any]]:
    """The log as JSON values, moments in UTC; equal logs give equal bytes."""
    return [
        {"kind": type(entry).__name__.lower()}
        | {
            each.name: _plain(value)
            for each in fields(entry)
            if (value := getattr(entry, each.name)) is not None
        }
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
    if "asked_at" in rest:
        values["asked_at"] = datetime.fromisoformat(rest["asked_at"])
    if term is not None:
        values["term"] = Term(term["amount"], _UNITS[term["unit"]])
    return _KINDS[kind](**values)
