"""The command line `linli`."""

import os

from linli.project.cli.app import app


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")
    app()


__all__ = ["app", "main"]
