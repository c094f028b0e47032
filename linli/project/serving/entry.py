"""How a child process begins: tied to its parent, and with words instead of a traceback."""

import os
import sys
from collections.abc import Callable

from linli.platform.database.problem import DatabaseProblem
from linli.project.config import ConfigProblem
from linli.project.serving import lifeline


def enter(work: Callable[[], None]) -> None:
    """Do `work` until it ends or our parent does, whose number is the first argument."""
    lifeline.follow(int(sys.argv[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    try:
        work()
    except (ConfigProblem, DatabaseProblem) as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(2)
