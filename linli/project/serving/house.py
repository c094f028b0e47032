"""Keeps database, web and worker going until somebody says stop."""

import http.client
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence

from linli.platform.database.problem import DatabaseProblem
from linli.platform.database.server import Server
from linli.project.config import Config
from linli.project.serving.children import Child

LOOK_EVERY = 0.25  # seconds
FIRST_ANSWER = 120.0  # seconds
LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # asked for, not bound to


class House:
    """Everything that runs for one deployment on one machine."""

    def __init__(self, config: Config, server: Server | None, tell: Callable[[str], None]) -> None:
        self._config, self._server, self._tell = config, server, tell
        self._stop, self._open = threading.Event(), threading.Event()
        self.children: Sequence[Child] = (
            Child("web", "linli.project.serving.web", tell),
            Child("worker", "linli.project.serving.worker", tell),
        )

    def run(self, when_open: Callable[[], None], *, signals: bool = True) -> None:
        """Serve until `stop`, SIGTERM or Ctrl-C; `when_open` is called at the first good answer.

        Without `signals` it may run in a thread beside others.
        """
        if signals:
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, lambda _number, _frame: self.stop())
        threading.Thread(target=self._greet, args=(when_open,), daemon=True).start()
        try:
            while not self._stop.is_set():
                self._tend()
                self._stop.wait(LOOK_EVERY)
        finally:
            for child in self.children:
                child.stop()
            for child in self.children:
                child.wait()

    def stop(self) -> None:
        self._stop.set()

    def _tend(self) -> None:
        if self._server is not None and self._server.has_died():
            self._tell("The database server was gone; starting it again.")
            try:
                self._server.start()
            except DatabaseProblem as problem:
                self._tell(str(problem))
        web, worker = self.children
        web.tend()
        if self._open.is_set():  # people first: the worker's start would slow the web server's
            worker.tend()

    def _greet(self, when_open: Callable[[], None]) -> None:
        begun = time.monotonic()
        while not self._stop.is_set() and time.monotonic() - begun < FIRST_ANSWER:
            if answers(self._config):
                when_open()
                break
            time.sleep(0.05)
        self._open.set()


def answers(config: Config) -> bool:
    """Whether a linli answers at the configured address."""
    host = LOOPBACK.get(config.host, config.host)
    connection = http.client.HTTPConnection(host, config.port, timeout=2)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def is_taken(config: Config) -> bool:
    """Whether something else listens at the configured address."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError:
            return True
        return False
