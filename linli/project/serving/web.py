"""The web server: granian in WSGI mode, which needs half the CPU of ASGI under Django.

Django is loaded once, before the workers are forked: they start at once and share its memory.
"""

import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from linli.project import wsgi
from linli.project.config import load
from linli.project.serving import lifeline

GRACE = 10  # seconds a worker may take to finish its requests


def main() -> None:
    lifeline.follow(int(sys.argv[1]))
    config = load()
    wsgi.warm_up()
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
    main()
