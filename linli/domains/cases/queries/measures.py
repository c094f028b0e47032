"""The three rates (三率), each with the lists that its numerator and denominator stand for.

A case is counted in the period in which it was reported, whether anybody closed it or not: what is
left lying counts against the rate as soon as its deadline has passed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from linli.domains.cases.models import Case, Exclusion
from linli.domains.cases.queries.machine import category_names
from linli.domains.cases.rules import CONTENT, Outcome, Satisfaction, Status
from linli.domains.cases.rules.rulings import Verdict
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor

DAY, YEAR = timedelta(days=1), timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Period:
    """Which cases are measured: those reported at `area` from `since` until before `until`."""

    area: str
    since: datetime
    until: datetime


class Part(StrEnum):
    """A list behind a figure."""

    REPORTED = "reported"
    RESPONDED = "responded"
    RESPONSE_OWED = "response_owed"
    SOLVED = "solved"
    SOLUTION_OWED = "solution_owed"
    SATISFIED = "satisfied"
    RATED = "rated"


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with what it was divided from; `value` is None while there is nothing to divide by."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        return self.numerator / self.denominator if self.denominator else None

    @property
    def percent(self) -> float | None:
        return None if self.value is None else round(self.value * 100, 1)


@dataclass(frozen=True, slots=True)
class Rates:
    """Response, solved and satisfied rate of the cases reported in one period."""

    reported: int
    response: Rate
    solved: Rate
    satisfied: Rate


def parts(at: datetime) -> dict[Part, Q]:
    """What belongs to each list, as of `at`.

    responded: answered within the feedback limit, of all whose limit has passed or who were answered.
    solved: confirmed by the reporter, of all that are closed or whose solution is owed; what the
    reporter took back is owed to nobody, unless it had been answered.
    satisfied: satisfied or fairly satisfied, of all who said how satisfied they are.
    What another system closed was neither answered nor asked about here: it was only reported.
    """
    ours = ~Q(status=Status.CLOSED, outcome="")
    taken_up = ~Q(status=Status.DECLINED)
    stands = ~Q(outcome=Outcome.WITHDRAWN)
    return {
        Part.REPORTED: Q(),
        Part.RESPONDED: Q(feedback_at__lte=F("feedback_due_at")),
        Part.RESPONSE_OWED: ours
        & (Q(feedback_at__isnull=False) | stands & Q(feedback_due_at__lt=at)),
        Part.SOLVED: Q(outcome=Outcome.SOLVED),
        Part.SOLUTION_OWED: ours
        & taken_up
        & stands
        & (Q(status=Status.CLOSED) | Q(due_at__lt=at, is_paused=False)),
        Part.SATISFIED: Q(satisfaction__in=CONTENT),
        Part.RATED: Q(satisfaction__in=[*Satisfaction]),
    }


PARTS = tuple(Part)


def rates(actor: Actor, period: Period, at: datetime, *, with_excluded: bool = False) -> Rates:
    """The three rates of a period's cases, as they stand at `at`; one query.

    Cases that a decision left out count only `with_excluded`.
    """
    wanted: dict[str, Any] = {
        part: Count("pk", filter=within) if within else Count("pk")
        for part, within in parts(at).items()
    }
    cases = reported_in(actor, period)
    if not with_excluded:
        cases = cases.exclude(pk__in=_left_out().values("case_id"))
    n = cases.aggregate(**wanted)
    return Rates(
        reported=n[Part.REPORTED],
        response=Rate(n[Part.RESPONDED], n[Part.RESPONSE_OWED]),
        solved=Rate(n[Part.SOLVED], n[Part.SOLUTION_OWED]),
        satisfied=Rate(n[Part.SATISFIED], n[Part.RATED]),
    )


def behind(actor: Actor, part: Part, period: Period, at: datetime) -> QuerySet[Case]:
    """The cases that one figure counts, so that anybody can count again; those that a decision left
    out are among them, with its ground as `left_out`.
    """
    ground = _left_out().filter(case_id=OuterRef("pk")).order_by("ground_id").values("ground_id")
    cases = (
        reported_in(actor, period).filter(parts(at)[part]).annotate(left_out=Subquery(ground[:1]))
    )
    return cases.select_related("community", "category").order_by("-reported_at")


def by_day(actor: Actor, period: Period) -> Sequence[tuple[date, int]]:
    """How many cases were reported on each day, 0 where there was none; one query.

    Of a period longer than a year, only from the first day that had one to the last.
    """
    days = reported_in(actor, period).annotate(day=TruncDate("reported_at"))
    counted = dict(days.values_list("day").annotate(n=Count("pk")))
    first, after = clock.local_date(period.since), clock.local_date(period.until)
    if after - first > YEAR:
        first, after = min(counted, default=after), max(counted, default=after) + DAY
    each_day = (first + timedelta(days=n) for n in range((after - first).days))
    return [(day, counted.get(day, 0)) for day in each_day]


def by_category(actor: Actor, period: Period) -> Sequence[tuple[str, int]]:
    """How many cases each category had, the largest first; one query."""
    counted = reported_in(actor, period).filter(category__isnull=False)
    rows = counted.values_list("category").annotate(n=Count("pk")).order_by("-n", "category__code")
    names = category_names()
    return [(names[category], n) for category, n in rows]


def _left_out() -> QuerySet[Exclusion]:
    """The exclusions that stand: granted, on appeal if there was one."""
    granted = Q(appeal_verdict="", verdict=Verdict.GRANTED) | Q(appeal_verdict=Verdict.GRANTED)
    return Exclusion.objects.filter(granted)


def reported_in(actor: Actor, period: Period) -> QuerySet[Case]:
    """The cases that a period counts, where `actor` may measure."""
    at_area = Q(subdistrict=period.area) if len(period.area) == 9 else policy.under(period.area)
    return Case.objects.filter(
        policy.within(actor, "cases.measure"),
        at_area,
        reported_at__gte=period.since,
        reported_at__lt=period.until,
    )
