"""Lists that people work from: the dispatcher's board and a department's inbox.

Each is sorted by deadline, walks by keyset and never counts what it doesn't show.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.queries.reading import visible_to
from linli.domains.cases.rules import OPEN, OPEN_SHARES, Share
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts import queries as people_at_work
from linli.platform.api.cursors import page_of

ROWS = 25


@dataclass(frozen=True, slots=True)
class Board:
    """One page of a list. `after` opens the next one; None at the end."""

    cases: Sequence[Case]
    after: str | None
    takers: dict[UUID, str] = field(default_factory=dict)


def board(
    actor: Actor,
    *,
    area: str = "",
    statuses: Sequence[str] = OPEN,
    category_id: UUID | None = None,
    overdue_at: datetime | None = None,
    after: str = "",
    rows: int = ROWS,
) -> Board:
    """One page of the chosen cases; four queries, however many there are."""
    found = chosen(
        actor, area=area, statuses=statuses, category_id=category_id, overdue_at=overdue_at
    )
    page = page_of(found, by=("due_at", "id"), cursor=after, limit=rows)
    cases = page["items"]
    return Board(cases, page["next"], people_at_work.names_of(case.taken_by for case in cases))


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
        found = found.filter(due_at__lt=overdue_at)
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
    return case.assignments.select_related("department").order_by("-is_lead", "sent_at")


def of_import(actor: Actor, ids: Sequence[str]) -> Sequence[Case]:
    """Those of these cases that the actor might have imported."""
    return list(Case.objects.filter(policy.within(actor, "cases.import"), pk__in=ids))


def counts_by_status(actor: Actor, at: datetime) -> dict[str, int]:
    """How many open cases wait for what, and how many are overdue; one query."""
    waiting = {status: Count("pk", filter=Q(status=status)) for status in OPEN}
    overdue = Count("pk", filter=Q(due_at__lt=at))
    reach = Case.objects.filter(policy.within(actor, "cases.view"), status__in=OPEN)
    return reach.aggregate(overdue=overdue, **waiting)


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With everything a row of a list shows, and nothing it doesn't; `parties` are its shares."""
    at_work = Assignment.objects.exclude(status__in=(Share.RETURNED, Share.WITHDRAWN))
    shares = at_work.select_related("department").order_by("-is_lead", "sent_at")
    return (
        cases.select_related("community", "category")
        .defer("feedback_clock", "solution_clock")
        .prefetch_related(Prefetch("assignments", queryset=shares, to_attr="parties"))
    )


def _at(area: str) -> Q:
    """The column that an index sorts by deadline, where the area is one that has such a column."""
    column = {9: "subdistrict", 12: "community_id"}.get(len(area))
    return Q(**{column: area}) if column else policy.under(area)
