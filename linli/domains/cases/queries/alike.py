"""Open cases that may be about the same matter, most alike first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from linli.core.divisions.rules import community_of
from linli.core.places import queries as places
from linli.core.places.datum import Point
from linli.core.places.models import Asset
from linli.domains.cases.models import Case, Category
from linli.domains.cases.queries.reading import visible_to
from linli.domains.cases.rules import OPEN, likeness
from linli.domains.cases.rules.likeness import Matter, Reason
from linli.kernel import clock
from linli.kernel.wording import wording
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.files import queries as files

SHOWN = 6
COMPARED = 40  # that PostgreSQL puts first, by place, kind and the bits of the wording
REPORTS = "cases.report"
CANDIDATES = """
SELECT c.id FROM cases_case c
WHERE c.community_id = %(community)s AND c.status = ANY(%(open)s) AND c.reported_at >= %(since)s
    AND c.id <> ALL(%(but)s::uuid[])
    AND (c.latitude IS NULL OR %(latitude)s::float8 IS NULL OR c.building_id = %(building)s
        OR c.asset_id = %(asset)s
        OR c.latitude BETWEEN %(latitude)s::float8 - %(reach)s AND %(latitude)s::float8 + %(reach)s)
ORDER BY bit_count((c.wording # %(wording)s)::bit(64))
    - CASE WHEN c.asset_id = %(asset)s THEN %(place)s ELSE 0 END
    - CASE WHEN c.building_id = %(building)s THEN %(place)s ELSE 0 END
    - CASE WHEN c.category_id = %(category)s THEN %(kind)s ELSE 0 END
    - CASE WHEN c.latitude IS NOT NULL AND %(latitude)s::float8 IS NOT NULL THEN %(place)s ELSE 0 END
    NULLS LAST, c.reported_at DESC
LIMIT %(rows)s
"""
# What a place and a kind are worth, in bits of the wording: two that say nothing alike are 32 apart.
PLACE_BITS, KIND_BITS = 12, 8


@dataclass(frozen=True, slots=True)
class Alike:
    """An open case, how alike it is from 0 to 1, and in what."""

    case: Case
    score: float
    reasons: Sequence[Reason]


def matter_of(case: Case, prints: Sequence[int] = ()) -> Matter:
    """What is compared of a case."""
    return Matter(
        said=case.description, at=case.reported_at, community=case.community_id,
        location=case.location, building_id=case.building_id, latitude=case.latitude,
        longitude=case.longitude, category_id=case.category_id, prints=prints,
        asset_id=case.asset_id,
    )  # fmt: skip


def matter_told(
    *,
    area: str,
    said: str,
    location: str = "",
    building_id: UUID | None = None,
    point: Point | None = None,
    category: Category | None = None,
    prints: Sequence[int] = (),
    asset: Asset | None = None,
) -> Matter:
    """What is compared of a report that isn't sent yet."""
    point = point or (asset.point if asset else None)
    return Matter(
        said=said, at=clock.now(), community=community_of(area), location=location,
        building_id=building_id, latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        category_id=category.pk if category else None, prints=prints,
        asset_id=asset.pk if asset else None, is_stretched=asset.is_stretched if asset else False,
    )  # fmt: skip


def alike_to(actor: Actor, case: Case) -> Sequence[Alike]:
    """Open cases that a dispatcher might merge with this one; four queries at most."""
    prints = files.fingerprints_of(REPORTS, [case.pk]).get(case.pk, ())
    asset = places.asset_told(case.asset_id)
    matter = replace(matter_of(case, prints), is_stretched=asset.is_stretched if asset else False)
    return _alike(matter, visible_to(actor), but=[case.pk])


def alike_for_staff(actor: Actor, matter: Matter) -> Sequence[Alike]:
    """Open cases that may be what a worker is about to enter, of those the worker may see."""
    policy.require_anywhere(actor, "cases.enter")  # a grid worker enters for a part of it
    return _alike(matter, visible_to(actor))


def alike_for_resident(actor: Actor, matter: Matter, area: str) -> Sequence[Alike]:
    """Open cases that may be what somebody is about to report. Only what everybody may know of them
    is for the page: kind, place, time, status; never the words, which are compared here alone."""
    policy.require(actor, "cases.report", at=area)
    return _alike(matter, Case.objects.all())


def _alike(matter: Matter, among: QuerySet[Case], but: Iterable[UUID] = ()) -> Sequence[Alike]:
    found = among.filter(pk__in=_candidates(matter, [*but])).select_related("category", "community")
    cases = list(found)
    prints = files.fingerprints_of(REPORTS, [each.pk for each in cases]) if matter.prints else {}
    judged = [
        (each, likeness.likeness(matter, matter_of(each, prints.get(each.pk, ()))))
        for each in cases
    ]
    alike = [Alike(case, told.score, told.reasons) for case, told in judged if told.is_alike]
    return sorted(alike, key=lambda each: each.score, reverse=True)[:SHOWN]


def _candidates(matter: Matter, but: Sequence[UUID]) -> Sequence[UUID]:
    """Those that are worth comparing word by word, from the index of open cases by report."""
    told: dict[str, Any] = {
        "community": matter.community, "open": [*map(str, OPEN)], "since": matter.at - likeness.WITHIN,
        "but": [*but], "building": matter.building_id, "category": matter.category_id,
        "asset": matter.asset_id,
        "latitude": matter.latitude, "reach": likeness.NEAR / likeness.METRES,
        "wording": wording(matter.said), "place": PLACE_BITS, "kind": KIND_BITS,
        "rows": COMPARED,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, told)
        return [pk for (pk,) in cursor.fetchall()]
