"""The one place that knows what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

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
