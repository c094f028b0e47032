"""The web server: granian in WSGI mode, which needs half the CPU of ASGI under Django."""

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from linli.project.config import load
from linli.project.serving.entry import enter

GRACE = 10  # seconds a web process may take to finish its requests


def work() -> None:
    """Serve until SIGTERM. Django is loaded once, before the processes are forked: they start at
    once and share its memory."""
    from linli.project import wsgi

    wsgi.warm_up()
    config = load()
    Server(
        "linli.project.wsgi:application",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=config.web_processes,
        blocking_threads=config.web_threads,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    enter(work)
