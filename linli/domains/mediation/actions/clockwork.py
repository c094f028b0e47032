"""Starting and moving the clocks of a dispute and of an alarm, which are kept as logs."""

from dataclasses import dataclass
from typing import Any

from linli.domains.mediation import queries
from linli.domains.mediation.rules import Limit
from linli.kernel import clock
from linli.platform.calendar import clocks
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Term

Log = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Promise:
    """A clock's log in its stored form, and when it falls due (before a pause still open, if any)."""

    log: Log
    due_at: Any
    provisional: bool


def start(limit: Limit) -> Promise:
    """A clock from this moment, with the term of this kind that is now in force."""
    return _promise([clocks.Started(clock.now(), queries.term_of(limit, at=clock.now()))])


def pause(log: Log, reason: str) -> Promise:
    return _add(log, clocks.Paused(clock.now(), reason))


def resume(log: Log) -> Promise:
    return _add(log, clocks.Resumed(clock.now()))


def extend(log: Log, term: Term, reason: str) -> Promise:
    return _add(log, clocks.Extended(clock.now(), term, reason))


def stop(log: Log) -> Promise:
    return _add(log, clocks.Stopped(clock.now()))


def _add(log: Log, entry: clocks.Entry) -> Promise:
    calendar = calendars.current()
    return _promise(clocks.with_entry(clocks.from_plain(log), entry, calendar))


def _promise(log: clocks.Log) -> Promise:
    reading = clocks.reading(log, calendars.current(), clock.now())
    standing = [each.due_at for each in reading.reasons if each.due_at is not None]
    return Promise(clocks.to_plain(log), standing[-1], reading.provisional)
