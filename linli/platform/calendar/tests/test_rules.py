from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.errors import Invalid
from linli.platform.calendar.errors import OutsideCalendar
from linli.platform.calendar.rules import (
    USUAL_HOURS,
    Day,
    DayKind,
    Hours,
    Window,
    WorkingCalendar,
    plain_week,
)
from linli.platform.calendar.tests.situations import (
    MINUTE,
    NaiveCounter,
    calendar_of,
    known,
    moment,
)

minutes_of_a_day = st.integers(0, 24 * 60)


@st.composite
def office_hours(draw):
    """One to three windows of a day, some of them touching, some up to midnight."""
    cuts = sorted(draw(st.sets(minutes_of_a_day, min_size=2, max_size=6)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return tuple(Window(opens, closes) for opens, closes in pairs)


@st.composite
def calendars(draw):
    """May 2026 with any days named anything, and other hours from some day on."""
    named = st.dictionaries(
        st.dates(date(2026, 4, 25), date(2026, 5, 31)),
        st.builds(Day, st.sampled_from(DayKind)),
        max_size=12,
    )
    changed = Hours(draw(st.dates(date(2026, 5, 1), date(2026, 5, 20))), draw(office_hours()))
    first = replace(USUAL_HOURS, windows=draw(office_hours()))
    return WorkingCalendar(1, (first, changed), draw(named), frozenset({2026}))


moments = st.integers(0, 30 * 24 * 60).map(lambda n: moment("2026-05-01") + n * MINUTE)


@settings(max_examples=30, deadline=None)
@given(calendars(), moments, moments)
def test_working_minutes_equal_a_count_minute_by_minute(calendar, one, other):
    since, until = sorted((one, other))
    counted = NaiveCounter(calendar).between(since, until)
    assert calendar.working_minutes_between(since, until) == counted
    assert calendar.working_minutes_between(until, since) == -counted


@settings(max_examples=30, deadline=None)
@given(calendars(), moments, st.integers(0, 2000))
def test_a_deadline_in_minutes_equals_a_count_minute_by_minute(calendar, since, minutes):
    due = calendar.add_working_minutes(since, minutes)
    if due < moment("2026-06-30"):
        assert due == NaiveCounter(calendar).add(since, minutes)


@settings(max_examples=30, deadline=None)
@given(calendars(), moments, st.integers(1, 15))
def test_a_deadline_in_days_is_the_closing_of_the_last_day_counted(calendar, since, days):
    assert calendar.add_working_days(since, days) == NaiveCounter(calendar).closing(since, days)


@settings(max_examples=30, deadline=None)
@given(calendars(), moments, st.timedeltas(timedelta(0), timedelta(hours=30)))
def test_no_microsecond_of_a_term_is_lost_or_won(calendar, since, amount):
    due = calendar.add_working_time(since, amount)
    assert calendar.working_time_between(since, due) == amount
    if amount:
        just_before = due - timedelta(microseconds=1)
        assert calendar.working_time_between(since, just_before) < amount


@settings(max_examples=30, deadline=None)
@given(calendars(), moments, moments, moments)
def test_working_time_adds_up(calendar, first, second, third):
    assert calendar.working_time_between(first, second) + calendar.working_time_between(
        second, third
    ) == calendar.working_time_between(first, third)


@pytest.fixture
def calendar():
    return known()


def test_the_day_of_receipt_is_not_counted_and_the_last_day_ends_at_closing(calendar):
    assert calendar.add_working_days(moment("2026-05-11", "08:00"), 7) == moment(
        "2026-05-20", "17:30"
    )
    assert calendar.add_working_days(moment("2026-05-11", "23:59"), 7) == moment(
        "2026-05-20", "17:30"
    )


def test_seven_working_days_step_over_the_national_holiday_and_count_its_make_up_day(calendar):
    received = moment("2026-09-28", "10:00")
    assert calendar.add_working_days(received, 7) == moment("2026-10-13", "17:30")


def test_an_hour_before_lunch_goes_on_after_it(calendar):
    assert calendar.add_working_minutes(moment("2026-05-11", "11:30"), 60) == moment(
        "2026-05-11", "14:00"
    )


def test_a_term_that_ends_with_the_day_is_due_at_closing_and_not_next_morning(calendar):
    assert calendar.add_working_minutes(moment("2026-05-15", "16:30"), 60) == moment(
        "2026-05-15", "17:30"
    )


def test_a_half_day_is_a_working_day_that_closes_at_noon():
    calendar = calendar_of(2026, special={date(2026, 5, 15): Day(DayKind.MORNING, "半天")})
    assert calendar.is_working_day(date(2026, 5, 15))
    assert calendar.add_working_days(moment("2026-05-14", "10:00"), 1) == moment(
        "2026-05-15", "12:00"
    )
    assert calendar.add_working_minutes(moment("2026-05-15", "11:30"), 60) == moment(
        "2026-05-18", "09:30"
    )


def test_summer_hours_begin_on_their_day_and_leave_earlier_days_alone():
    summer = Hours(date(2026, 6, 1), (Window.parse("08:30-12:00"), Window.parse("14:30-18:00")))
    calendar = calendar_of(2026, hours=(USUAL_HOURS, summer))
    assert calendar.add_working_days(moment("2026-05-28"), 1) == moment("2026-05-29", "17:30")
    assert calendar.add_working_days(moment("2026-05-29"), 1) == moment("2026-06-01", "18:00")


def test_an_office_that_never_closes_works_up_to_midnight():
    always = replace(USUAL_HOURS, windows=(Window.parse("00:00-24:00"),))
    calendar = calendar_of(2026, hours=(always,))
    assert calendar.add_working_minutes(moment("2026-05-15", "23:00"), 120) == moment(
        "2026-05-18", "01:00"
    )


def test_a_year_without_notice_counts_by_weekends_and_is_provisional():
    calendar = calendar_of(2025, 2026)
    assert calendar.is_working_day(date(2027, 2, 8))
    assert calendar.is_provisional(moment("2026-12-21"), moment("2027-01-05"))
    assert not calendar.is_provisional(moment("2026-06-01"), moment("2026-06-10"))


def test_the_last_week_of_a_year_is_settled_by_the_next_notice():
    until_2018, with_2019 = calendar_of(2018), calendar_of(2018, 2019)
    christmas = moment("2018-12-25"), moment("2018-12-26")
    assert until_2018.is_provisional(*christmas)
    assert not with_2019.is_provisional(*christmas)
    assert not until_2018.is_provisional(moment("2018-12-20"), moment("2018-12-24", "23:59"))


def test_a_calendar_without_any_notice_is_all_provisional():
    assert plain_week().is_provisional(moment("2026-06-01"), moment("2026-06-02"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar: calendar.add_working_days(moment("2099-12-31"), 1),
        lambda calendar: calendar.add_working_minutes(moment("2099-12-30"), 10**6),
        lambda calendar: calendar.working_minutes_between(
            moment("1999-12-31"), moment("2026-01-01")
        ),
    ],
)
def test_what_lies_outside_the_calendar_is_refused(calendar, ask):
    with pytest.raises(OutsideCalendar):
        ask(calendar)


def test_a_moment_without_a_time_zone_is_refused(calendar):
    with pytest.raises(TypeError):
        calendar.add_working_days(moment("2026-05-11").replace(tzinfo=None), 1)


@pytest.mark.parametrize(
    "words", ["", "9-12", "09:00", "12:00-09:00", "09:00-24:01", "09:60-10:00", "a:b-c:d"]
)
def test_hours_that_are_no_hours_are_refused_with_an_example(words):
    with pytest.raises(Invalid, match="09:00-12:00"):
        Window.parse(words)


def test_overlapping_hours_are_refused():
    with pytest.raises(Invalid, match="重叠"):
        replace(USUAL_HOURS, windows=(Window.parse("09:00-12:00"), Window.parse("11:00-13:00")))
