"""What a dispatcher sends out at one go: waiting cases, each with a likely category and lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from linli.core.divisions import queries as divisions
from linli.domains.cases.models import Case
from linli.domains.cases.queries.machine import categories
from linli.domains.cases.queries.rulings import entries_in_force, named_by
from linli.domains.cases.rules import Status
from linli.platform.access import policy
from linli.platform.access.actor import Actor

AT_ONCE = 20
DISPATCH = "cases.dispatch"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case with what the suggestion and the catalogue say of it, and who could take it."""

    case: Case
    category_id: UUID | None
    lead_id: UUID | None
    departments: Sequence[tuple[UUID, str]]


def waiting_for_dispatch(actor: Actor, *, area: str = "") -> Sequence[Waiting]:
    """The next twenty that nobody else has taken, by deadline; a constant number of queries."""
    policy.require_anywhere(actor, DISPATCH)
    free = Q(taken_by=None) | Q(taken_by=actor.account_id)
    cases = Case.objects.filter(policy.within(actor, DISPATCH), free, status=Status.REPORTED)
    if area:
        cases = cases.filter(policy.under(area))
    return likely(list(cases.select_related("community").order_by("due_at", "id")[:AT_ONCE]))


def of_batch(actor: Actor, ids: Sequence[str]) -> Sequence[Waiting]:
    """Those of these cases that the actor may dispatch, in the order of their deadlines."""
    held = policy.within(actor, DISPATCH)
    cases = Case.objects.filter(held, pk__in=ids).select_related("community")
    return likely(list(cases.order_by("due_at", "id")))


def likely(cases: Sequence[Case]) -> Sequence[Waiting]:
    """Each case with its likely category, lead and the departments that serve it; three queries."""
    by_code = dict(categories().values_list("code", "pk"))
    areas = {case.area for case in cases}
    entries = entries_in_force(areas)
    serving = divisions.departments_by_area(areas)
    return [_likely(case, by_code, entries, serving[case.area]) for case in cases]


def _likely(
    case: Case, by_code: Mapping[str, UUID], entries: Sequence[Any], serving: Sequence[Any]
) -> Waiting:
    said = case.suggestion or {}
    category_id = case.category_id or by_code.get(said.get("code", ""))
    lead = named_by(entries, category_id, case.area).lead
    return Waiting(case, category_id, lead, [(each.pk, each.name) for each in serving])
