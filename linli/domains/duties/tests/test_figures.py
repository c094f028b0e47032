"""How long the list is and what lacks support, on any day, the same for ever."""

import random
from datetime import date, timedelta

import pytest

from linli.domains.duties import actions, queries
from linli.domains.duties.models import Duty
from linli.domains.duties.rules import Given, Kind, Origin, Status, lacking
from linli.domains.duties.tests.conftest import COMMUNITY, SUBDISTRICT, told
from linli.kernel import clock


@pytest.fixture
def history(town, later):
    """Half a year of a list that grows, loses duties and support."""
    dice = random.Random(7)
    listed = [told(f"事项{n}", origin=dice.choice([*Origin])) for n in range(30)]
    actions.list_duties(actor=town.secretary, area=COMMUNITY, told=listed)
    for step in range(60):
        with later(days=3 * step):
            today = clock.local_date(clock.now())
            standing = list(Duty.objects.filter(status=Status.IN_FORCE))
            duty = dice.choice(standing)
            if step % 5 == 0 and duty.origin != Origin.STATUTORY:
                actions.return_duty(actor=town.supervisor, duty=duty, reason="退回")
            else:
                last = today + timedelta(days=dice.randint(0, 60))
                town.support(duty, dice.choice([*Kind]), until_on=dice.choice([None, last]))
    return town


def by_hand(day):
    """Counted one by one, as a clerk would."""
    standing = [
        each
        for each in Duty.objects.all()
        if each.admitted_on <= day and (each.ended_on is None or each.ended_on > day)
    ]
    short = 0
    for each in standing:
        given = [Given(Kind(x.kind), x.from_on, x.until_on) for x in each.supports.all()]
        short += bool(lacking(Origin(each.origin), given, day))
    return len(standing), short


def test_any_day_counted_in_the_database_is_what_a_clerk_counts(history):
    days = [date(2026, 11, 1) + timedelta(days=9 * step) for step in range(24)]
    assert queries.series(history.supervisor, SUBDISTRICT, days) == [
        (day, *by_hand(day)) for day in days
    ]
    for day in days[::5]:
        found = queries.figures(history.supervisor, SUBDISTRICT, day)
        assert (found.duties, found.unsupported) == by_hand(day)


def test_what_was_counted_of_a_day_is_the_same_after_more_has_happened(history, later):
    day = date(2027, 2, 1)
    before = queries.figures(history.supervisor, SUBDISTRICT, day)
    with later(days=300):
        for each in Duty.objects.filter(status=Status.IN_FORCE).exclude(origin=Origin.STATUTORY):
            actions.return_duty(actor=history.supervisor, duty=each, reason="清理")
    assert queries.figures(history.supervisor, SUBDISTRICT, day) == before


def test_indicators_say_nothing_where_there_is_no_list(town):
    span = (clock.now() - timedelta(days=30), clock.now())
    assert queries.count(town.supervisor, SUBDISTRICT, *span) is None
    assert queries.unsupported(town.supervisor, SUBDISTRICT, *span) is None
    town.admitted()
    assert queries.count(town.supervisor, SUBDISTRICT, *span) == 1
    assert queries.unsupported(town.supervisor, SUBDISTRICT, *span) == 0


def test_work_is_told_by_office_and_in_the_order_of_their_names(town):
    for title, post, hours in (("甲", "网格岗", 50), ("乙", "民政岗", 9), ("丙", "网格岗", 1)):
        town.admitted(title, origin=Origin.SELF_GOVERNED, post=post, hours=hours)
    today = clock.local_date(clock.now())
    found = queries.load(town.secretary, COMMUNITY, today)
    assert {(post, n, int(hours)) for post, n, hours in found} == {
        ("网格岗", 2, 51),
        ("民政岗", 1, 9),
    }


def test_everybody_reads_what_stands_and_nothing_that_waits(town):
    town.admitted()
    town.asked("还在申请的")
    assert [each.title for each in queries.public_list(COMMUNITY)] == ["医保参保动员"]
    assert queries.communities_with_lists() == [(COMMUNITY, "地001")]


def test_what_each_community_adds_to_a_plan_is_what_a_clerk_counts(history):
    months = [date(2026, 11, 1), date(2027, 1, 1), date(2027, 4, 1)]
    with clock.stopped_at(clock.now() + timedelta(days=400)):
        counted = queries.tally_count(history.supervisor, SUBDISTRICT, months)
        lacking_ = queries.tally_unsupported(history.supervisor, SUBDISTRICT, months)
    for month, one, other in zip(months, counted, lacking_, strict=True):
        day = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        standing, short = by_hand(day)
        delegated = sum(
            each.origin == Origin.DELEGATED
            for each in Duty.objects.all()
            if each.admitted_on <= day and (each.ended_on is None or each.ended_on > day)
        )
        assert one == (COMMUNITY, month, standing, 1)
        assert other == (COMMUNITY, month, short, delegated)


def test_a_month_before_the_list_adds_nothing(history):
    assert queries.tally_count(history.supervisor, SUBDISTRICT, [date(2026, 1, 1)]) == []
