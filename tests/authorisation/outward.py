"""The things of addresses that speak to other programs."""

from collections.abc import Callable, Mapping
from typing import Any

from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.jobs.models import PublishedEvent
from linli.platform.webhooks import actions as webhooks
from linli.platform.webhooks.models import Delivery, Subscription
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
REPORTED = "linli.cases.case_reported"


def subscription() -> Values:
    made = webhooks.subscribe(
        actor=machine("test"), name="平台", address="https://93.184.215.14/", area=COMMUNITY,
        types=[REPORTED],
    )  # fmt: skip
    return {"subscription_id": made.subscription.pk}


def delivery() -> Values:
    hearer = Subscription.objects.get(pk=subscription()["subscription_id"])
    kind = "linli.contracts.cases.CaseReported"
    stored = PublishedEvent.objects.create(at=clock.now(), type=kind, body={})
    made = Delivery.objects.create(subscription=hearer, event=stored, state="dead")
    return {"delivery_id": made.pk}


THINGS: Mapping[str, Callable[[], Values]] = {
    "/webhooks/<uuid:subscription_id>/": subscription,
    "/webhooks/<uuid:subscription_id>/close/": subscription,
    "/webhooks/<uuid:subscription_id>/replay/": subscription,
    "/webhooks/<uuid:subscription_id>/resume/": subscription,
    "/webhooks/<uuid:subscription_id>/rotate/": subscription,
    "/webhooks/<uuid:subscription_id>/stop/": subscription,
    "/webhooks/deliveries/<uuid:delivery_id>/replay/": delivery,
}
