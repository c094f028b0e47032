"""The worker: does the jobs that requests leave behind, and the scheduled ones."""

import django

from linli.project import database
from linli.project.config import load
from linli.project.serving.entry import enter

AT_ONE_TIME = 4  # jobs


def work() -> None:
    """Work until SIGTERM or Ctrl-C. Raises DatabaseProblem when row-level security would not hold."""
    database.require_fit(load())
    django.setup()
    from linli.platform.jobs import worker

    worker.run(AT_ONE_TIME)


if __name__ == "__main__":
    enter(work)
