"""Very many cases at once: written by PostgreSQL, and told to nobody.

For benchmarks and very large demonstrations alone. It skips the deeds, and so permission, trail and
events; what it writes is plausible and keeps every constraint.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

from django.db import connection, transaction
from stdnum import damm

from linli.core.divisions.models import Department, Grid
from linli.domains.cases import queries
from linli.domains.cases.rules import ClockKind, Urgency
from linli.domains.cases.seeds import stories
from linli.kernel.demonstration import Report
from linli.kernel.wording import wording
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Term
from linli.platform.calendar.ticks import ZONE, moment_of, ticks_of

AT_ONCE = 50_000
FIRST_SERIAL = 1_000_000  # of seven digits: no number that a deed gives is as long
HOUSES = 20


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """`cases` reported over `days` until `until`: the newest, `open_share` of them, are still open.

    `earlier` is how many an earlier crowd brought, since no number is given twice.
    """

    cases: int
    until: datetime
    days: int
    open_share: float = 0.015
    earlier: int = 0


def pour(crowd: Crowd, report: Report) -> None:
    """Write the crowd, about 50,000 cases in each transaction, into the scope of the caller."""
    if not crowd.cases:
        return
    settled = crowd.cases - round(crowd.cases * crowd.open_share)
    with transaction.atomic():
        given = {**_town(), **_promises(crowd), "settled": settled, "cases": crowd.cases}
    for first in range(1, crowd.cases + 1, AT_ONCE):
        last = min(first + AT_ONCE - 1, crowd.cases)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(POUR, {**given, "first": first, "last": last})
        report("cases", last, crowd.cases)


def _town() -> Mapping[str, Any]:
    """Where it happens, what is said of which category, and who takes the lead in which community."""
    grids = list(Grid.objects.order_by("code").values_list("code", flat=True))
    said = [
        (category.pk, sentence.format(n=house, u=1 + house % 4))
        for category in queries.categories()
        for sentence in stories.STORIES[category.code]
        for house in range(1, HOUSES + 1)
    ]
    leads = list(_leads({code[:12] for code in grids}))
    return {
        "grids": grids, "grid_count": len(grids),
        "categories": [pk for pk, _words in said], "words": [words for _pk, words in said],
        "wordings": [wording(words) for _pk, words in said],
        "word_count": len(said), "houses": HOUSES,
        "communities": [code for code, _pk in leads], "leads": [pk for _code, pk in leads],
    }  # fmt: skip


def _leads(communities: set[str]) -> Iterator[tuple[str, Any]]:
    departments = list(Department.objects.filter(is_active=True).order_by("-area", "name"))
    for code in sorted(communities):
        yield code, next(each.pk for each in departments if code.startswith(each.area))


def _promises(crowd: Crowd) -> Mapping[str, Any]:
    """The promises of each day: a term in working days ends the same for whatever came that day."""
    calendar, since = calendars.current(), crowd.until - timedelta(days=crowd.days)
    limits = queries.time_limits(None, Urgency.NORMAL, at=crowd.until)
    noon = since.astimezone(ZONE).replace(hour=12)
    days = [noon + timedelta(days=number) for number in range(crowd.days + 2)]
    feedback, solution = limits[ClockKind.FEEDBACK], limits[ClockKind.SOLUTION]
    dues = [moment_of(solution.end(ticks_of(day), calendar.index)) for day in days]
    return {
        "days": [day.date() for day in days], "dues": dues,
        "feedback": _plain(feedback), "feedback_hours": feedback.amount, "solution": _plain(solution),
        "calendar": calendar.version, "since": since, "until": crowd.until,
        "serial": FIRST_SERIAL + crowd.earlier,
    }  # fmt: skip


def _plain(term: Term) -> str:
    return json.dumps({"amount": term.amount, "unit": term.unit})


def _check_digit(digits: str, length: int) -> str:
    """Damm's check digit of the SQL expression `digits`, as an SQL expression."""
    leading = {damm.calc_check_digit(str(first)): first for first in range(10)}
    table = "".join(
        damm.calc_check_digit(f"{leading[str(row)]}{column}")
        for row in range(10)
        for column in range(10)
    )
    return reduce(
        lambda row, place: f"substr('{table}', 1 + 10 * ({row})::int + substr({digits}, {place}, 1)::int, 1)",
        range(1, length + 1),
        "0",
    )  # fmt: skip


POUR = f"""
WITH chance AS MATERIALIZED (
    SELECT n, random() AS fate, random() AS mood, random() AS reply, random() AS work,
        CASE WHEN random() < 0.06 THEN 'urgent' ELSE 'normal' END AS urgency,
        %(since)s + (%(until)s - %(since)s) * (n::float8 / %(cases)s) AS at
    FROM generate_series(%(first)s::bigint, %(last)s) AS n
), told AS (
    SELECT chance.*, grid AS area, category_id, words, wording, due_at, 1 + n %% %(houses)s AS house,
        (ARRAY['web', 'web', 'web', 'counter', 'phone', 'grid'])[1 + n %% 6] AS channel,
        to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYMMDD') || (%(serial)s + n) AS digits,
        jsonb_build_object('kind', 'started', 'at', to_char(
            at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')) AS started,
        CASE WHEN n <= %(settled)s THEN CASE WHEN fate < 0.95 THEN 'closed' ELSE 'declined' END
            WHEN fate < 0.3 THEN 'reported' WHEN fate < 0.8 THEN 'handling'
            ELSE 'result_reported' END AS status
    FROM chance
    JOIN unnest(%(grids)s::text[]) WITH ORDINALITY AS g (grid, g) ON g = 1 + n * 7 %% %(grid_count)s
    JOIN unnest(%(categories)s::uuid[], %(words)s::text[], %(wordings)s::bigint[])
        WITH ORDINALITY AS s (category_id, words, wording, s)
        ON s = 1 + n * 11 %% %(word_count)s
    JOIN unnest(%(days)s::date[], %(dues)s::timestamptz[]) AS promise (day, due_at)
        ON day = (at AT TIME ZONE 'Asia/Shanghai')::date
), fated AS (
    SELECT *, status = 'closed' AS is_closed, CASE WHEN status IN ('result_reported', 'closed')
        THEN least(at + work * interval '9 days', %(until)s) END AS result_at
    FROM told
), cases AS (
    INSERT INTO cases_case (
        id, number, community_id, subdistrict, area, location, datum, channel, description, urgency,
        category_id, status, version, cycle, reported_at, feedback_clock, feedback_due_at,
        feedback_at, solution_clock, due_at, provisional, calendar_version, result, result_at,
        outcome, satisfaction, closed_at, external_ref, wording
    )
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
            || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
        substr(digits, 1, 6) || '-' || substr(digits, 7) || '-' || {_check_digit("digits", 13)},
        left(area, 12), left(area, 9), area, house || '号楼', '', channel, words, urgency,
        category_id, status, 3, 1, at,
        jsonb_build_array(started || jsonb_build_object('term', %(feedback)s::jsonb)),
        at + %(feedback_hours)s * interval '1 hour',
        CASE WHEN reply < 0.94 THEN least(at + reply * interval '24 hours', %(until)s) END,
        jsonb_build_array(started || jsonb_build_object('term', %(solution)s::jsonb)),
        due_at, false, %(calendar)s,
        CASE WHEN result_at IS NULL THEN '' WHEN mood < 0.9 THEN 'solved' ELSE 'explained' END,
        result_at,
        CASE WHEN NOT is_closed THEN '' WHEN mood < 0.88 THEN 'solved' WHEN mood < 0.96
            THEN 'unsolved' ELSE 'unreached' END,
        CASE WHEN NOT is_closed OR mood >= 0.96 THEN '' WHEN mood < 0.74 THEN 'satisfied'
            WHEN mood < 0.88 THEN 'fairly_satisfied' ELSE 'unsatisfied' END,
        CASE WHEN is_closed OR status = 'declined' THEN coalesce(result_at, at) END, '', wording
    FROM fated
    RETURNING *
), steps AS (
    INSERT INTO cases_step (case_id, community_id, at, kind, words, is_public, details)
    SELECT id, community_id, reported_at, 'report', '', true, jsonb_build_object('channel', channel)
    FROM cases
    UNION ALL
    SELECT id, community_id, closed_at, CASE status WHEN 'declined' THEN 'decline' ELSE 'close' END,
        '', true, CASE status WHEN 'declined' THEN '{{}}' ELSE jsonb_build_object('outcome', outcome) END
    FROM cases WHERE status IN ('closed', 'declined')
), calls AS (
    INSERT INTO cases_callback (case_id, community_id, cycle, at, reached, solved, satisfaction, note)
    SELECT id, community_id, 1, closed_at, outcome <> 'unreached',
        CASE outcome WHEN 'solved' THEN true WHEN 'unsolved' THEN false END, satisfaction, ''
    FROM cases WHERE status = 'closed'
)
INSERT INTO cases_assignment (
    id, case_id, community_id, department_id, is_lead, status, task, sent_at, accepted_at, done_at,
    clock, due_at
)
SELECT gen_random_uuid(), id, community_id, lead, true,
    CASE status WHEN 'handling' THEN 'accepted' ELSE 'done' END, '', reported_at, reported_at,
    result_at, solution_clock, due_at
FROM cases
JOIN unnest(%(communities)s::text[], %(leads)s::uuid[]) AS led (community, lead)
    ON community = community_id
WHERE status IN ('handling', 'result_reported', 'closed')
"""
