"""Periodic work of the calendar."""

from linli.platform.access.actor import machine
from linli.platform.calendar import actions


def adopt_notices() -> None:
    """Publish what an update of linli has brought along."""
    actions.adopt_notices(machine("calendar"))
