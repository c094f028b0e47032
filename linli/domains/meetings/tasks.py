"""Work that comes round by itself, calling actions."""

from linli.domains.meetings import actions, queries, rules
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


def remind_month() -> None:
    """From the 20th on, remind joint bodies that haven't met this month; once a month each."""
    now = clock.now()
    if clock.local_date(now).day < rules.REMINDED_FROM:
        return
    with scope.system("joint bodies of every community are reminded of their month"):
        for body in queries.bodies_to_remind(now)[:REMINDED_AT_ONCE]:
            actions.remind_month(actor=LINLI, body=body)
