"""A subscriber on this machine, and events for it."""

from django.db import transaction

from linli.contracts.cases import CaseClosed, CaseReported
from linli.kernel import clock
from linli.kernel.events import publish
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.jobs import courier
from linli.platform.jobs.models import PublishedEvent
from linli.platform.webhooks import actions
from linli.platform.webhooks.listeners import fan_out

COMMUNITY = "110101001001"
ELSEWHERE = "110102001001"
REPORTED, CLOSED = "linli.cases.case_reported", "linli.cases.case_closed"
HOUSE = machine("test")


def subscribed(url, area=COMMUNITY[:9], types=(REPORTED,), name="大数据平台"):
    """A subscription with its secret."""
    return actions.subscribe(actor=HOUSE, name=name, address=url, area=area, types=types)


def happened(area=COMMUNITY, event_type=CaseReported):
    """Publish one event and let its fan-out run, as a worker would; gives the stored row."""
    with transaction.atomic():
        publish(_event(area, event_type))
    stored = PublishedEvent.objects.order_by("-id")[0]
    if courier.name_of(fan_out) in stored.listeners:
        courier.deliver_once(stored.pk, courier.name_of(fan_out))
    return stored


def _event(area, event_type):
    given = {"case_id": new_id(), "area": area}
    if event_type is CaseClosed:
        return CaseClosed(**given, outcome="solved", satisfaction=None, in_time=True)
    return CaseReported(**given, channel="web", reported_at=clock.now())
