"""Lists that people work from: the dispatcher's board and a department's inbox.

Each is sorted by deadline, walks by keyset and never counts what it doesn't show.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Left

from linli.core.divisions import queries as divisions
from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.queries.machine import category_names
from linli.domains.cases.queries.reading import visible_to
from linli.domains.cases.rules import HEADLINE, OPEN, OPEN_SHARES, Share, Status, Urgency, headline
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts import queries as people_at_work
from linli.platform.api.cursors import page_of

ROWS = 25
AT_WORK = ~Q(status__in=(Share.RETURNED, Share.WITHDRAWN))
LEAD_FIRST = ("-is_lead", "sent_at")
SHOWN = (
    "id", "number", "urgency", "status", "due_at", "provisional", "taken_by", "community_id",
    "category_id",
)  # fmt: skip


class Party(NamedTuple):
    """Who has been sent a share of a case."""

    department: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of one case. Read as plain values: 25 whole cases cost five times as much."""

    id: UUID
    number: str
    headline: str
    is_urgent: bool
    community: str
    category: str
    status: Status
    due_at: datetime
    provisional: bool
    taker: str
    parties: Sequence[Party]


@dataclass(frozen=True, slots=True)
class Board:
    """One page of a list. `after` opens the next one; None at the end."""

    lines: Sequence[Line]
    after: str | None


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
    """One page of the chosen cases; three queries, however many there are."""
    found = _wanted(
        actor, area=area, statuses=statuses, category_id=category_id, overdue_at=overdue_at
    ).values_list(*SHOWN, Left("description", 2 * HEADLINE), named=True)
    page = page_of(found, by=("due_at", "id"), cursor=after, limit=rows)
    return Board(_lines(page["items"]), page["next"])


def _lines(found: Sequence[Any]) -> list[Line]:
    takers = people_at_work.names_of(row.taken_by for row in found)
    parties = _parties(row.id for row in found)
    communities, categories = divisions.community_names(), category_names()
    return [
        Line(
            row.id, row.number, headline(row.left1), row.urgency == Urgency.URGENT,
            communities[row.community_id], categories.get(row.category_id, ""), Status(row.status), row.due_at,
            row.provisional, takers.get(row.taken_by, ""), parties[row.id],
        )
        for row in found
    ]  # fmt: skip


def _parties(cases: Iterable[UUID]) -> dict[UUID, list[Party]]:
    """Who takes part in each of these cases, the lead first."""
    parties: dict[UUID, list[Party]] = defaultdict(list)
    shares = Assignment.objects.filter(AT_WORK, case_id__in=list(cases)).order_by(*LEAD_FIRST)
    names = divisions.department_names()
    for case_id, department, is_lead in shares.values_list("case_id", "department_id", "is_lead"):
        parties[case_id].append(Party(names[department], is_lead))
    return parties


def chosen(
    actor: Actor,
    *,
    area: str = "",
    statuses: Sequence[str] = OPEN,
    category_id: UUID | None = None,
    overdue_at: datetime | None = None,
) -> QuerySet[Case]:
    """The cases of a filter that the actor may see, named, the most urgent deadline first."""
    found = _wanted(
        actor, area=area, statuses=statuses, category_id=category_id, overdue_at=overdue_at
    )
    return with_names(found).order_by("due_at", "id")


def _wanted(
    actor: Actor,
    *,
    area: str,
    statuses: Sequence[str],
    category_id: UUID | None,
    overdue_at: datetime | None,
) -> QuerySet[Case]:
    found = visible_to(actor).filter(status__in=statuses)
    if area:
        found = found.filter(_at(area))
    if category_id is not None:
        found = found.filter(category_id=category_id)
    if overdue_at is not None:
        found = found.filter(due_at__lt=overdue_at)
    return found


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


def counts_by_status(actor: Actor, at: datetime) -> dict[str, int]:
    """How many open cases wait for what, and how many are overdue; one query."""
    reach = Case.objects.filter(policy.within(actor, "cases.view"), status__in=OPEN)
    late = Count("pk", filter=Q(due_at__lt=at))
    told = list(reach.values_list("status").annotate(open=Count("pk"), late=late).order_by())
    waiting = {status: count for status, count, _late in told}
    return dict.fromkeys(OPEN, 0) | waiting | {"overdue": sum(late for *_open, late in told)}


def with_names(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With everything a row of a list shows, and nothing it doesn't; `parties` are its shares."""
    shares = Assignment.objects.filter(AT_WORK).select_related("department").order_by(*LEAD_FIRST)
    return (
        cases.select_related("community", "category")
        .defer("feedback_clock", "solution_clock")
        .prefetch_related(Prefetch("assignments", queryset=shares, to_attr="parties"))
    )


def _at(area: str) -> Q:
    """The column that an index sorts by deadline, where the area is one that has such a column."""
    column = {9: "subdistrict", 12: "community_id"}.get(len(area))
    return Q(**{column: area}) if column else policy.under(area)
