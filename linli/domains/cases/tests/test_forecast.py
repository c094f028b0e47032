"""The next quarter: seasons that are known are found, noise isn't taken for one, errors are shown."""

import csv
import math
import random
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.cases.rules import forecast
from linli.domains.cases.rules.forecast import LEAST_MONTHS, Method

NYC = Path("/work/shared/data/nyc311/311.csv")


def poisson(chance, mean):
    """One draw (Knuth)."""
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count, product = count + 1, product * chance.random()
    return count


def heating(months, chance, level=30.0):
    """Much in winter, little in summer, as heating complaints are."""
    season = [1 + 0.8 * math.cos(2 * math.pi * each / 12) for each in range(12)]
    return [poisson(chance, level * season[each % 12]) for each in range(months)]


def test_a_known_season_is_foreseen_before_it_begins():
    chance = random.Random(1)
    wins = errors = naive = 0.0
    for _each in range(40):
        series = heating(60, chance)
        found = forecast.forecast(series[:57], 1)  # up to the end of September
        assert found is not None
        wins += found.trial.method == Method.SEASONAL
        true = sum(series[57:])
        errors += abs(found.expected - true)
        naive += abs(sum(series[54:57]) - true)
    assert wins >= 30
    assert errors < naive / 3


def test_the_bounds_hold_about_as_often_as_they_say():
    chance = random.Random(2)
    inside = 0
    for _each in range(200):
        series = heating(63, chance)
        found = forecast.forecast(series[:60], 1)
        assert found is not None
        inside += found.low <= sum(series[60:]) <= found.high
    assert 0.75 <= inside / 200 <= 0.97


def test_the_plainer_way_is_used_where_the_season_errs_more():
    chance, seasonal = random.Random(3), 0
    for _each in range(40):
        trend = [poisson(chance, 10 + each) for each in range(48)]
        found = forecast.forecast(trend, 1)
        assert found is not None
        best = min(found.trials, key=lambda each: each.error)
        assert found.trial.error == best.error
        seasonal += found.trial.method == Method.SEASONAL
    assert seasonal < 20


@pytest.mark.parametrize("series", [[9] * (LEAST_MONTHS - 1), [1] * 29, []])
def test_a_past_that_is_too_short_or_too_thin_is_said_to_be_so(series):
    assert forecast.forecast(series, 1) is None


def test_between_one_and_a_half_and_two_and_a_half_years_only_naive_ways_are_tried():
    found = forecast.forecast([5] * 20, 4)
    assert found is not None
    assert {each.method for each in found.trials} == {Method.LAST, Method.YEAR_AGO}


def test_every_way_is_tried_on_the_same_quarters():
    found = forecast.forecast(heating(40, random.Random(4)), 5)
    assert found is not None
    assert len({each.quarters for each in found.trials}) == 1
    assert len(found.trials) == 3


def test_the_index_of_a_month_with_few_cases_is_drawn_towards_one():
    thin = forecast.indices([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] * 3, 1)
    assert 1 < thin[0] < 2


@given(
    st.lists(st.integers(0, 500), min_size=LEAST_MONTHS, max_size=60),
    st.integers(1, 12),
)
def test_whatever_the_past_the_bounds_hold_the_forecast_and_no_figure_is_missing(series, first):
    found = forecast.forecast(series, first)
    if found is None:
        assert sum(series) < forecast.LEAST_CASES
    else:
        assert 0 <= found.low <= found.expected <= found.high
        assert found.trial.quarters >= forecast.LEAST_ORIGINS
        assert found.trial.covered is None or 0 <= found.trial.covered <= 1


def test_a_day_of_real_reports_is_no_history():
    if not NYC.exists():
        pytest.skip("The real reports of New York aren't here.")
    with NYC.open(encoding="utf-8") as rows:
        days = [datetime.strptime(each["Created Date"][:10], "%m/%d/%Y").date()  # noqa: DTZ007
                for each in csv.DictReader(rows)]  # fmt: skip
    months = Counter(each.replace(day=1) for each in days)
    assert len(days) == 235
    assert min(months) >= date(2025, 1, 1)
    assert forecast.forecast([months[each] for each in sorted(months)], 3) is None
