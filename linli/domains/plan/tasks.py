"""Work that comes round by itself, calling actions."""

from datetime import timedelta

from linli.domains.plan import actions, queries
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope

LINLI = machine("plan")
LOOKED_BACK = timedelta(hours=2)  # twice the time between two rounds
EVERYWHERE = ""


def compute_all() -> None:
    """Make every live figure anew, whatever became of old records."""
    with scope.system("figures of every community are computed"):
        spans = actions.window(clock.local_date(clock.now()))
        actions.compute(actor=LINLI, area=EVERYWHERE, spans=spans)


def compute_changed() -> None:
    """Make anew what may have changed since the last round."""
    with scope.system("figures of every community are computed"):
        since = clock.now() - LOOKED_BACK
        actions.compute_changed(actor=LINLI, area=EVERYWHERE, since=since)


def publish_all() -> None:
    """On the first of a month, publish where every running plan stands."""
    with scope.system("every running plan is published monthly"):
        for plan in queries.running(LINLI):
            actions.take_snapshot(actor=LINLI, plan=plan)
