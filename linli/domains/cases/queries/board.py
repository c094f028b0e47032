"""The board: the list that dispatchers have open all day, sorted by deadline.

Written in SQL, since compiling these statements cost several times what running them does. It walks
by keyset and never counts what it doesn't show; `chosen` is the same filter for everything else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from linli.core.divisions import queries as divisions
from linli.domains.cases.models import Case
from linli.domains.cases.queries.machine import category_names
from linli.domains.cases.rules import GONE, HEADLINE, OPEN, Status, Urgency, headline
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.access.policy import Condition
from linli.platform.accounts import queries as people_at_work
from linli.platform.api import cursors

ROWS = 25
LINES = """
SELECT c.id, c.number, left(c.description, %s), c.urgency = %s, c.community_id, c.category_id,
    c.status, c.due_at, c.provisional, c.is_paused, c.taken_by, (
        SELECT json_agg(json_build_array(s.department_id, s.is_lead) ORDER BY s.is_lead DESC, s.sent_at)
        FROM cases_assignment AS s WHERE s.case_id = c.id AND s.status <> ALL(%s)
    )
FROM cases_case AS c
WHERE {conditions}
ORDER BY c.due_at, c.id
LIMIT %s
"""
COUNTS = """
SELECT waits, (
    SELECT count(*)
    FROM (SELECT FROM cases_case AS c WHERE {reach} AND {open} AND c.status = waits LIMIT %s) AS found
) FROM unnest(%s::text[]) AS waits
UNION ALL
SELECT 'overdue', count(*)
FROM (SELECT FROM cases_case AS c WHERE {sorted_reach} AND {open} AND c.due_at < %s
    AND NOT c.is_paused LIMIT %s) AS found
"""
MANY = 1000  # counted so far: who has more than that to do needs no number to know it
STILL_OPEN = "c.status = ANY(%s)"
MINE = "c.id IN (SELECT s.case_id FROM cases_assignment AS s WHERE s.department_id = ANY(%s))"
Conditions = list[Condition]


class Party(NamedTuple):
    """Who has been sent a share of a case."""

    department: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of one case."""

    id: UUID
    number: str
    headline: str
    is_urgent: bool
    community: str
    category: str
    status: Status
    due_at: datetime
    provisional: bool
    is_paused: bool
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
    """One page of the cases that `chosen` would give; one query, and one more if any is taken."""
    conditions: Conditions = [
        *_where(actor, area),
        (STILL_OPEN, [[*map(str, statuses)]]),
    ]
    if category_id is not None:
        conditions.append(("c.category_id = %s", [category_id]))
    if overdue_at is not None:
        conditions.append(("c.due_at < %s AND NOT c.is_paused", [overdue_at]))
    if after:
        place = cursors.read(after, Case, ("due_at", "id"))
        conditions.append(("(c.due_at, c.id) > (%s, %s)", place))
    head = [2 * HEADLINE, Urgency.URGENT, [*map(str, GONE)]]
    found = _asked(LINES, head, conditions, [rows + 1])
    shown = _lines(found[:rows])
    is_more = len(found) > rows
    return Board(shown, cursors.write([shown[-1].due_at, shown[-1].id]) if is_more else None)


def counts_by_status(actor: Actor, at: datetime) -> dict[str, int]:
    """How many open cases wait for what, and how many are overdue; MANY stands for any more than
    that, so that a city's board costs what a community's does. One query.
    """
    reach, area_values = _reach(actor, _under)
    sorted_reach, sorted_values = _reach(actor, _at)
    statement = COUNTS.format(reach=reach, sorted_reach=sorted_reach, open=STILL_OPEN)
    waits = [*map(str, OPEN)]
    values = [*area_values, waits, MANY, waits, *sorted_values, waits, at, MANY]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return dict(cursor.fetchall())


def _asked(
    statement: str, head: Sequence[Any], conditions: Conditions, tail: Sequence[Any]
) -> list[Any]:
    told = " AND ".join(condition for condition, _values in conditions)
    values = [value for _condition, each in conditions for value in each]
    with connection.cursor() as cursor:
        cursor.execute(statement.format(conditions=told), [*head, *values, *tail])
        return list(cursor.fetchall())


def _where(actor: Actor, area: str) -> Conditions:
    """The actor's cases at `area`; an area wholly within reach says it all, and by one index."""
    if area and policy.allows(actor, "cases.view", at=area):
        return [_at(area)]
    return [_reach(actor, _at), *([_at(area)] if area else [])]


def _reach(actor: Actor, inside: Callable[[str], Condition]) -> Condition:
    """The same cases as `visible_to`; `inside` says of an area which cases lie in it."""
    reach, values = policy.within_sql(actor, "cases.view", inside)
    departments = actor.departments("cases.view")
    if not departments:
        return reach, values
    return f"({reach} OR {MINE})", [*values, list(departments)]


def _at(area: str) -> Condition:
    """By the column that an index sorts by deadline, where the area is one that has such a column."""
    column = {9: "subdistrict", 12: "community_id"}.get(len(area))
    return (f"c.{column} = %s", [area]) if column else _under(area)


def _under(area: str) -> Condition:
    return policy.under_sql(area, "c.area")


def _lines(found: Sequence[Any]) -> list[Line]:
    communities, categories = divisions.community_names(), category_names()
    departments = divisions.department_names()
    takers = people_at_work.names_of(taker for *_others, taker, _parties in found)
    return [
        Line(
            id, number, headline(words), is_urgent, communities[community],
            categories.get(category, ""), Status(status), due_at, provisional,
            is_paused, takers.get(taker, ""),
            [Party(departments[UUID(key)], is_lead) for key, is_lead in parties or ()],
        )
        for id, number, words, is_urgent, community, category, status, due_at, provisional,
            is_paused, taker, parties in found
    ]  # fmt: skip
