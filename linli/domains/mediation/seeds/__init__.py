"""Disputes of the demonstration district in every state, made by the same deeds as real work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from linli.core.divisions import demonstration
from linli.core.divisions.models import Division
from linli.domains.mediation import actions, queries
from linli.domains.mediation.actions import Person
from linli.domains.mediation.models import Dispute, Mediator
from linli.domains.mediation.rules import Chosen, Consent, How, Relation
from linli.domains.mediation.seeds import stories
from linli.domains.mediation.seeds.stories import LINLI, Plot
from linli.kernel import clock, events
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.accounts.models import Account
from linli.platform.database import scope

HEAD, WORKING = "demo-secretary", "demo-mediator"


@dataclass(frozen=True, slots=True)
class Committee:
    """Whom the stories happen to."""

    community: Division
    mediators: list[Mediator]


def seed(plan: DemoPlan, report: Report) -> None:
    """Tell each plot, the older ones first; every name and number is made up."""
    with scope.limited_to(("",)), events.untold():
        with transaction.atomic(), clock.stopped_at(plan.until - timedelta(days=plan.days)):
            committee = _enlist()
        for number, plot in enumerate(stories.PLOTS, start=1):
            begins = plan.until - timedelta(days=plot.days_ago)
            with transaction.atomic():
                _tell(plot, committee, begins)
            report("disputes", number, len(stories.PLOTS))


def _enlist() -> Committee:
    """A head, somebody with an account and two volunteers, in the first community."""
    community = Division.objects.get(pk=demonstration.FIRST)
    accounts = dict(Account.objects.values_list("username", "pk"))
    today = clock.local_date(clock.now())

    def enlist(name: str, username: str = "", *, is_head: bool = False) -> Mediator:
        return actions.enlist_mediator(
            actor=LINLI, community=community, name=name, account_id=accounts.get(username),
            is_head=is_head, appointed_on=today,
        )  # fmt: skip

    names = {username: name for username, name, *_rest in demonstration.POSTS}
    head = enlist(names[HEAD], HEAD, is_head=True)
    return Committee(
        community, [enlist(names[WORKING], WORKING), head, *map(enlist, stories.VOLUNTEERS)]
    )


def _tell(plot: Plot, committee: Committee, begins: datetime) -> None:
    """Open the dispute, ask, begin, and let the plot go on as far as it says."""
    moment = begins

    def at(days: float, deed: Callable[..., Any], *args: Any) -> Any:
        nonlocal moment
        moment += timedelta(days=days)
        with clock.stopped_at(moment):
            return deed(*args)

    dispute = at(0, _open, plot, committee)
    for deed in plot.deeds:
        if deed is stories.begin:
            at(1, _begin, dispute, committee)
        else:
            at(plot.pace, deed, dispute)
        dispute = Dispute.objects.get(pk=dispute.pk)


def _open(plot: Plot, committee: Committee) -> Dispute:
    return actions.open_dispute(
        actor=LINLI,
        area=committee.community.code,
        kind=queries.kinds().get(pk=plot.kind),
        subject=plot.subject,
        statement=plot.statement,
        location=plot.location,
        parties=[Person(name, f"1980000{number:04d}") for number, name in plot.parties],
    )


def _begin(dispute: Dispute, committee: Committee) -> None:
    """The first mediator is named, and everybody agrees to both mediation and mediator."""
    seat = actions.appoint_mediator(
        actor=LINLI, dispute=dispute, mediator=committee.mediators[0], relation=Relation.NONE,
        chosen_by=Chosen.PARTIES,
    )  # fmt: skip
    for party in dispute.parties.all():
        actions.accept_mediator(actor=LINLI, seat=seat, party=party, how=How.IN_PERSON)
        actions.record_consent(
            actor=LINLI, dispute=dispute, party=party, answer=Consent.AGREED, how=How.IN_PERSON
        )
