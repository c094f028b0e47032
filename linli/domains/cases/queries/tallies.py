"""What each community adds, month by month, to the figures of a plan.

A case counts in the month in which it was reported, like everywhere in this domain.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse

from linli.domains.cases.models import Case
from linli.domains.cases.queries.measures import Period, reported_in
from linli.domains.cases.rules import Outcome
from linli.kernel import clock
from linli.kernel.manifest import Tally
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.calendar import queries as calendars

MEASURE = "cases.measure"


class Counted(StrEnum):
    """The cases behind a figure."""

    ANSWERED = "answered"
    SOLVED = "solved"


_WITHIN = {
    Counted.ANSWERED: "feedback_at IS NOT NULL",
    Counted.SOLVED: f"outcome = '{Outcome.SOLVED}' AND closed_at IS NOT NULL",
}
_HOURS = "extract(epoch FROM feedback_at - reported_at) / 3600"
_WORKDAYS = "width_bucket(closed_at, %(days)s) - width_bucket(reported_at, %(days)s)"
_TALLY = """
SELECT community_id, width_bucket(reported_at, %(edges)s) AS place,
    coalesce(sum({amount}) FILTER (WHERE {within}), 0)::float8, count(*) FILTER (WHERE {within})
FROM cases_case WHERE {visible} AND subdistrict >= %(low)s AND subdistrict < %(high)s
    AND community_id >= %(area)s AND community_id < %(after)s
    AND reported_at >= %(since)s AND reported_at < %(until)s
GROUP BY community_id, place
"""
_CHANGED = """
SELECT DISTINCT (date_trunc('month', reported_at AT TIME ZONE %s))::date FROM cases_case
WHERE id IN (SELECT case_id FROM cases_step WHERE at >= %s)
"""


def tally_feedback(actor: Actor, area: str, months: Sequence[date]) -> Sequence[Tally]:
    """Hours from report to first answer, and the answered cases; a statement a stretch."""
    return _tally(actor, area, months, _HOURS, Counted.ANSWERED)


def tally_resolution(actor: Actor, area: str, months: Sequence[date]) -> Sequence[Tally]:
    """Working days that began between report and confirmed solution, and the solved cases."""
    return _tally(actor, area, months, _WORKDAYS, Counted.SOLVED)


def feedback_hours(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Hours from report to first answer, on average; None when nothing was answered."""
    return _average(_counted(actor, area, [since, until], _HOURS, Counted.ANSWERED))


def resolution_workdays(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Working days from report to confirmed solution, on average; None when nothing was solved."""
    return _average(_counted(actor, area, [since, until], _WORKDAYS, Counted.SOLVED))


def _average(found: Sequence[tuple[str, int, float, int]]) -> float | None:
    count = sum(each[3] for each in found)
    return sum(each[2] for each in found) / count if count else None


def _tally(
    actor: Actor, area: str, months: Sequence[date], amount: str, counted: Counted
) -> Sequence[Tally]:
    return [
        Tally(community, stretch[place - 1], numerator, denominator)
        for stretch in _stretches(months)
        for community, place, numerator, denominator in _counted(
            actor, area, [clock.midnight(each) for each in stretch], amount, counted
        )
    ]


def _stretches(months: Sequence[date]) -> list[list[date]]:
    """Months that follow one another, each with the day after its last: what lies between isn't read."""
    found: list[list[date]] = []
    for each in sorted(set(months)):
        if not found or found[-1][-1] != each:
            found.append([each])
        found[-1].append(_after(each))
    return found


def _counted(
    actor: Actor, area: str, edges: Sequence[datetime], amount: str, counted: Counted
) -> Sequence[tuple[str, int, float, int]]:
    """For each community and stretch between two edges (numbered from 1) the amount and the cases."""
    visible, params = _visible(actor)
    values: dict[str, Any] = {
        **params, "edges": [*edges], "area": area, "after": area + policy.AFTER_DIGITS,
        "low": area[:9], "high": area[:9] + policy.AFTER_DIGITS, "since": edges[0],
        "until": edges[-1], "days": _working_days(clock.local_date(edges[0])),
    }  # fmt: skip
    statement = _TALLY.format(amount=amount, within=_WITHIN[counted], visible=visible)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _visible(actor: Actor) -> tuple[str, dict[str, Any]]:
    said, values = policy.within_sql(actor, MEASURE, lambda area: policy.under_sql(area, "area"))
    named = {f"reach{n}": value for n, value in enumerate(values)}
    for name in named:
        said = said.replace("%s", f"%({name})s", 1)
    return said, named


def _working_days(first: date) -> list[datetime]:
    """The beginnings of the working days from `first` until today."""
    calendar, today = calendars.current(), clock.local_date(clock.now())
    days = (first + timedelta(days=n) for n in range(max(0, (today - first).days) + 1))
    open_ = [clock.midnight(day) for day in days if calendar.is_working_day(day)]
    return open_ or [clock.midnight(first)]


def months_changed(actor: Actor, since: datetime) -> Collection[date]:
    """The months of the cases about which something was noted after `since`."""
    policy.require_anywhere(actor, MEASURE)
    zone = str(clock.midnight(since.date()).tzinfo)
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [zone, since])
        return [month for (month,) in cursor.fetchall()]


def cases_counted(actor: Actor, counted: Counted, period: Period) -> QuerySet[Case]:
    """The cases that a tally counts, so that anybody can count again."""
    cases = reported_in(actor, period)
    if counted == Counted.ANSWERED:
        found = cases.filter(feedback_at__isnull=False)
    else:
        found = cases.filter(outcome=Outcome.SOLVED, closed_at__isnull=False)
    return found.select_related("community", "category").order_by("-reported_at")


def answered_address(area: str, first: date, last: date) -> str:
    return _address(Counted.ANSWERED, area, first, last)


def solved_address(area: str, first: date, last: date) -> str:
    return _address(Counted.SOLVED, area, first, last)


def _address(counted: Counted, area: str, first: date, last: date) -> str:
    where = f"&community={area}" if area else ""
    return f"{reverse('cases:counted_in_plan', args=[counted])}?since={first}&until={last}{where}"


def _after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)
