"""The worker: does the jobs that requests leave behind, and the scheduled ones."""

import os
import sys

import django

from linli.project import database
from linli.project.config import load
from linli.project.serving import lifeline

AT_ONE_TIME = 4  # jobs


def run() -> None:
    """Work until SIGTERM or Ctrl-C. Django must be set up.

    Raises DatabaseProblem when row-level security would not bind it.
    """
    from linli.platform.jobs import worker

    database.require_fit(load())
    worker.run(AT_ONE_TIME)


def main() -> None:
    lifeline.follow(int(sys.argv[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    django.setup()
    run()


if __name__ == "__main__":
    main()
