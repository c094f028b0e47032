"""What indicators come to: reading the figures of communities and putting them together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.domains.plan.models import Entry, Milestone, Plan, Target, Value
from linli.domains.plan.queries.plans import VIEW
from linli.domains.plan.rules import months, trend, values
from linli.domains.plan.rules.template import Measure
from linli.domains.plan.rules.values import Aim, Figure, Standing, Sum
from linli.kernel.manifest import Indicator, domains
from linli.platform.access import policy
from linli.platform.access.actor import Actor

CONFIRMED = "confirmed"
LONGEST = 12  # months that a value may be made of

Series = Sequence[tuple[date, Figure]]
Cells = Mapping[str, dict[tuple[str, date], Sum]]


@dataclass(frozen=True)
class Line:
    """One indicator of a plan (or of several together) in one month."""

    measure: Measure
    aim: Aim
    figure: Figure
    month: date
    day: date

    @cached_property
    def standing(self) -> Standing:
        return values.standing(self.aim, self.figure, self.day)

    @property
    def path(self) -> float | None:
        return self.aim.path(self.day)


def filled() -> Mapping[str, Indicator]:
    """The indicators of plans that a domain computes, by their key in the templates."""
    return {each.fills: each for each in domains.gather("indicators") if each.fills and each.tally}


def cells(
    actor: Actor, areas: Sequence[str], first: date, last: date, keys: Collection[str] | None = None
) -> Cells:
    """Every figure of the months from `first` to `last`, by indicator; two queries.

    A live figure goes before one entered for the same month.
    """
    asked: list[tuple[QuerySet[Any], bool]] = [
        (Entry.objects.filter(status=CONFIRMED), True),
        (Value.objects.all(), False),
    ]
    found: dict[str, dict[tuple[str, date], Sum]] = {}
    for rows, by_hand in asked:
        seen = rows.filter(
            policy.within(actor, VIEW), area__in=areas, month__gte=first, month__lte=last
        )
        wanted = seen if keys is None else seen.filter(indicator__in=keys)
        told = wanted.values_list("indicator", "area", "month", "numerator", "denominator")
        for key, place, month, top, below in told.order_by():
            found.setdefault(key, {})[place, month] = Sum(float(top), float(below), by_hand)
    return found


def aims_of(plans: Sequence[Plan]) -> Mapping[UUID, Mapping[str, Aim]]:
    """What each plan wants of each indicator; one query."""
    by_pk = {each.pk: each for each in plans}
    found: dict[UUID, dict[str, Aim]] = {each.pk: {} for each in plans}
    rows = Target.objects.filter(plan__in=plans).order_by()
    for pk, key, baseline, target, due in rows.values_list(
        "plan_id", "indicator", "baseline", "target", "due_on"
    ):
        measure = by_pk[pk].template.told.measure(key)
        if measure:
            found[pk][key] = Aim(
                measure.direction, _float(baseline), _float(target), by_pk[pk].starts_on, due
            )
    return found


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def lines(actor: Actor, plan: Plan, day: date) -> list[Line]:
    """Every indicator of a plan as it stands on `day`; three queries."""
    return lines_of(actor, [plan], day)[plan.pk]


def lines_of(actor: Actor, plans: Sequence[Plan], day: date) -> Mapping[UUID, list[Line]]:
    """Every indicator of each of these plans as it stands on `day`; three queries for all.

    A value is that of the last month that is over, or of the running one when the last has none.
    """
    found = _recent(actor, [each.area for each in plans], day)
    wanted = aims_of(plans)
    return {
        plan.pk: [
            _line(
                measure, wanted[plan.pk][measure.key], found.get(measure.key, {}), [plan.area], day
            )
            for measure in plan.template.told.indicators
        ]
        for plan in plans
    }


def together(actor: Actor, plans: Sequence[Plan], measure: Measure, day: date) -> Figure:
    """An indicator of several communities together: added up first, divided then; two queries."""
    areas = [each.area for each in plans]
    of = _recent(actor, areas, day, [measure.key]).get(measure.key, {})
    return _latest(measure, of, areas, day)[0]


def _recent(
    actor: Actor, areas: Sequence[str], day: date, keys: Collection[str] | None = None
) -> Cells:
    month = months.first_of(day)
    return cells(actor, areas, months.later(month, -LONGEST), month, keys)


def _line(measure: Measure, aim: Aim, of: values.Cells, areas: Sequence[str], day: date) -> Line:
    figure, at = _latest(measure, of, areas, day)
    return Line(measure, aim, figure, at, day)


def _latest(
    measure: Measure, of: values.Cells, areas: Sequence[str], day: date
) -> tuple[Figure, date]:
    month = months.first_of(day)
    last = months.later(month, -1)
    figure = values.figure(measure, of, areas, last)
    if figure.value is not None:
        return figure, last
    return values.figure(measure, of, areas, month), month


def line(actor: Actor, plan: Plan, key: str, day: date) -> Line:
    """One of them."""
    return next(each for each in lines(actor, plan, day) if each.measure.key == key)


def series(actor: Actor, plan: Plan, measure: Measure, last: date) -> list[tuple[date, Figure]]:
    """The value of each month of a plan so far, missing ones too; two queries."""
    first = months.first_of(plan.starts_on)
    of = cells(actor, [plan.area], months.later(first, -LONGEST), last, [measure.key])
    found = of.get(measure.key, {})
    return [
        (month, values.figure(measure, found, [plan.area], month))
        for month in months.span(first, last)
    ]


def outlook(told: Sequence[tuple[date, Figure]], due: date) -> trend.Forecast | None:
    """What the months so far let expect for the month of `due`."""
    points = [
        (month.year * 12 + month.month, figure.value)
        for month, figure in told
        if figure.value is not None
    ]
    return trend.forecast(points, due.year * 12 + due.month)


def milestone_values(milestone: Milestone, told: Sequence[Line]) -> list[tuple[Line, float]]:
    """The indicators that a milestone asks for, each with what it asks."""
    by_key = {each.measure.key: each for each in told}
    return [(by_key[key], wanted) for key, wanted in milestone.targets.items() if key in by_key]


def records_address(line_: Line, area: str) -> str:
    """Where the records behind a value are listed; "" where no domain computes it."""
    source = filled().get(line_.measure.key)
    if source is None or source.records is None or line_.figure.by_hand:
        return ""
    reach = values.REACH[line_.measure.period]
    first, after = months.later(line_.month, 1 - reach), months.later(line_.month, 1)
    return source.records(area, first, date.fromordinal(after.toordinal() - 1))
