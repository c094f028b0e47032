"""How many calls a key may make in a minute, counted in PostgreSQL and yet hardly ever asked there.

A process draws the minute's calls in portions of a twentieth and spends a portion in memory. So
however many processes serve, together they never pass the key's figure, and a call costs a
twentieth of `per_minute`-th of a write. The strict side is paid by the caller: what a process has
drawn and not spent by the end of the minute is gone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from linli.kernel import clock
from linli.platform.access import limits

PORTIONS = 20
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Purse:
    """What this process may still spend of one key's minute."""

    minute: datetime
    left: int


_purses: dict[UUID, Purse] = {}
_lock = Lock()


def spend(key_id: UUID, per_minute: int) -> None:
    """Take one call from the key's minute; raises TooMany when the minute is used up."""
    minute = clock.now().replace(second=0, microsecond=0)
    while not _spend_from_purse(key_id, minute):
        _draw(key_id, minute, per_minute)


def _spend_from_purse(key_id: UUID, minute: datetime) -> bool:
    with _lock:
        purse = _purses.get(key_id)
        if purse is None or purse.minute != minute or purse.left == 0:
            return False
        purse.left -= 1
        return True


def _draw(key_id: UUID, minute: datetime, per_minute: int) -> None:
    portion = max(1, per_minute // PORTIONS)
    limits.take(f"api:{key_id}:{minute:%H%M}", most=per_minute, within=MINUTE, times=portion)
    with _lock:
        purse = _purses.get(key_id)
        kept = purse.left if purse is not None and purse.minute == minute else 0
        _purses[key_id] = Purse(minute, kept + portion)
