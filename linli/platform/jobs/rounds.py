"""What a worker does again and again beside its jobs: looking for what is due, and for the dead."""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from linli.kernel.manifest import Round, domains

logger = logging.getLogger(__name__)
LOCK = "SELECT pg_try_advisory_lock(hashtext('linli round'), hashtext(%s))"
UNLOCK = "SELECT pg_advisory_unlock(hashtext('linli round'), hashtext(%s))"
BREATH = 0.5  # seconds between two looks at the table of rounds


@contextmanager
def going() -> Iterator[None]:
    """Do every manifest's rounds in a thread of their own while the block runs."""
    stopped = threading.Event()
    thread = threading.Thread(
        target=go, args=(list(domains.gather("rounds")), stopped), name="rounds", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(timeout=10)


def go(rounds: Sequence[Round], stopped: threading.Event) -> None:
    """Do each round when its time has come, until `stopped`; trouble in one never ends the others."""
    due = dict.fromkeys((each.key for each in rounds), 0.0)
    while not stopped.is_set():
        for each in rounds:
            if time.monotonic() >= due[each.key] and not stopped.is_set():
                attempt(each)
                due[each.key] = time.monotonic() + each.seconds
        stopped.wait(BREATH)
    connection.close()


def attempt(each: Round) -> bool:
    """Do one round unless another worker is at it; False then, and when it failed."""
    try:
        return do_alone(each)
    except Exception:
        logger.exception("The round %s failed; it comes again in %s s.", each.key, each.seconds)
        return False
    finally:
        connection.close()  # back to the pool; a broken one is replaced, and its lock is gone


def do_alone(each: Round) -> bool:
    """Do the round under a lock that PostgreSQL drops when this process dies."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [each.key])
        if cursor.fetchone() != (True,):
            return False
        try:
            each.work()
        finally:
            cursor.execute(UNLOCK, [each.key])
    return True
