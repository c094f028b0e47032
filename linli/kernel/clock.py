"""The one place that knows what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time

from django.utils import timezone

_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    """This moment, aware and in UTC."""
    return _stopped_at.get() or datetime.now(tz=UTC)


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Let `now()` answer `moment`, for demonstration data and for tests.

    Raises ValueError when `moment` has no time zone, since a naive time means another one elsewhere.
    """
    if moment.tzinfo is None:
        raise ValueError("A stopped clock needs a moment with a time zone.")
    token = _stopped_at.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped_at.reset(token)


def local_date(moment: datetime) -> date:
    """The day that `moment` falls on where the community lives."""
    return timezone.localtime(moment).date()


def midnight(day: date) -> datetime:
    """The moment at which `day` begins where the community lives."""
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
