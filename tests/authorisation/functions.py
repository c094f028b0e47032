"""Duties of a function list for the matrix: one that waits with its support."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from linli.domains.duties import actions
from linli.domains.duties.actions import Backing, Told
from linli.domains.duties.models import Duty
from linli.domains.duties.rules import Kind, Origin
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
HOUSE = machine("test")


def listed() -> Duty:
    """A duty on the list, decided, with support: a row in every table."""
    told = Told(
        title=f"医保参保动员{Duty.objects.count()}", origin=Origin.DELEGATED, basis="街办发 12 号",
        post="民政岗", hours=Decimal(12), delegated_by="民生办",
    )  # fmt: skip
    duty = actions.propose_duty(actor=HOUSE, area=COMMUNITY, told=told)
    today = clock.local_date(clock.now())
    for kind in (Kind.AUTHORITY, Kind.EQUIPMENT):
        backing = Backing(kind, "配套", "街办发 12 号", today)
        actions.add_support(actor=HOUSE, duty=duty, backing=backing)
    return actions.admit(actor=HOUSE, duty=duty)


def about_duty() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"duty_id": listed().pk}


def about_support() -> Values:
    with scope.limited_to([COMMUNITY]):
        duty = listed()
        return {"duty_id": duty.pk, "support_id": duty.supports.all()[0].pk}


def about_list() -> Values:
    with scope.limited_to([COMMUNITY]):
        return {"community": listed().community_id}


DUTY = "/duties/<uuid:duty_id>/"
DEEDS = ("revise", "support", "admit", "merge", "refuse", "keep", "return")
THINGS: dict[str, Callable[[], Values]] = {
    DUTY: about_duty,
    **{f"{DUTY}{deed}/": about_duty for deed in DEEDS},
    f"{DUTY}support/<uuid:support_id>/end/": about_support,
    "/function-list/<slug:community>/": about_list,
}
