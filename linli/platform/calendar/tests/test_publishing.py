"""A year is published once; deadlines that waited for it are recomputed once."""

from datetime import date, timedelta

import pytest

from linli.contracts.calendar import CalendarPublished
from linli.kernel import clock, events
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.access.actor import machine
from linli.platform.audit.models import Entry
from linli.platform.calendar import actions, checks, clocks, queries, tasks
from linli.platform.calendar.clocks import Started, Term, Unit
from linli.platform.calendar.models import CalendarVersion, CalendarYear
from linli.platform.calendar.rules import USUAL_HOURS, DayKind, Window
from linli.platform.calendar.tests.offices import NOBODY, administrator, notice_2027
from linli.platform.calendar.tests.situations import moment
from linli.platform.database import editions
from linli.platform.jobs import courier
from linli.platform.jobs.models import PublishedEvent

pytestmark = pytest.mark.django_db
SUMMER = (Window.parse("08:30-12:00"), Window.parse("14:30-18:00"))


@pytest.fixture
def office():
    return administrator()


@pytest.fixture(autouse=True)
def november():
    with clock.stopped_at(moment("2026-11-22", "10:00")):
        yield


def test_the_first_version_knows_every_year_of_the_package():
    calendar = queries.current()
    assert calendar.published == frozenset(range(2004, 2027))
    assert calendar.hours == (USUAL_HOURS,)


def test_a_published_year_makes_a_new_version_and_leaves_the_old_one(office):
    before = queries.current()
    number = actions.publish_year(office, notice_2027())
    after = queries.current()
    assert after.version == number > before.version
    assert 2027 in after.published
    assert after.kind_of(date(2027, 2, 1)) is DayKind.OFF
    assert queries.version(before.version) == before
    assert 2027 not in before.published


def test_publication_is_recorded_and_told(office):
    number = actions.publish_year(office, notice_2027())
    entry = Entry.objects.get(deed="calendar.publish_year")
    assert (entry.subject_id, entry.details) == (str(number), {"year": 2027})
    told = PublishedEvent.objects.get(type=courier.name_of(CalendarPublished))
    assert told.body == {"version": number, "year": 2027}


def test_saying_the_same_twice_publishes_once(office):
    first = actions.publish_year(office, notice_2027())
    assert actions.publish_year(office, notice_2027()) == first
    assert PublishedEvent.objects.filter(type=courier.name_of(CalendarPublished)).count() == 1


def test_a_notice_that_is_amended_makes_another_version(office):
    first = actions.publish_year(office, notice_2027())
    assert actions.publish_year(office, notice_2027(source="更正通知")) > first


def test_a_forecast_counts_but_stays_provisional(office):
    actions.publish_year(office, notice_2027(published=False))
    calendar = queries.current()
    assert not calendar.is_working_day(date(2027, 2, 1))
    assert calendar.is_provisional(moment("2027-03-01"), moment("2027-03-02"))


@pytest.mark.parametrize("actor", [NOBODY, administrator(area="110101001")])
def test_nobody_publishes_for_everybody_without_the_permission_for_everywhere(actor):
    with pytest.raises(NotPermitted):
        actions.publish_year(actor, notice_2027())
    with pytest.raises(NotPermitted):
        actions.set_hours(actor, date(2027, 5, 1), SUMMER)


def test_a_notice_that_is_not_whole_is_refused(office):
    with pytest.raises(Invalid):
        actions.publish_year(office, notice_2027(days={}))
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_summer_hours_are_published_and_begin_on_their_day(office):
    actions.set_hours(office, date(2027, 5, 1), SUMMER)
    calendar = queries.current()
    assert calendar.windows_on(date(2027, 5, 4)) == SUMMER
    assert calendar.windows_on(date(2027, 4, 30)) == USUAL_HOURS.windows


def test_hours_do_not_reach_into_the_past(office):
    with pytest.raises(Invalid):
        actions.set_hours(office, date(2026, 11, 21), SUMMER)


def test_a_version_that_never_was_is_not_found():
    with pytest.raises(NotFound):
        queries.version(10**6)


def test_without_any_version_the_plain_week_counts():
    CalendarYear.objects.all().delete()
    CalendarVersion.objects.first().hours.all().delete()
    CalendarVersion.objects.all().delete()
    editions.renew()
    assert queries.current().version == 0


def test_an_update_of_the_package_is_adopted_once():
    CalendarYear.objects.filter(year=2026).delete()
    queries.version.cache_clear()
    tasks.adopt_notices()
    number = queries.latest_number()
    assert 2026 in queries.current().published
    tasks.adopt_notices()
    assert queries.latest_number() == number
    queries.version.cache_clear()


def test_the_doctor_misses_the_next_year_in_december_and_not_before(office):
    assert checks.years_without_notice() == []
    with clock.stopped_at(moment("2026-12-05")):
        assert len(checks.years_without_notice()) == 1
        actions.publish_year(office, notice_2027())
        assert checks.years_without_notice() == []


LOG = (Started(moment("2026-12-28", "10:00"), Term(7, Unit.WORK_DAYS)),)
kept = {}


def recompute(event):
    """What an owner of clocks does with the news: provisional ones are read again."""
    if kept["provisional"]:
        shown = clocks.reading(LOG, queries.version(event.version), clock.now())
        kept.update(due_at=shown.due_at, provisional=shown.provisional, times=kept["times"] + 1)


def test_a_provisional_deadline_is_recomputed_exactly_once(office, monkeypatch):
    monkeypatch.setitem(events._listeners, CalendarPublished, [recompute])
    shown = clocks.reading(LOG, queries.current(), clock.now())
    kept.update(due_at=shown.due_at, provisional=shown.provisional, times=0)
    assert shown.provisional
    assert shown.due_at == moment("2027-01-06", "17:30")

    actions.publish_year(office, notice_2027())
    told = PublishedEvent.objects.get(type=courier.name_of(CalendarPublished))
    for _again in range(3):
        courier.deliver_once(told.pk, courier.name_of(recompute))

    assert kept["times"] == 1
    assert not kept["provisional"]
    # 1 January is off and Sunday the 3rd is worked: the same seven days end on the same Wednesday.
    assert kept["due_at"] == shown.due_at + timedelta(0)
    actions.publish_year(office, notice_2027(source="更正通知"))
    for event in PublishedEvent.objects.filter(type=courier.name_of(CalendarPublished)):
        courier.deliver_once(event.pk, courier.name_of(recompute))
    assert kept["times"] == 1


def test_the_same_log_and_version_read_the_same_bytes_in_every_process(office):
    number = actions.publish_year(office, notice_2027())
    first = repr(clocks.reading(LOG, queries.version(number), clock.now()))
    queries.version.cache_clear()
    assert repr(clocks.reading(LOG, queries.version(number), clock.now())) == first


def test_linli_itself_publishes_without_an_account():
    actions.publish_year(machine("calendar"), notice_2027())
    assert CalendarVersion.objects.last().published_by is None
