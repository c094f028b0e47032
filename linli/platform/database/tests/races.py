"""Two deeds at one moment, each in a transaction of its own that really commits.

A race is shown in two halves by the same test. With the lock off, `rows.fetch(…, lock=True)` reads
without holding anybody back, and waits until the other has read too: whoever writes then writes on
what they read, as two servers at one moment would. With the lock on, nothing is slowed and nobody
waits for a signal: what is right then is right for two hundred rounds.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from linli.kernel.errors import DomainError
from linli.platform.database import rows, scope

ROUNDS_WITHOUT, ROUNDS_WITH = 20, 200
WAIT = 2  # seconds for the other to read; a deed that reads once more than the other goes on alone
OURS = threading.local()

Deed = Callable[[], object]
Outcome = DomainError | DatabaseError | None  # a refusal, a crash, or done


@contextmanager
def at(area: str) -> Iterator[None]:
    """One transaction of somebody who works in `area`."""
    with scope.limited_to([area]), transaction.atomic():
        yield


def together(area: str, deeds: Sequence[Deed]) -> list[Outcome]:
    """Do the deeds at once and tell what became of each."""
    start = threading.Barrier(len(deeds))

    def one(deed: Deed) -> Outcome:
        OURS.races = True
        try:
            start.wait()
            with at(area):
                deed()
        except (DomainError, DatabaseError) as came:
            return came
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def take_lock_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two who race read what they would lock, both before either writes."""
    meeting, fetch = threading.Barrier(2), rows.fetch

    def read_together(model: Any, pk: Any, *, lock: bool = False) -> Any:
        if not lock or not getattr(OURS, "races", False):
            return fetch(model, pk, lock=lock)
        found = fetch(model, pk)
        with suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=WAIT)
        return found

    monkeypatch.setattr(rows, "fetch", read_together)
