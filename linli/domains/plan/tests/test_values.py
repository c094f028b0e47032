"""Sums over communities and months first, then one division; what is missing isn't zero."""

import random
from datetime import date

import pytest

from linli.domains.plan.actions import templates
from linli.domains.plan.rules import months, template, trend, values
from linli.domains.plan.rules.template import Direction, Period
from linli.domains.plan.rules.values import Aim, Figure, Standing, Sum, Why

MARCH, APRIL = date(2027, 3, 1), date(2027, 4, 1)
STANDARD = template.parse(templates.standard_text())
A, B = "110101001001", "110101001002"


def measure(period, factor=100):
    return STANDARD.measure("satisfaction").model_copy(update={"period": period, "factor": factor})


def test_areas_are_added_up_before_they_are_divided():
    cells = {(A, MARCH): Sum(1, 1), (B, MARCH): Sum(10, 100)}
    found = values.figure(measure(Period.MONTH), cells, [A, B], MARCH)
    assert found.value == pytest.approx(100 * 11 / 101), "not the mean of 100 % and 10 %"


def test_what_is_missing_isnt_zero_and_is_counted():
    found = values.figure(measure(Period.MONTH), {(A, MARCH): Sum(3, 4)}, [A, B], MARCH)
    assert (found.value, found.known, found.expected) == (75, 1, 2)
    nothing = values.figure(measure(Period.MONTH), {}, [A, B], MARCH)
    assert (nothing.value, nothing.why, nothing.known) == (None, Why.MISSING, 0)
    empty = values.figure(measure(Period.MONTH), {(A, MARCH): Sum(0, 0)}, [A], MARCH)
    assert (empty.value, empty.why, empty.is_complete) == (None, Why.NOTHING, True)
    zero = values.figure(measure(Period.MONTH), {(A, MARCH): Sum(0, 5)}, [A], MARCH)
    assert zero.value == 0


@pytest.mark.parametrize("period", [*Period])
def test_any_area_and_month_agrees_with_counting_by_hand(period):
    dice = random.Random(period)
    areas = [f"11010100100{n}" for n in range(1, 7)]
    span = [*months.span(date(2025, 1, 1), date(2027, 12, 1))]
    cells = {
        (area, month): Sum(dice.randint(0, 50), dice.randint(0, 60))
        for area in areas
        for month in span
        if dice.random() < 0.8
    }
    reach = {"stock": 1, "month": 1, "quarter": 3, "year": 12, "annualised": 12}[period]
    for place in range(12, len(span)):
        some = dice.sample(areas, dice.randint(1, 6))
        top = below = known = 0.0
        for area in some:
            for month in span[place - reach + 1 : place + 1]:
                if (area, month) in cells:
                    top += cells[area, month].numerator
                    below += cells[area, month].denominator
                    known += 1
        found = values.figure(measure(period, 10), cells, some, span[place])
        times = 120 if period == Period.ANNUALISED else 10
        assert found.value == (pytest.approx(times * top / below) if below else None)
        assert (found.known, found.expected) == (known, reach * len(some))


def test_what_was_entered_stands_for_its_period_until_live_data_come():
    by_hand = {(A, MARCH): Sum(8, 10, by_hand=True)}
    stock = measure(Period.STOCK)
    assert values.figure(stock, by_hand, [A], date(2028, 2, 1)).value == 80
    assert values.figure(stock, by_hand, [A], date(2028, 3, 1)).why == Why.MISSING
    quarter = values.figure(measure(Period.QUARTER), by_hand, [A], date(2027, 5, 1))
    assert (quarter.value, quarter.known, quarter.expected, quarter.by_hand) == (80, 3, 3, 1)
    live = values.figure(stock, {**by_hand, (A, APRIL): Sum(9, 10)}, [A], APRIL)
    assert (live.value, live.by_hand) == (90, 0)


def test_what_happens_in_a_year_is_told_per_year():
    drills = {(A, month): Sum(n % 2, 1, by_hand=True) for n, month in
              enumerate(months.span(date(2027, 1, 1), date(2027, 6, 1)))}  # fmt: skip
    found = values.figure(measure(Period.ANNUALISED, 1), drills, [A], date(2027, 6, 1))
    assert (found.value, found.known, found.expected) == (6, 6, 12)


DOWN = Aim(Direction.DOWN, 87, 50, date(2026, 11, 1), date(2027, 5, 1))
WHOLE, PART = (1, 1), (1, 2)


@pytest.mark.parametrize(
    ("aim", "value", "known", "day", "expected"),
    [
        (DOWN, None, WHOLE, MARCH, Standing.UNKNOWN),
        (DOWN, 49, WHOLE, MARCH, Standing.REACHED),
        (DOWN, 49, PART, MARCH, Standing.PARTIAL),
        (DOWN, 60, WHOLE, MARCH, Standing.ON_COURSE),
        (DOWN, 80, WHOLE, MARCH, Standing.BEHIND),
        (DOWN, 51, WHOLE, date(2027, 5, 1), Standing.BEHIND),
        (DOWN, 51, WHOLE, date(2027, 5, 2), Standing.LATE),
        (Aim(Direction.UP, None, 20, MARCH, APRIL), 3, WHOLE, MARCH, Standing.OPEN),
        (Aim(Direction.UP, 40, None, MARCH, APRIL), 90, WHOLE, APRIL, Standing.NO_TARGET),
    ],
)
def test_where_an_indicator_stands(aim, value, known, day, expected):
    assert values.standing(aim, Figure(value, 0, 0, *known, 0), day) == expected


def test_progress_is_told_from_the_baseline_for_rising_and_falling_targets():
    assert DOWN.progress(68.5) == 0.5
    assert DOWN.progress(100) < 0
    assert Aim(Direction.UP, 55, 80, MARCH, APRIL).progress(80) == 1
    assert Aim(Direction.UP, 55, 55, MARCH, APRIL).progress(80) is None
    assert DOWN.path(date(2026, 11, 1)) == 87
    assert DOWN.path(date(2030, 1, 1)) == 50


def test_a_straight_line_is_foretold_without_error_and_three_points_foretell_nothing():
    points = [(n, 10 + 2.5 * n) for n in range(8)]
    told = trend.forecast(points, 20)
    assert told.value == pytest.approx(60)
    assert told.error == pytest.approx(0, abs=1e-9)
    assert trend.forecast(points[:3], 20) is None


def test_the_next_value_lies_within_the_error_about_as_often_as_is_said():
    dice, inside, rounds = random.Random(5), 0, 2000
    for _ in range(rounds):
        points = [(n, 3 + 0.7 * n + dice.gauss(0, 2)) for n in range(12)]
        told = trend.forecast(points, 15)
        inside += abs(3 + 0.7 * 15 + dice.gauss(0, 2) - told.value) <= told.error
    assert 0.935 <= inside / rounds <= 0.965
