"""Disputes for the matrix: one of each kind of thing that an address of mediation is about."""

from collections.abc import Callable, Mapping
from typing import Any

from linli.core.divisions.models import Division
from linli.domains.mediation import actions, queries
from linli.domains.mediation.rules import Chosen, Relation
from linli.domains.mediation.views.deeds import DEEDS
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from tests.authorisation.people import COMMUNITY

Values = Mapping[str, Any]
HOUSE = machine("test")


def dispute() -> Values:
    """A dispute in which the mediator of COMMUNITY has a seat, as far as there is one."""
    kind, community = queries.kinds()[0], Division.objects.get(pk=COMMUNITY)
    account = Account.objects.filter(username="mediator-near").first()
    with scope.limited_to([COMMUNITY]):
        made = actions.open_dispute(
            actor=HOUSE, area=COMMUNITY, kind=kind, subject="楼上漏水赔偿",
            parties=[actions.Person("张三"), actions.Person("李四")],
        )  # fmt: skip
        mediator = actions.enlist_mediator(
            actor=HOUSE, community=community, name="王调解", appointed_on=clock.local_date(clock.now()),
            account_id=account.pk if account else None,
        )  # fmt: skip
        actions.appoint_mediator(
            actor=HOUSE, dispute=made, mediator=mediator, relation=Relation.NONE,
            chosen_by=Chosen.COMMITTEE,
        )  # fmt: skip
    return {"dispute_id": made.pk, "mediator_id": mediator.pk}


def in_dispute() -> Values:
    return {"dispute_id": dispute()["dispute_id"]}


def of_register() -> Values:
    return {"mediator_id": dispute()["mediator_id"]}


ABOUT = "/mediation/<uuid:dispute_id>/"
THINGS: dict[str, Callable[[], Values]] = {
    ABOUT: in_dispute,
    **{f"{ABOUT}{deed}/": in_dispute for deed in (*DEEDS, "paper", "reveal", "sheet")},
    "/mediation/mediators/<uuid:mediator_id>/retire/": of_register,
    "/mediation/success/<slug:part>/": lambda: {"part": "begun"},
}
