"""Real worker processes to be killed, and a way to wait for what they do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

START = (
    "import django; django.setup(); from linli.platform.jobs import worker; {before}worker.run(4)"
)
PATIENCE = 60  # seconds until a wait counts as hung


@contextmanager
def worker(before: str = "", **environment: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A worker on the database of this test; killed without mercy at the end of the block.

    `before` is Python that it runs first.
    """
    given = {
        **os.environ,
        "LINLI_DATABASE_NAME": connection.settings_dict["NAME"],
        "LINLI_HOME": str(settings.HOME),
        **environment,
    }
    command = [sys.executable, "-c", START.format(before=before)]
    process = subprocess.Popen(command, env=given, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait()


def wait_until(what: Callable[[], bool]) -> None:
    """Look again and again until it is so; fails when it never is."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, "The worker did not get there."
        time.sleep(0.05)


def ask(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


def grow_old() -> None:
    """Let half a minute pass for the dead: their last word becomes that much older."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
        )
