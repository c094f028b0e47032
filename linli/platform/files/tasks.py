"""Periodic work on files."""

from linli.platform.files import actions


def sweep() -> None:
    actions.sweep()
