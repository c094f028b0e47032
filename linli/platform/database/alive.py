"""Whether a connection that lay in the pool still leads to a server."""

import select
import time
from typing import Any

from psycopg import Connection
from psycopg_pool import ConnectionPool

TRUSTED_FOR = 30.0  # seconds without use; after longer ones a network may have forgotten us


def require_alive(connection: "Connection[Any]") -> None:
    """Raise psycopg.OperationalError for a connection whose server has ended or gone away.

    A server that stops closes its connections, and a closed one has something to read: asking the
    operating system for that costs a microsecond, asking the server again a tenth of a
    millisecond. Only after a silence, or when there is something to read, is the server asked.
    """
    now = time.monotonic()
    silent = now - getattr(connection, "alive_at", -TRUSTED_FOR)
    if silent >= TRUSTED_FOR or _has_news(connection.fileno()):
        ConnectionPool.check_connection(connection)
    connection.alive_at = now  # type: ignore[attr-defined]


def _has_news(socket: int) -> bool:
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return bool(poll.poll(0))
