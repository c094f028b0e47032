"""The things of addresses that speak to other programs, and to devices."""

from collections.abc import Callable, Mapping
from typing import Any

from linli.domains.cases import actions as cases
from linli.domains.cases import queries
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Channel
from linli.domains.cases.rules.asking import Datatype
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.access.queries import actor_of
from linli.platform.accounts.models import Account
from linli.platform.agenda import actions as agenda
from linli.platform.database import scope
from linli.platform.jobs.models import PublishedEvent
from linli.platform.webhooks import actions as webhooks
from linli.platform.webhooks.models import Delivery, Subscription
from tests.authorisation import outdoors
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
REPORTED = "linli.cases.case_reported"
ALL = "GET POST PUT PATCH DELETE"
HOUSE = machine("test")
FORMS = ("json", "xml")


def lift() -> Case:
    with scope.limited_to([COMMUNITY]):
        return cases.report_case(
            actor=HOUSE, area=COMMUNITY, description="电梯门关不上", channel=Channel.OPEN311,
            category=queries.categories().get(code="lift"),
        )  # fmt: skip


def question() -> Values:
    asked = cases.ask(
        actor=HOUSE, category=queries.categories().get(code="lift"), code="number",
        datatype=Datatype.STRING, words="电梯编号",
    )  # fmt: skip
    return {"code": "lift", "question_id": asked.pk}


def subscription() -> Values:
    made = webhooks.subscribe(
        actor=HOUSE, name="平台", address="https://93.184.215.14/", area=COMMUNITY,
        types=[REPORTED],
    )  # fmt: skip
    return {"subscription_id": made.subscription.pk}


def delivery() -> Values:
    hearer = Subscription.objects.get(pk=subscription()["subscription_id"])
    kind = "linli.contracts.cases.CaseReported"
    stored = PublishedEvent.objects.create(at=clock.now(), type=kind, body={})
    made = Delivery.objects.create(subscription=hearer, event=stored, state="dead")
    return {"delivery_id": made.pk}


def calendar() -> Values:
    account = Account.objects.create(
        username=new_id().hex, name="门", kind="staff", created_at=clock.now()
    )
    return {"token": agenda.open_feed(actor=actor_of(account))}


THINGS: Mapping[str, Callable[[], Values]] = {
    **outdoors.THINGS,
    "/agenda/<str:token>.ics": calendar,
    "/cases/services/<slug:code>/": lambda: {"code": "lift"},
    "/cases/services/<slug:code>/<uuid:question_id>/end/": question,
    "/cases/services/<slug:code>/screen/": lambda: {"code": "lift"},
    **{
        f"/open311/v2/ext/requests/<slug:number>/{what}.{form}": lambda: {"number": lift().number}
        for what in ("attributes", "photos", "updates")
        for form in FORMS
    },
    **{
        f"/open311/v2/tokens/<slug:token>.{form}": lambda: {"token": queries.token_of(lift())}
        for form in FORMS
    },
    "/webhooks/<uuid:subscription_id>/": subscription,
    "/webhooks/<uuid:subscription_id>/close/": subscription,
    "/webhooks/<uuid:subscription_id>/replay/": subscription,
    "/webhooks/<uuid:subscription_id>/resume/": subscription,
    "/webhooks/<uuid:subscription_id>/rotate/": subscription,
    "/webhooks/<uuid:subscription_id>/stop/": subscription,
    "/webhooks/deliveries/<uuid:delivery_id>/replay/": delivery,
}
PLACELESS = {
    "/agenda/<str:token>.ics": ALL,
    "/cases/services/<slug:code>/": "GET",
    **{f"/open311/v2/ext/requests/<slug:number>/updates.{form}": ALL for form in FORMS},
    **{f"/open311/v2/tokens/<slug:token>.{form}": ALL for form in FORMS},
}
