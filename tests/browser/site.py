"""The whole of linli, served to a real browser from a thread of the test process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.test import Client


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
