"""Every day of thirteen years, against the State Council's notices as another project collected them."""

import json
from datetime import date

import pytest

from linli.platform.calendar.rules import USUAL_HOURS, DayKind, usual_kind
from linli.platform.calendar.tests.situations import SHARED, calendar_of, days_from, known, moment

HOLIDAYS = SHARED / "data" / "holidays"
pytestmark = pytest.mark.skipif(
    not HOLIDAYS.is_dir(), reason="the holiday tables are not beside this checkout"
)


@pytest.fixture(scope="module")
def notices():
    """Whether each named day is off, the later year's notice having the last word."""
    told = {}
    for path in sorted(HOLIDAYS.glob("2*.json")):
        for each in json.loads(path.read_text())["days"]:
            told[date.fromisoformat(each["date"])] = each["isOffDay"]
    return told


def works(notices, day):
    return not notices.get(day, usual_kind(day) is DayKind.OFF)


@pytest.mark.parametrize("year", range(2007, 2027))
def test_every_day_of_a_year_is_what_the_notice_says(notices, year):
    calendar = known()
    wrong = [
        day
        for day in days_from(date(year, 1, 1), date(year, 12, 31))
        if calendar.is_working_day(day) != works(notices, day)
    ]
    assert wrong == []


@pytest.mark.parametrize("year", range(2007, 2027))
def test_seven_working_days_from_any_day_of_a_year_equal_the_table(notices, year):
    calendar = known()
    days = list(days_from(date(year, 1, 1), date(year, 12, 31)))
    working = [day for day in days if works(notices, day)]
    for day in days:
        ahead = [each for each in working if each > day][:7]
        if len(ahead) == 7:
            due = calendar.add_working_days(moment(day.isoformat(), "10:00"), 7)
            assert due == moment(ahead[-1].isoformat(), "17:30")


def test_a_make_up_saturday_is_worked_and_a_bridged_monday_is_not():
    calendar = calendar_of(2026)
    assert calendar.is_working_day(date(2026, 10, 10))
    assert calendar.windows_on(date(2026, 10, 10)) == USUAL_HOURS.windows
    assert not calendar.is_working_day(date(2026, 2, 16))
