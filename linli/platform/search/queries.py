"""One box over everything: what an actor may find."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from linli.kernel.manifest import SearchKind, domains
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.search.index import digest
from linli.platform.search.tokens import Question, question

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

ENOUGH = 0.5  # of the weight of a complete answer; less is another thing that shares a word
FIND = """
SELECT t.object_id
FROM unnest(%s::bigint[], %s::real[]) AS asked (token, weight)
JOIN search_token AS t ON t.token = asked.token
WHERE {reach}
GROUP BY t.object_id
HAVING sum(asked.weight) >= %s
ORDER BY sum(asked.weight) DESC, t.object_id DESC
LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; `title` and `detail` are masked as its own pages mask it."""

    id: UUID
    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, the likeliest first."""

    kind: str
    title: "str | StrPromise"
    hits: Sequence[Hit]


def find(actor: Actor, words: str, limit: int = 20) -> list[Group]:
    """What `words` find among the things `actor` may see: at most `limit` of each kind."""
    asked = question(words)
    if not asked.asks:
        return []
    groups = [_group(actor, each, asked, limit) for each in kinds_open_to(actor)]
    return [group for group in groups if group.hits]


def kinds_open_to(actor: Actor) -> list[SearchKind]:
    """The kinds of things that `actor` may find anywhere at all."""
    every: list[SearchKind] = list(domains.gather("searches"))
    return [each for each in every if actor.kind == Kind.MACHINE or actor.holds(each.needs)]


def _group(actor: Actor, kind: SearchKind, asked: Question, limit: int) -> Group:
    ids = _ranked(actor, kind, asked, limit)
    by_id = {shown[0]: Hit(*shown) for shown in kind.present(actor, ids)} if ids else {}
    return Group(kind.kind, kind.title, [by_id[each] for each in ids if each in by_id])


def _ranked(actor: Actor, kind: SearchKind, asked: Question, limit: int) -> list[UUID]:
    """The likeliest ids, by the share of the question that each one answers."""
    reach, bounds = _reach(actor, kind.needs)
    hashes = [digest(kind.kind, each.piece) for each in asked.asks]
    weights = [each.weight for each in asked.asks]
    with connection.cursor() as cursor:
        cursor.execute(
            FIND.format(reach=reach), [hashes, weights, *bounds, asked.full * ENOUGH, limit]
        )
        return [object_id for (object_id,) in cursor.fetchall()]


def _reach(actor: Actor, permission: str) -> tuple[str, list[str]]:
    """Where the actor holds the permission, if only for a department; `present` is stricter."""
    if actor.kind == Kind.MACHINE:
        return "true", []
    areas = sorted({each.area for each in actor.holdings if permission in each.permissions})
    if not areas:
        return "false", []
    parts = [policy.under_sql(area, "t.area") for area in areas]
    told = " OR ".join(condition for condition, _bounds in parts)
    return f"({told})", [bound for _condition, bounds in parts for bound in bounds]
