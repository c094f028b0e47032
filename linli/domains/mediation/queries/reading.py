"""Lists of disputes, the register of mediators, the versions of the terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from linli.core.divisions.models import Division
from linli.domains.mediation import rules, words
from linli.domains.mediation.models import Dispute, Mediator, Seat, TimeLimit
from linli.domains.mediation.rules import OPEN, SITTING, TALKING, Status
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts.models import Account
from linli.platform.calendar.clocks import Term, Unit
from linli.platform.notices.recipients import Holders, accounts_of

FIRST_SHOWN = 5


def visible_to(actor: Actor) -> QuerySet[Dispute]:
    """The disputes of the areas where `actor` may see that there are disputes; never who quarrels."""
    return Dispute.objects.filter(policy.within(actor, "mediation.view"))


def get(actor: Actor, dispute_id: UUID) -> Dispute:
    """One dispute; NotFound also when it exists but isn't this actor's to see."""
    found = visible_to(actor).select_related("community", "kind").filter(pk=dispute_id).first()
    if found is None:
        raise NotFound(_("没有找到这件纠纷，或者您没有查看它的权限。"))
    return found


def chosen(
    actor: Actor,
    *,
    area: str = "",
    statuses: Sequence[str] = OPEN,
    number: str = "",
    overdue_at: datetime | None = None,
) -> QuerySet[Dispute]:
    """The list: by deadline, with the mediators' names. Found by number alone, never by a name."""
    found = visible_to(actor)
    if number:
        return with_names(found.filter(number=rules.normal_number(number) or ""))
    if area:
        found = found.filter(policy.under(area))
    if statuses:
        found = found.filter(status__in=statuses)
    if overdue_at:
        found = found.filter(status__in=TALKING, due_at__lt=overdue_at)
    return with_names(found)


def with_names(found: QuerySet[Dispute]) -> QuerySet[Dispute]:
    seats = Seat.objects.filter(status__in=SITTING).select_related("mediator")
    named = found.select_related("community", "kind")
    return named.prefetch_related(Prefetch("seats", seats, to_attr="seated")).order_by(
        "due_at", "id"
    )


def beside_case(actor: Actor, case: Any) -> Mapping[str, Any]:
    """On the page of a case: what became of it in mediation, as far as `actor` may see disputes."""
    if not actor.holds("mediation.view"):
        return {"found": ()}
    found = visible_to(actor).filter(case_id=case.pk).order_by("opened_at")
    return {"found": [(each, words.STATUS[Status(each.status)]) for each in found]}


def bench(actor: Actor) -> Mapping[str, Any]:
    """What waits on the work bench: open disputes, and the first few by deadline."""
    if not actor.holds("mediation.mediate"):
        return {"shown": False}
    now = clock.now()
    talking = chosen(actor, statuses=TALKING)
    late = chosen(actor, overdue_at=now).count()
    return {
        "shown": True,
        "talking": talking.count(),
        "late": late,
        "late_tone": "bad" if late else "neutral",
        "following": chosen(actor, statuses=("in_effect", "unperformed")).count(),
        "first": talking[:FIRST_SHOWN],
        "now": now,
    }


def register(actor: Actor) -> QuerySet[Mediator]:
    """The mediators of the areas where `actor` may see disputes, those in office first."""
    seen = Mediator.objects.filter(policy.within(actor, "mediation.view"))
    return seen.select_related("community").order_by(
        "community__code", "left_on", "-is_head", "name"
    )


def mediator(actor: Actor, mediator_id: UUID) -> Mediator:
    found = register(actor).filter(pk=mediator_id).first()
    if found is None:
        raise NotFound(_("没有找到这位调解员，或者您没有查看的权限。"))
    return found


def mediators_of(community: Division | str) -> QuerySet[Mediator]:
    """The mediators in office of one committee, which everybody may know (art. 10)."""
    code = community if isinstance(community, str) else community.code
    return Mediator.objects.filter(community_id=code, left_on=None)


def accounts_to_mediate(areas: Sequence[str]) -> Sequence[tuple[UUID, str]]:
    """Accounts that may mediate in these communities, by id and name."""
    found: dict[UUID, str] = {}
    for area in areas:
        people: QuerySet[Account] = accounts_of(Holders("mediation.mediate", area))
        found |= dict(people.values_list("pk", "name"))
    return sorted(found.items(), key=lambda pair: pair[1])


class Standing(StrEnum):
    """Where a version stands among those of its kind."""

    IN_FORCE = "in_force"
    COMING = "coming"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Version:
    """One term, and whether it is the one that counts now."""

    limit: TimeLimit
    standing: Standing

    @property
    def term(self) -> Term:
        return Term(self.limit.amount, Unit(self.limit.unit))


def limit_versions(actor: Actor, at: datetime) -> Sequence[Version]:
    """Every version there is, those of one kind together, the newest first; one query."""
    policy.require_anywhere(actor, "mediation.view", "mediation.configure")
    newest_first = TimeLimit.objects.order_by("kind", "-effective_from")
    return [
        version
        for _kind, same in groupby(newest_first, attrgetter("kind"))
        for version in _standing(same, at)
    ]


def _standing(newest_first: Iterator[TimeLimit], at: datetime) -> Iterator[Version]:
    found = False
    for limit in newest_first:
        if limit.effective_from > at:
            yield Version(limit, Standing.COMING)
        else:
            yield Version(limit, Standing.REPLACED if found else Standing.IN_FORCE)
            found = True
