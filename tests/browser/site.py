"""The whole of linli, served to a real browser from a thread of the test process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.test import Client

OWN_OF_THE_FRAMEWORK = ("django_migrations", "django_content_type", "procrastinate_")


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing: a failing test shows what the browser saw."""


@dataclass(frozen=True)
class Site:
    """Where linli answers, and how somebody comes in."""

    url: str

    def sign_in(self, page: Any, account: Any) -> None:
        """Give the browser of `page` a session of `account`, as if signed in already."""
        client = Client()
        client.force_login(account)
        session = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.url}])

    def prefer(self, page: Any, mode: str, size: str = "1") -> None:
        """Let the reader at `page` have chosen a mode and a size of text."""
        page.context.add_cookies([{"name": "reader", "value": f"{mode}-{size}", "url": self.url}])


@contextmanager
def served() -> Iterator[Site]:
    """Serve linli on a free port of this machine until the block ends."""
    from linli.project.wsgi import application

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _tables(cursor: Any) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [name for (name,) in cursor.fetchall()]


def empty_tables() -> list[str]:
    """The tables that nothing has been written to yet: what a test may fill, and empties again."""
    with connections["owner"].cursor() as cursor:
        return [name for name in _tables(cursor) if _is_empty(cursor, name)]


def _is_empty(cursor: Any, table: str) -> bool:
    # Row-level security is forced on the owner too, so ask for the size of the table instead.
    cursor.execute("SELECT pg_relation_size(%s::regclass) = 0", [f'public."{table}"'])
    return bool(cursor.fetchone()[0]) and not table.startswith(OWN_OF_THE_FRAMEWORK[:2])


def empty(tables: list[str]) -> None:
    """Take out what a test has committed; only the owner may, since the app can't truncate."""
    with connections["owner"].cursor() as cursor:
        filled = [name for name in tables if not _is_empty(cursor, name)]
        if filled:
            # Every table in one command, so that foreign keys among them don't matter.
            names = ", ".join(f'"{name}"' for name in tables)
            cursor.execute(f"TRUNCATE {names}")
