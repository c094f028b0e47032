"""Counting a month: which case stands in which list, and what each party did. SQL over whole sets.

The state of a case at a moment comes from the case itself while that moment is now (`PRESENT`), and
from its timeline and its calls for any moment that has passed (`PAST`). Both give the same columns,
and a test holds them to the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from linli.domains.cases.models import Closing
from linli.domains.cases.queries.measures import PARTS, Part
from linli.domains.cases.rules.scores import Count, Measure, Role
from linli.kernel import clock
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Term, Unit
from linli.platform.calendar.ticks import moment_of, ticks_of

DEFINITION = "2026-1"  # the rules by which the statements below count
ACCEPT_WITHIN = Term(1, Unit.WORK_DAYS)  # for signing a share in (签收); as score sheets have it
BIT: Mapping[Part, int] = {part: 1 << place for place, part in enumerate(PARTS)}

_OF_MONTH = (
    """c.subdistrict = %(area)s AND c.reported_at >= %(since)s AND c.reported_at < %(until)s"""
)
PRESENT = f"""
facts AS (
    SELECT c.id, c.number, c.community_id, c.channel, c.feedback_at, c.feedback_due_at, c.due_at,
        c.is_paused, c.status = 'closed' AS is_closed, c.status = 'declined' AS is_declined,
        c.outcome, c.satisfaction
    FROM cases_case c WHERE {_OF_MONTH}
)"""
_PAST = """
frame AS ({frame}),
turns AS (
    SELECT DISTINCT ON (s.case_id) s.case_id, s.kind, s.details ->> 'outcome' AS outcome
    FROM frame JOIN cases_step s ON s.case_id = frame.id
    WHERE s.at <= %(at)s AND s.kind IN ('close', 'withdraw_case', 'decline', 'send_back', 'reopen')
    ORDER BY s.case_id, s.at DESC, s.id DESC
),
reopened AS (
    SELECT s.case_id, max((s.details ->> 'cycle')::int) FILTER (WHERE s.kind = 'reopen') AS cycle,
        max((s.details ->> 'cycle')::int) AS turn
    FROM frame JOIN cases_step s ON s.case_id = frame.id
    WHERE s.at <= %(at)s AND s.kind IN ('reopen', 'send_back') GROUP BY s.case_id
),
said AS (
    SELECT DISTINCT ON (b.case_id) b.case_id, b.satisfaction, b.cycle
    FROM frame JOIN cases_callback b ON b.case_id = frame.id
    WHERE b.reached AND b.follower_id IS NULL AND b.at <= %(at)s ORDER BY b.case_id, b.at DESC, b.id DESC
),
facts AS (
    SELECT frame.*, coalesce(turns.kind IN ('close', 'withdraw_case'), false) AS is_closed,
        coalesce(turns.kind = 'decline', false) AS is_declined,
        CASE turns.kind WHEN 'close' THEN coalesce(turns.outcome, '')
            WHEN 'withdraw_case' THEN 'withdrawn' ELSE '' END AS outcome,
        CASE WHEN turns.kind = 'close'
                AND (turns.outcome = 'unreached' OR said.cycle < coalesce(reopened.turn, 0))
            OR said.cycle < coalesce(reopened.cycle, 0) THEN ''
            ELSE coalesce(said.satisfaction, '') END AS satisfaction
    FROM frame LEFT JOIN turns ON turns.case_id = frame.id
    LEFT JOIN reopened ON reopened.case_id = frame.id LEFT JOIN said ON said.case_id = frame.id
)"""
_ANSWERED = "CASE WHEN c.feedback_at <= %(at)s THEN c.feedback_at END AS feedback_at"
PAST = _PAST.format(frame=f"""
    SELECT c.id, c.number, c.community_id, c.channel, {_ANSWERED}, c.feedback_due_at, c.due_at,
        c.is_paused FROM cases_case c WHERE {_OF_MONTH}""")  # fmt: skip
PAST_OF_CLOSING = _PAST.format(frame=f"""
    SELECT c.id, r.number, r.community_id, r.channel, {_ANSWERED}, r.feedback_due_at, r.due_at,
        r.is_paused, r.parts AS were, r.ground AS was_ground
    FROM cases_counted r JOIN cases_case c ON c.id = r.case_id WHERE r.closing_id = %(closing)s
    """)  # fmt: skip

_OURS = "NOT (is_closed AND outcome = '')"
_STANDS = "outcome <> 'withdrawn'"
_WITHIN: Mapping[Part, str] = {  # the same lists as `measures.parts`
    Part.REPORTED: "true",
    Part.RESPONDED: "feedback_at <= feedback_due_at",
    Part.RESPONSE_OWED: f"{_OURS} AND (feedback_at IS NOT NULL"
    f" OR {_STANDS} AND feedback_due_at < %(at)s)",
    Part.SOLVED: "outcome = 'solved'",
    Part.SOLUTION_OWED: f"{_OURS} AND NOT is_declined AND {_STANDS}"
    " AND (is_closed OR due_at < %(at)s AND NOT is_paused)",
    Part.SATISFIED: "satisfaction IN ('satisfied', 'fairly_satisfied')",
    Part.RATED: "satisfaction IN ('satisfied', 'fairly_satisfied', 'unsatisfied')",
}
_BITS = " + ".join(f"CASE WHEN {_WITHIN[part]} THEN {bit} ELSE 0 END" for part, bit in BIT.items())
LEFT_OUT = """
left_out AS (
    SELECT case_id, min(ground_id) AS ground FROM cases_exclusion
    WHERE CASE WHEN appeal_ruled_at <= %(at)s THEN appeal_verdict
        WHEN ruled_at <= %(at)s THEN verdict END = 'granted'
    GROUP BY case_id
)"""
COUNTED = f"""
rows AS (
    SELECT facts.*, {_BITS} AS parts, coalesce(left_out.ground, '') AS ground
    FROM facts LEFT JOIN left_out ON left_out.case_id = facts.id
)"""
ROWS_OF_CLOSING = """
rows AS (
    SELECT case_id AS id, community_id, due_at, parts, ground FROM cases_counted
    WHERE closing_id = %(closing)s
)"""
_LEAD = "is_lead AND stays"


def _both(den: Part, num: Part) -> tuple[str, str]:
    owed = f"{_LEAD} AND parts & {BIT[den]} > 0"
    return f"{owed} AND parts & {BIT[num]} > 0", owed


_OF_SHARE: Mapping[Measure, tuple[str, str]] = {  # numerator and denominator of a party's shares
    Measure.RESPONSE: _both(Part.RESPONSE_OWED, Part.RESPONDED),
    Measure.SOLVED: _both(Part.SOLUTION_OWED, Part.SOLVED),
    Measure.SATISFIED: _both(Part.RATED, Part.SATISFIED),
    Measure.ACCEPTED: (
        "stays AND accepted_at <= accept_due_at",
        "stays AND (accepted_at IS NOT NULL OR accept_due_at < %(at)s)",
    ),
    Measure.DONE: (
        "is_done AND done_at <= share_due_at",
        "is_done OR stays AND share_due_at < %(at)s AND status NOT IN ('objected', 'paused')",
    ),
    Measure.HELD: (f"{_LEAD} AND is_done", f"{_LEAD} AND is_done"),
    Measure.OBJECTION: ("objection = 'granted'", "objection IS NOT NULL"),
}
_TALLIES = ", ".join(
    f"count(*) FILTER (WHERE {num}) AS {name}_n, count(*) FILTER (WHERE {den}) AS {name}_d"
    for name, (num, den) in _OF_SHARE.items()
)
_TURNED = ", ".join(f"('{name}', {name}_n, {name}_d)" for name in _OF_SHARE)
_OBJECTION = """LEFT JOIN cases_ruling o ON o.assignment_id = a.id AND o.plea = 'objection'
        AND o.verdict IN ('granted', 'refused') AND o.ruled_at <= %(at)s"""
_WORKED = f"""
counting AS (SELECT * FROM rows WHERE ground = ''),
promised AS (
    SELECT day, due_at FROM unnest(%(days)s::date[], %(dues)s::timestamptz[]) AS p (day, due_at)
),
shares AS (
    SELECT counting.id AS case_id, a.department_id::text AS party, a.is_lead, a.status, counting.parts,
        a.status NOT IN ('returned', 'withdrawn') AS stays, a.status = 'done' AS is_done,
        a.accepted_at, promised.due_at AS accept_due_at, a.done_at, a.due_at AS share_due_at,
        o.verdict AS objection
    FROM counting JOIN cases_assignment a ON a.case_id = counting.id
    JOIN promised ON promised.day = (a.sent_at AT TIME ZONE 'Asia/Shanghai')::date
    {_OBJECTION}
),
called AS (
    SELECT w.id, coalesce(w.department_id::text, counting.community_id) AS party, counting.id AS case_id,
        counting.parts, counting.due_at
    FROM counting JOIN cases_whistle w ON w.case_id = counting.id
)"""
_RIGHTLY = "o.verdict IS DISTINCT FROM 'granted'"
_RETURNED = (
    """s.kind IN ('send_back', 'reopen') AND s.department_id IS NOT NULL AND s.at <= %(at)s"""
)
PARTIES = f"""{_WORKED},
tallied AS (
    SELECT party, CASE WHEN is_lead THEN 'lead' ELSE 'helper' END AS role, {_TALLIES}
    FROM shares GROUP BY party, is_lead
),
told AS (
    SELECT party, role, measure, numerator, denominator
    FROM tallied CROSS JOIN LATERAL (VALUES {_TURNED}) AS m (measure, numerator, denominator)
    UNION ALL
    SELECT s.department_id::text, 'lead', 'held', 0, count(*) FROM counting
    JOIN cases_step s ON s.case_id = counting.id
    WHERE {_RETURNED}
    GROUP BY s.department_id
    UNION ALL
    SELECT party, 'whistler', 'called_rightly', count(*) FILTER (WHERE {_RIGHTLY}), count(*)
    FROM called JOIN cases_assignment a ON a.whistle_id = called.id {_OBJECTION}
    GROUP BY party
    UNION ALL
    SELECT party, 'whistler', 'carried', count(*) FILTER (WHERE c.result_at <= called.due_at), count(*)
    FROM called JOIN cases_case c ON c.id = called.case_id
    WHERE called.parts & {BIT[Part.SOLUTION_OWED]} > 0 GROUP BY party
)
SELECT party, role, measure, sum(numerator)::int AS numerator, sum(denominator)::int AS denominator
FROM told GROUP BY party, role, measure HAVING sum(denominator) > 0
"""
_BEHIND: Mapping[Measure, str] = {  # what a line counts: the case, and whether it is a good one
    **{
        measure: f"""SELECT case_id, {num} AS good FROM shares WHERE party = %(party)s
            AND is_lead = (%(role)s = 'lead') AND ({den})"""
        for measure, (num, den) in _OF_SHARE.items()
    },
    Measure.CALLED_RIGHTLY: f"""SELECT called.case_id, {_RIGHTLY} AS good
        FROM called JOIN cases_assignment a ON a.whistle_id = called.id {_OBJECTION}
        WHERE party = %(party)s""",
    Measure.CARRIED: f"""SELECT called.case_id, c.result_at <= called.due_at AS good
        FROM called JOIN cases_case c ON c.id = called.case_id
        WHERE party = %(party)s AND called.parts & {BIT[Part.SOLUTION_OWED]} > 0""",
}
_BEHIND_HELD = f"""
UNION ALL SELECT counting.id, false FROM counting JOIN cases_step s ON s.case_id = counting.id
WHERE {_RETURNED} AND s.department_id::text = %(party)s AND %(role)s = 'lead'"""
FIGURES = """
SELECT coalesce(community_id, %(area)s) AS area, department_id, coalesce(channel, '') AS channel, part,
    count(*) FILTER (WHERE ground = '') AS counted, count(*) FILTER (WHERE ground <> '') AS excluded,
    encode(sha256(convert_to(coalesce(
        string_agg(number, E'\\n' ORDER BY number) FILTER (WHERE ground = ''), ''), 'UTF8')), 'hex')
        AS digest
FROM cases_counted JOIN unnest(%(parts)s::text[], %(bits)s::int[]) AS p (part, bit) ON parts & bit > 0
WHERE closing_id = %(closing)s
GROUP BY GROUPING SETS ((part), (part, community_id), (part, department_id), (part, channel))
HAVING grouping(department_id) = 1 OR department_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of one sub-district, seen from the moment `at`."""

    area: str
    first: date
    at: datetime

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)

    @property
    def values(self) -> Mapping[str, Any]:
        """What the statements are given."""
        since, until = clock.midnight(self.first), clock.midnight(self.after)
        days, dues = _accept_dues(self.first, self.at)
        return {
            "area": self.area, "since": since, "until": until, "at": self.at, "days": days,
            "dues": dues, "parts": [*BIT], "bits": [*BIT.values()],
        }  # fmt: skip


def month_of(closing: Closing) -> Month:
    return Month(closing.area, closing.month, closing.as_of)


def party_counts(month: Month) -> list[Count]:
    """What each party did in a month, replayed from the timelines of its cases; one statement."""
    statement = f"WITH {PAST}, {LEFT_OUT}, {COUNTED}, {PARTIES}"
    return [
        Count(party, Role(role), Measure(measure), numerator, denominator)
        for party, role, measure, numerator, denominator in _fetched(statement, month.values)
    ]


def behind_line(
    closing: Closing, party: str, role: Role, measure: Measure
) -> Sequence[tuple[UUID, bool]]:
    """Every case that one line of a party's score counts, once for each share or whistle of it, and
    whether it counts for the party; one statement over the cases that the closing kept."""
    found = _BEHIND[measure] + (_BEHIND_HELD if measure == Measure.HELD else "")
    statement = f"WITH {ROWS_OF_CLOSING}, {_WORKED} {found}"
    values = {**month_of(closing).values, "closing": closing.pk, "party": party, "role": role}
    return [(case_id, bool(good)) for case_id, good in _fetched(statement, values)]


def differing(closing: Closing) -> Sequence[str]:
    """Numbers of cases of a closed month that their history, replayed, puts into other lists.

    Empty as long as nothing has drifted; cases that were taken back aren't looked for.
    """
    statement = f"""WITH {PAST_OF_CLOSING}, {LEFT_OUT}, {COUNTED}
        SELECT number FROM rows WHERE parts <> were OR ground <> was_ground ORDER BY number"""
    values = {**month_of(closing).values, "closing": closing.pk}
    return [number for (number,) in _fetched(statement, values)]


def _accept_dues(first: date, at: datetime) -> tuple[list[date], list[datetime]]:
    """Until when a share sent on each day has to be signed in."""
    index = calendars.current().index
    count = (clock.local_date(at) - first).days + 1
    days = [first + timedelta(days=number) for number in range(max(count, 0))]
    dues = [
        moment_of(ACCEPT_WITHIN.end(ticks_of(clock.midnight(day) + timedelta(hours=12)), index))
        for day in days
    ]
    return days, dues


def _fetched(statement: str, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
