"""How many cases of a kind the next quarter may bring, from whole months. Plain Python.

Three plain methods are tried on the series' own past, each quarter from what was known before it
(rolling origin): the quarter before, the same quarter a year ago (both naive), and a level times an
index for each month of the year (ratio to average; Hyndman and Athanasopoulos, Forecasting,
ch. 3 and 5). The index is drawn towards 1 as if `PRIOR` ordinary cases had been seen in each month,
so that a month with three cases isn't taken for a season. The season is used only where it errs
less than both naive methods. MASE divides the mean error by that of taking each quarter for the
next (Hyndman and Koehler 2006): under 1 is better than that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import fmean

QUARTER, YEAR = 3, 12
LEAST_MONTHS, LEAST_CASES, LEAST_ORIGINS = 18, 30, 4
PRIOR = 5.0
SIGMAS = 1.2816  # a normal value lies so close 80 times in 100
Months = Sequence[int]


class Method(StrEnum):
    """How it was reckoned, the plainest first: among equals the plainer one is used."""

    LAST = "last"
    YEAR_AGO = "year_ago"
    SEASONAL = "seasonal"


@dataclass(frozen=True, slots=True)
class Trial:
    """How a method did on the past: quarters tried, mean absolute error in cases, that error beside
    the naive one's, and the share of quarters that lay within its 80 % bounds.
    """

    method: Method
    quarters: int
    error: float
    mase: float | None
    covered: float | None
    spread: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The next quarter: cases expected, and the bounds meant to hold it 80 times in 100."""

    expected: float
    low: int
    high: int
    trial: Trial
    trials: Sequence[Trial]


def forecast(months: Months, first_month: int) -> Forecast | None:
    """The quarter after `months`, the first of which is a calendar month from 1 to 12.

    None where the past is too short or too thin: under 18 whole months, or under 30 cases.
    """
    if len(months) < LEAST_MONTHS or sum(months) < LEAST_CASES:
        return None
    trials = [found for each in Method if (found := trial(months, first_month, each)) is not None]
    best = min(trials, key=lambda each: (each.error, list(Method).index(each.method)))
    expected = METHODS[best.method](months, first_month)
    low, high = interval(expected, best.spread)
    return Forecast(expected, low, high, best, trials)


def trial(months: Months, first_month: int, method: Method) -> Trial | None:
    """A method tried on every quarter of the past that all could have reckoned; None if too few.

    The bounds of a tried quarter use only the errors of those tried before it.
    """
    start = YEAR if len(months) < FULL else 2 * YEAR  # the same quarters for every method
    if start < NEEDS[method]:
        return None
    origins = range(start, len(months) - QUARTER + 1)
    told = [
        (METHODS[method](months[:at], first_month), sum(months[at : at + QUARTER]))
        for at in origins
    ]
    inside = [
        low <= true <= high
        for place, (guess, true) in enumerate(told)
        if place >= QUARTER  # a quarter isn't known before it is over
        for low, high in [interval(guess, spread(told[: place - QUARTER + 1]))]
    ]
    error = fmean(abs(guess - true) for guess, true in told)
    scale = _naive_error(months)
    mase, covered = error / scale if scale else None, fmean(inside) if inside else None
    return Trial(method, len(told), error, mase, covered, spread(told))


def spread(told: Sequence[tuple[float, int]]) -> float:
    """How many times the variance of a Poisson law the errors had, never under 1 (quasi-Poisson)."""
    return max(1.0, fmean((true - guess) ** 2 / max(guess, 1.0) for guess, true in told))


def interval(expected: float, spread: float) -> tuple[int, int]:
    """The whole numbers that hold the quarter 80 times in 100, by the normal law."""
    reach = SIGMAS * sqrt(spread * max(expected, 1.0))
    return max(0, int(expected - reach)), int(-(-(expected + reach) // 1))


def last(months: Months, _first_month: int) -> float:
    return float(sum(months[-QUARTER:]))


def year_ago(months: Months, _first_month: int) -> float:
    return float(sum(months[-YEAR : -YEAR + QUARTER]))


def seasonal(months: Months, first_month: int) -> float:
    """The level of the last year, cleared of the season, times the index of each coming month."""
    index = indices(months, first_month)
    count = len(months)
    usual = [index[(first_month - 1 + at) % YEAR] for at in range(count - YEAR, count + QUARTER)]
    level = sum(months[-YEAR:]) / sum(usual[:YEAR])
    return level * sum(usual[YEAR:])


def indices(months: Months, first_month: int) -> Sequence[float]:
    """How many times the average each month of the year has, from January on, drawn towards 1."""
    average = fmean(months)
    found = []
    for calendar in range(YEAR):
        own = months[(calendar - first_month + 1) % YEAR :: YEAR]
        found.append((sum(own) + PRIOR) / (len(own) * average + PRIOR))
    return found


METHODS: dict[Method, Callable[[Months, int], float]] = {
    Method.LAST: last, Method.YEAR_AGO: year_ago, Method.SEASONAL: seasonal,
}  # fmt: skip
NEEDS = {Method.LAST: YEAR, Method.YEAR_AGO: YEAR, Method.SEASONAL: 2 * YEAR}  # months before it
FULL = 2 * YEAR + QUARTER + LEAST_ORIGINS - 1  # from here on every method is tried


def _naive_error(months: Months) -> float:
    """The mean error of taking each three months for the next three."""
    totals = [sum(months[at : at + QUARTER]) for at in range(len(months) - QUARTER + 1)]
    return fmean(
        abs(after - before)
        for before, after in zip(totals, totals[QUARTER:], strict=False)
    )  # fmt: skip
