"""The command line `linli`."""

import os
import sys


def main() -> None:
    """Run a command; whatever has to be mended is told in a line, not in a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    from linli.kernel.errors import DomainError
    from linli.platform.database.problem import DatabaseProblem
    from linli.project.backups.contents import BackupProblem
    from linli.project.cli.app import app
    from linli.project.config import ConfigProblem

    try:
        app()
    except (ConfigProblem, DatabaseProblem) as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(2)
    except (DomainError, BackupProblem) as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
