"""Work that comes round by itself, each calling actions."""

from django.utils import timezone

from linli.domains.mediation import actions, queries, rules
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("mediation")
REMINDED_AT_ONCE = 500


def remind() -> None:
    """Remind of duties and sittings by day, and of unanswered reports to the police at any hour."""
    now = clock.now()
    with scope.system("duties and alarms of every community are reminded of"):
        for alarm in queries.late_alarms(now)[:REMINDED_AT_ONCE]:
            actions.remind_alarm(actor=LINLI, alarm=alarm)
        if rules.is_daytime(timezone.localtime(now)):
            _remind_of_duties()
            for sitting in queries.near_sittings(now)[:REMINDED_AT_ONCE]:
                actions.remind_sitting(actor=LINLI, sitting=sitting)


def _remind_of_duties() -> None:
    today = clock.local_date(clock.now())
    for duty in queries.due_duties(today)[:REMINDED_AT_ONCE]:
        why = rules.reminder(duty.due_on, today, duty.reminded_for)
        if why:
            actions.remind_duty(actor=LINLI, duty=duty, why=why)
