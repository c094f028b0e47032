"""What a worker does again and again beside its jobs: looking for what is due, and for the dead."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from linli.kernel.manifest import Round, domains

logger = logging.getLogger(__name__)
LOCK = "SELECT pg_try_advisory_lock(hashtext('linli round'), hashtext(%s))"
UNLOCK = "SELECT pg_advisory_unlock(hashtext('linli round'), hashtext(%s))"
FAREWELL = 10  # seconds that a round gets to end when the worker is told to stop


@contextmanager
def going() -> Iterator[None]:
    """Do every manifest's rounds while the block runs, each in a thread of its own.

    So a slow one (a provider that answers late) delays nobody but itself.
    """
    stopped = threading.Event()
    every: list[Round] = list(domains.gather("rounds"))
    threads = [
        threading.Thread(target=go, args=(each, stopped), name=each.key, daemon=True)
        for each in every
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopped.set()
        until = time.monotonic() + FAREWELL
        for thread in threads:
            thread.join(timeout=max(0.0, until - time.monotonic()))


def go(each: Round, stopped: threading.Event) -> None:
    """Do the round again and again until `stopped`; trouble in it is logged and doesn't end it."""
    while not stopped.is_set():
        attempt(each)
        stopped.wait(each.seconds)


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
