"""What news means here. A listener translates an event into one action."""

from linli.contracts.plan import PlanStarted
from linli.domains.plan import actions
from linli.kernel import clock
from linli.platform.access.actor import machine

LINLI = machine("plan")


def compute(event: PlanStarted) -> None:
    spans = actions.window(clock.local_date(clock.now()))
    actions.compute(actor=LINLI, area=event.area, spans=spans)
