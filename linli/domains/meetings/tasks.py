"""Work that comes round by itself, calling actions."""

from linli.domains.meetings import actions, queries
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("meetings")
REMINDED_AT_ONCE = 500


def remind() -> None:
    """Remind once of each duty that is late; messages wait for the day."""
    with scope.system("duties of every community are reminded of"):
        for duty in queries.late_duties(clock.now())[:REMINDED_AT_ONCE]:
            actions.remind_duty(actor=LINLI, duty=duty)
