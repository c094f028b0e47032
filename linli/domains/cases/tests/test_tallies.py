"""What cases add to a plan, month by month, is what a clerk with a calendar counts."""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest

from linli.core.divisions.models import Department, Division, Grid
from linli.domains.cases.models import Case
from linli.domains.cases.queries import Period, tallies
from linli.domains.cases.queries.tallies import Counted
from linli.domains.cases.rules import Outcome
from linli.domains.cases.seeds.bulk import Crowd, pour
from linli.domains.cases.tests.conftest import COMMUNITY, ELSEWHERE, SUBDISTRICT
from linli.kernel import clock
from linli.platform.calendar import queries as calendars
from linli.platform.database import scope

UNTIL = datetime(2026, 11, 2, 1, tzinfo=UTC)
MONTHS = [date(2026, month, 1) for month in range(5, 12)]


@pytest.fixture
def history(town):
    """Half a year of cases in two communities of the sub-district and one elsewhere."""
    with scope.system("a history for the tests"):
        other = Division.objects.create(code="110101001002", name="地002", level="community")
        for code in (f"{other.pk}001", f"{other.pk}002", f"{other.pk}003", f"{ELSEWHERE}001"):
            Grid.objects.get_or_create(
                code=code, defaults={"community_id": code[:12], "name": f"网格{code[-3:]}"}
            )
        Department.objects.create(name="供水站", kind="utility", area=ELSEWHERE)
        pour(Crowd(cases=1500, until=UNTIL, days=180, open_share=0.1), lambda *_words: None)
    with scope.limited_to([SUBDISTRICT]):  # the new community is within it now
        yield town


def month_of(moment):
    return clock.local_date(moment).replace(day=1)


def by_hand(amount, counts):
    found = defaultdict(lambda: [0.0, 0])
    for case in Case.objects.filter(subdistrict=SUBDISTRICT):
        place = found[case.community_id, month_of(case.reported_at)]
        if counts(case):
            place[0] += amount(case)
            place[1] += 1
    return {key: (pytest.approx(top, rel=1e-6), below) for key, (top, below) in found.items()}


def working_days(case):
    calendar = calendars.current()
    first, last = clock.local_date(case.reported_at), clock.local_date(case.closed_at)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(calendar.is_working_day(day) for day in days)


def told(found):
    return {(each.area, each.month): (each.numerator, each.denominator) for each in found}


def test_hours_to_the_first_answer_are_what_a_clerk_adds_up(history):
    found = told(tallies.tally_feedback(history.supervisor, SUBDISTRICT, MONTHS))
    expected = by_hand(
        lambda case: (case.feedback_at - case.reported_at).total_seconds() / 3600,
        lambda case: case.feedback_at is not None,
    )
    assert found == expected
    assert len(found) >= 10


def test_working_days_to_the_solution_are_what_a_clerk_counts(history):
    found = told(tallies.tally_resolution(history.supervisor, SUBDISTRICT, MONTHS))
    is_solved = lambda case: case.outcome == Outcome.SOLVED and case.closed_at  # noqa: E731
    assert found == by_hand(working_days, is_solved)
    assert sum(below for _top, below in found.values()) > 300


def test_a_community_and_some_months_are_a_part_of_the_whole(history):
    dice = random.Random(1)
    whole = told(tallies.tally_feedback(history.supervisor, SUBDISTRICT, MONTHS))
    for _ in range(5):
        some = dice.sample(MONTHS, 3)
        found = told(tallies.tally_feedback(history.supervisor, COMMUNITY, some))
        assert found == {
            key: value for key, value in whole.items() if key[0] == COMMUNITY and key[1] in some
        }


def test_the_average_and_the_cases_behind_it_agree_with_the_tally(history):
    (one,) = tallies.tally_feedback(history.supervisor, COMMUNITY, [date(2026, 9, 1)])
    since, until = clock.midnight(date(2026, 9, 1)), clock.midnight(date(2026, 10, 1))
    average = tallies.feedback_hours(history.supervisor, COMMUNITY, since, until)
    assert average == pytest.approx(one.numerator / one.denominator)
    behind = tallies.cases_counted(
        history.supervisor, Counted.ANSWERED, Period(COMMUNITY, since, until)
    )
    assert behind.count() == one.denominator
    days = tallies.resolution_workdays(history.supervisor, COMMUNITY, since, until)
    assert days is not None


def test_whoever_measures_elsewhere_is_told_nothing(history):
    assert tallies.tally_feedback(history.stranger, SUBDISTRICT, MONTHS) == []
    assert tallies.tally_feedback(history.supervisor, SUBDISTRICT, []) == []


def test_a_month_has_changed_when_something_was_noted_about_its_cases(town):
    case = town.closed()
    before = clock.now() - timedelta(minutes=1)
    assert tallies.months_changed(town.supervisor, before) == [month_of(case.reported_at)]
    assert tallies.months_changed(town.supervisor, clock.now() + timedelta(minutes=1)) == []
