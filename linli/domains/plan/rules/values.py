"""What an indicator comes to: sums over communities and months first, then one division.

A month or a community without a figure is missing, which isn't zero; how much is there is told beside
the value. What was entered by hand is told apart from what live data gave.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from linli.domains.plan.rules import months
from linli.domains.plan.rules.template import Direction, Measure, Period

COMPLETE = 0.95  # of the figures that a value needs, before anything counts as reached
PER_YEAR = 12
REACH: Mapping[Period, int] = {  # months that a value is made of
    Period.STOCK: 1,
    Period.MONTH: 1,
    Period.QUARTER: 3,
    Period.YEAR: 12,
    Period.ANNUALISED: 12,
}
STANDS: Mapping[Period, int] = {  # months that an entered figure stands for
    Period.STOCK: 12,
    Period.MONTH: 1,
    Period.QUARTER: 3,
    Period.YEAR: 12,
    Period.ANNUALISED: 1,
}


class Sum(NamedTuple):
    numerator: float
    denominator: float
    by_hand: bool = False


class Why(StrEnum):
    """Why there is no value."""

    MISSING = "missing"  # no figure at all
    NOTHING = "nothing"  # figures, but nothing to divide by


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it was made of. `known` of `expected` figures were there."""

    value: float | None
    numerator: float
    denominator: float
    known: int
    expected: int
    by_hand: int  # of the known ones
    why: Why | None = None

    @property
    def completeness(self) -> float:
        return self.known / self.expected if self.expected else 0.0

    @property
    def is_complete(self) -> bool:
        return self.completeness >= COMPLETE


Cells = Mapping[tuple[str, date], Sum]  # by community and first day of the month


def figure(measure: Measure, cells: Cells, areas: Sequence[str], month: date) -> Figure:
    """The value of a month for these communities together.

    Live figures are added up over the months of the period. An entered one stands for the whole of
    its period, so the latest takes the place of every month that has no live figure.
    """
    reach = REACH[measure.period]
    if not cells:
        return _divided(measure, (), 0, reach * len(areas))
    span = [months.later(month, -back) for back in range(reach)]
    found: list[Sum] = []
    known = 0
    for area in areas:
        live = [one for each in span if (one := cells.get((area, each))) and not one.by_hand]
        entered = [] if live else _entered(measure.period, cells, area, month)
        found += live or entered
        known += len(live) if live else min(reach, len(entered) * STANDS[measure.period])
    return _divided(measure, found, known, reach * len(areas))


def _entered(period: Period, cells: Cells, area: str, month: date) -> list[Sum]:
    """What was entered for a community: the latest that still stands, or each month's own."""
    back = REACH[period] if period == Period.ANNUALISED else STANDS[period]
    latest = (cells.get((area, months.later(month, -n))) for n in range(back))
    found = [each for each in latest if each and each.by_hand]
    return found if period == Period.ANNUALISED else found[:1]


def _divided(measure: Measure, found: Sequence[Sum], known: int, expected: int) -> Figure:
    top, below = sum(each.numerator for each in found), sum(each.denominator for each in found)
    by_hand = sum(each.by_hand for each in found)
    if not found or not below:
        why = Why.NOTHING if found else Why.MISSING
        return Figure(None, top, below, known, expected, by_hand, why)
    times = measure.factor * (PER_YEAR if measure.period == Period.ANNUALISED else 1)
    return Figure(times * top / below, top, below, known, expected, by_hand)


class Standing(StrEnum):
    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"  # of the straight path from baseline to target
    LATE = "late"  # the day has passed, the target isn't reached
    PARTIAL = "partial"  # would be reached, but too many figures are missing
    OPEN = "open"  # without a baseline nobody can tell before the day
    UNKNOWN = "unknown"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class Aim:
    """What a plan wants of an indicator, and from when to when."""

    direction: Direction
    baseline: float | None
    target: float | None
    since: date
    due: date

    def is_met(self, value: float) -> bool:
        if self.target is None:
            return False
        return value >= self.target if self.direction == Direction.UP else value <= self.target

    def path(self, day: date) -> float | None:
        """Where the straight way from baseline to target is on that day."""
        if self.baseline is None or self.target is None:
            return None
        whole = (self.due - self.since).days
        share = max(0.0, min(1.0, (day - self.since).days / whole)) if whole > 0 else 1.0
        return self.baseline + share * (self.target - self.baseline)

    def progress(self, value: float) -> float | None:
        """How much of the way is gone, 0 to 1 and beyond; below 0 when it got worse."""
        if self.baseline is None or self.target is None or self.baseline == self.target:
            return None
        return (value - self.baseline) / (self.target - self.baseline)


def standing(aim: Aim, found: Figure, day: date) -> Standing:
    """Where an indicator stands on `day`."""
    if found.value is None:
        return Standing.UNKNOWN
    if aim.target is None:
        return Standing.NO_TARGET
    if aim.is_met(found.value):
        return Standing.REACHED if found.is_complete else Standing.PARTIAL
    if day > aim.due:
        return Standing.LATE
    path = aim.path(day)
    if path is None:
        return Standing.OPEN
    ahead = found.value >= path if aim.direction == Direction.UP else found.value <= path
    return Standing.ON_COURSE if ahead else Standing.BEHIND


def counted(found: Iterable[Standing]) -> dict[Standing, int]:
    told = list(found)
    return {each: told.count(each) for each in Standing}
