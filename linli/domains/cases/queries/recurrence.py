"""Where cases of a kind come back: counted for a whole area in one statement, by linli itself.

A matter counts once: what was merged into another is a voice for that one, and so is whoever follows
it. What was declined, or withdrawn by its reporter, doesn't count; what was left out of the rates
does, since the problem was there whoever answers for it. Nobody is named: reporters are only counted,
by account, else by the blind index of their phone, else each report as one of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from linli.domains.cases.models import RecurrenceRule
from linli.domains.cases.rules.recurrence import Cluster, Place
from linli.kernel import clock
from linli.platform.access.policy import AFTER_DIGITS

COUNTS = """c.category_id IS NOT NULL AND c.status <> 'declined' AND c.outcome <> 'withdrawn'
    AND NOT EXISTS (SELECT FROM cases_merging m WHERE m.case_id = c.id)"""
CLUSTERS = f"""
WITH era AS (
    SELECT scope, since, minimum, subdistrict, since - weeks * interval '7 days' AS past_since, weeks
    FROM (
        SELECT subdistrict, min(reported_at) AS first FROM cases_case
        WHERE subdistrict = left(%(area)s, 9) OR left(%(area)s, 9) = ''
            OR subdistrict >= %(area)s AND subdistrict < %(after)s
        GROUP BY 1
    ) AS began, unnest(%(scopes)s::text[], %(sinces)s::timestamptz[], %(pasts)s::int[],
        %(minimums)s::int[]) AS rule (scope, since, past, minimum), LATERAL (
        SELECT greatest(0, least(past, floor(extract(epoch FROM since - first) / 604800)))::int AS weeks
    ) AS past
), matter AS MATERIALIZED (
    SELECT c.id, c.community_id, c.subdistrict, c.area, c.building_id, c.category_id, c.reported_at
    FROM cases_case c
    WHERE {COUNTS} AND c.area >= %(area)s AND c.area < %(after)s
        AND (%(category)s::uuid IS NULL OR c.category_id = %(category)s)
        AND c.reported_at >= %(oldest)s AND c.reported_at < %(until)s
), placed AS (
    SELECT 'community' AS scope, community_id AS place, NULL::uuid AS building, matter.* FROM matter
    UNION ALL SELECT 'grid', area, NULL, matter.* FROM matter WHERE length(area) > 12
    UNION ALL SELECT 'building', b.area, b.id, matter.*
    FROM matter JOIN places_building b ON b.id = matter.building_id
), ended AS (
    SELECT area, building_id, category_id, max(ended_at) AS at
    FROM cases_governancetopic WHERE status = 'closed' GROUP BY 1, 2, 3
), found AS MATERIALIZED (
    SELECT p.scope, place, building, p.category_id, era.since, era.weeks,
        array_agg(id) FILTER (WHERE reported_at >= greatest(era.since, ended.at)) AS ids,
        count(DISTINCT p.building_id) FILTER (
            WHERE reported_at >= greatest(era.since, ended.at)) AS buildings,
        count(*) FILTER (WHERE reported_at >= past_since AND reported_at < era.since) AS past
    FROM placed p JOIN era ON era.scope = p.scope AND era.subdistrict = p.subdistrict
    LEFT JOIN ended ON ended.area = place AND ended.category_id = p.category_id
        AND ended.building_id IS NOT DISTINCT FROM building
    GROUP BY 1, 2, 3, 4, 5, 6, minimum
    HAVING count(*) FILTER (WHERE reported_at >= greatest(era.since, ended.at)) >= minimum
)
SELECT scope, place, building, category_id, since, ids, buildings, past, weeks, (
    SELECT count(DISTINCT voice) FROM (
        SELECT coalesce(c.reported_by::text, nullif(k.phone_index, ''), c.id::text) AS voice
        FROM (
            SELECT unnest(ids) AS id
            UNION ALL SELECT m.case_id FROM cases_merging m WHERE m.into_id = ANY(ids)
        ) AS heard JOIN cases_case c USING (id) LEFT JOIN cases_contact k ON k.case_id = c.id
        UNION ALL
        SELECT coalesce(f.account_id::text, nullif(f.phone_index, ''), f.id::text)
        FROM cases_follower f WHERE f.case_id = ANY(ids)
    ) AS voices
)
FROM found
ORDER BY place, category_id, building
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A cluster with the rule that counted it and the cases it counted, reported in that time."""

    cluster: Cluster
    rule: RecurrenceRule
    since: datetime
    until: datetime
    case_ids: Sequence[UUID]


def rules_in_force(at: datetime) -> Sequence[RecurrenceRule]:
    """The newest rule of each scope that had begun at `at`."""
    begun = RecurrenceRule.objects.filter(effective_from__lte=at).order_by(
        "scope", "-effective_from"
    )
    return list(begun.distinct("scope"))


def clusters(at: datetime, area: str = "") -> Sequence[Found]:
    """Every place under `area` where a kind of matter came so often that its rule looks closer; up to
    the midnight before `at`. Two queries for the whole country.
    """
    return _counted(rules_in_force(at), _midnight(at), area)


def cluster_at(place: Place, at: datetime) -> Found | None:
    """What the rule of its scope counts at one place, however little; None where there was nothing.

    Up to this moment, since somebody asks for it now.
    """
    ruled = [each for each in rules_in_force(at) if each.scope == place.scope]
    found = _counted(ruled, at, place.area, category_id=place.category_id, minimum=1)
    return next((each for each in found if each.cluster.place == place), None)


def _counted(
    ruled: Sequence[RecurrenceRule],
    until: datetime,
    area: str,
    *,
    category_id: UUID | None = None,
    minimum: int | None = None,
) -> Sequence[Found]:
    by_scope = {each.scope: each for each in ruled}
    sinces = [until - timedelta(weeks=each.window_weeks) for each in ruled]
    reach = max((each.window_weeks + each.past_weeks for each in ruled), default=0)
    told: dict[str, Any] = {
        "area": area, "after": area + AFTER_DIGITS, "category": category_id, "until": until,
        "scopes": list(by_scope), "sinces": sinces, "pasts": [each.past_weeks for each in ruled],
        "minimums": [minimum or each.minimum_cases for each in ruled],
        "oldest": until - timedelta(weeks=reach),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CLUSTERS, told)
        return [_found(by_scope[row[0]], until, row) for row in cursor.fetchall()]


def _found(rule: RecurrenceRule, until: datetime, row: tuple[Any, ...]) -> Found:
    _scope, area, building, category, since, ids, buildings, past, weeks, reporters = row
    place = Place(area, category, building)
    cluster = Cluster(place, len(ids), reporters, buildings, past, weeks)
    return Found(cluster, rule, since, until, sorted(ids))


def _midnight(at: datetime) -> datetime:
    return clock.midnight(clock.local_date(at))
