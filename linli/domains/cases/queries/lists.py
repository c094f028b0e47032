"""Cases and shares chosen by a filter or by whose they are, the next deadline first."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.queries.reading import visible_to
from linli.domains.cases.rules import GONE, OPEN, OPEN_SHARES
from linli.platform.access import policy
from linli.platform.access.actor import Actor

LEAD_FIRST = ("-is_lead", "sent_at")


def chosen(
    actor: Actor,
    *,
    area: str = "",
    statuses: Sequence[str] = OPEN,
    category_id: UUID | None = None,
    overdue_at: datetime | None = None,
) -> QuerySet[Case]:
    """The cases of a filter that the actor may see, named, the most urgent deadline first."""
    found = visible_to(actor).filter(status__in=statuses)
    if area:
        found = found.filter(_at(area))
    if category_id is not None:
        found = found.filter(category_id=category_id)
    if overdue_at is not None:
        found = found.filter(due_at__lt=overdue_at, is_paused=False)
    return with_names(found).order_by("due_at", "id")


def inbox(
    actor: Actor, *, statuses: Sequence[str] = OPEN_SHARES, rows: int = 100
) -> Sequence[Assignment]:
    """The shares of the actor's departments, the next deadline first; two queries."""
    mine = Assignment.objects.filter(
        department_id__in=actor.departments("cases.handle"), status__in=statuses
    )
    return list(
        mine.select_related("case", "case__community", "case__category", "department").order_by(
            "due_at", "pk"
        )[:rows]
    )


def shares_of(case: Case) -> QuerySet[Assignment]:
    """Every party's share of a case that the actor has already been shown, the lead first."""
    return case.assignments.select_related("department").order_by(*LEAD_FIRST)


def of_import(actor: Actor, ids: Sequence[str]) -> Sequence[Case]:
    """Those of these cases that the actor might have imported."""
    return list(Case.objects.filter(policy.within(actor, "cases.import"), pk__in=ids))


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With everything a row of a list shows, and nothing it doesn't; `parties` are its shares."""
    shares = (
        Assignment.objects.exclude(status__in=GONE)
        .select_related("department")
        .order_by(*LEAD_FIRST)
    )
    return (
        cases.select_related("community", "category")
        .defer("feedback_clock", "solution_clock")
        .prefetch_related(Prefetch("assignments", queryset=shares, to_attr="parties"))
    )


def _at(area: str) -> Q:
    """The column that an index sorts by deadline, where the area is one that has such a column."""
    column = {9: "subdistrict", 12: "community_id"}.get(len(area))
    return Q(**{column: area}) if column else policy.under(area)
