"""What the next quarter may bring, by kind of matter, from the months that are over."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncMonth

from linli.domains.cases.models import Case
from linli.domains.cases.queries.machine import category_names
from linli.domains.cases.rules import Outcome, Status, forecast
from linli.domains.cases.rules.forecast import Forecast
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor

MONTHS_READ = 60


@dataclass(frozen=True, slots=True)
class Outlook:
    """A kind of matter: the cases of each whole month, and what may come; None with too little past."""

    category: str
    months: Sequence[int]
    forecast: Forecast | None


@dataclass(frozen=True, slots=True)
class Outlooks:
    """Every kind of matter that an area has had, the most frequent first. `first` is the month that
    the figures begin with; the three months from `quarter` on are foreseen.
    """

    first: date
    quarter: date
    rows: Sequence[Outlook]


def outlooks(actor: Actor, area: str, at: datetime) -> Outlooks:
    """The next three months at `area`, as far as the actor measures there; two queries.

    The past begins with the first whole month, at most five years ago; cases that were declined,
    withdrawn or merged aren't counted.
    """
    policy.require_anywhere(actor, "cases.measure")
    quarter = clock.local_date(at).replace(day=1)
    oldest = _later(quarter, -MONTHS_READ)
    counted = _counted(actor, area, oldest, quarter)
    begun = min((month for months in counted.values() for month in months), default=quarter)
    first = _later(begun, 1) if begun > oldest else oldest  # the first one may not be whole
    every = [_later(first, n) for n in range(_distance(first, quarter))]
    names = category_names()
    rows = [
        Outlook(names[kind], series, forecast.forecast(series, first.month))
        for kind, months in counted.items()
        if (series := [months.get(each, 0) for each in every])
    ]
    return Outlooks(first, quarter, sorted(rows, key=lambda row: (-sum(row.months), row.category)))


def _counted(
    actor: Actor, area: str, since: date, until: date
) -> Mapping[UUID, Mapping[date, int]]:
    """How many cases each kind had in each month."""
    rows = (
        Case.objects.filter(
            policy.within(actor, "cases.measure"), policy.under(area), category__isnull=False,
            reported_at__gte=clock.midnight(since), reported_at__lt=clock.midnight(until),
        )
        .exclude(status__in=(Status.DECLINED, Status.MERGED)).exclude(outcome=Outcome.WITHDRAWN)
        .annotate(month=TruncMonth("reported_at")).values_list("category", "month")
        .annotate(n=Count("pk")).order_by()
    )  # fmt: skip
    counted: dict[Any, dict[date, int]] = defaultdict(dict)
    for kind, month, n in rows:
        counted[kind][month.date()] = n
    return counted


def _later(month: date, count: int) -> date:
    years, zero_based = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(years, zero_based + 1, 1)


def _distance(first: date, after: date) -> int:
    return (after.year - first.year) * 12 + after.month - first.month
