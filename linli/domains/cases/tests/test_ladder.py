"""Deadlines that follow the kind of matter, and the ladder that overdue cases climb."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case, Escalation, TimeLimit
from linli.domains.cases.rules import OPEN, Outcome, Share, Status, Urgency
from linli.domains.cases.rules.ladder import Rung, is_awake, reached_until
from linli.domains.cases.tests.conftest import GRID, MONDAY
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access.actor import machine, visitor
from linli.platform.calendar import clocks
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Term, Unit
from linli.platform.calendar.rules import plain_week
from linli.platform.database import editions

LINLI = machine("cases")
CALENDAR = plain_week()


def climb(at=None):
    return actions.escalate(actor=LINLI, at=at or clock.now())


def rungs(case):
    return list(case.escalations.values_list("rung", flat=True))


@pytest.fixture
def lift_in_a_day(town):
    """Lifts are mended within one working day."""
    lift = queries.categories().get(code="lift")
    TimeLimit.objects.create(
        kind="solution", category=lift, amount=1, unit=Unit.WORK_DAYS, basis="电梯",
        effective_from=datetime(2001, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    editions.renew()
    return lift


def test_a_case_gets_the_term_of_its_kind_from_its_own_start(town, later, lift_in_a_day):
    case = town.reported()
    usual = case.due_at
    with later(hours=3):
        case = actions.dispatch_case(
            actor=town.dispatcher, case=case, category=lift_in_a_day, lead=town.property
        )
    assert timezone.localtime(case.due_at).date() == clock.local_date(MONDAY) + timedelta(days=1)
    with later(hours=5):
        other = queries.categories().get(code="leak")
        case = actions.reclassify_case(
            actor=town.dispatcher, case=case, category=other, urgency=Urgency.NORMAL,
            reason="是漏水引起的",
        )  # fmt: skip
    assert (case.due_at, case.category) == (usual, other)
    told = clocks.reading(clocks.from_plain(case.solution_clock), calendars.current(), clock.now())
    assert any("重新归类" in line for line in clocks.explain(told))


def test_time_that_was_used_stays_used_when_a_case_is_reclassified(town, later, lift_in_a_day):
    case = town.dispatched()
    with later(days=3):
        before = clocks.from_plain(case.solution_clock)
        used = clocks.reading(before, calendars.current(), clock.now()).used
        case = actions.reclassify_case(
            actor=town.dispatcher, case=case, urgency=Urgency.URGENT, reason="有人被困",
            category=queries.categories().get(code="leak"),
        )  # fmt: skip
        after = clocks.from_plain(case.solution_clock)
        assert clocks.reading(after, calendars.current(), clock.now()).used == used
    with pytest.raises(Invalid):
        actions.reclassify_case(
            actor=town.dispatcher, case=town.closed(), category=lift_in_a_day,
            urgency=Urgency.NORMAL, reason="改一改",
        )  # fmt: skip


def test_a_history_recomputed_is_the_same_byte_for_byte(town, later):
    case = town.accepted()
    with later(hours=5):
        actions.pause_share(
            actor=town.clerk, assignment=town.share(case, town.property), reason="等"
        )
    with later(hours=30):
        actions.resume_share(actor=town.clerk, assignment=town.share(case, town.property))
    case.refresh_from_db()
    log, calendar = clocks.from_plain(case.solution_clock), calendars.current()
    again = [clocks.reading(log[:n], calendar, log[n - 1].at) for n in range(1, len(log) + 1)]
    twice = [clocks.reading(log[:n], calendar, log[n - 1].at) for n in range(1, len(log) + 1)]
    assert repr(again) == repr(twice)
    kept, told = case.solution_clock, clocks.to_plain(log)
    assert json.dumps(told, sort_keys=True) == json.dumps(kept, sort_keys=True)


def test_a_case_climbs_each_rung_once(town, later):
    case = town.dispatched()
    assert climb() == 0
    seen = []
    for days in (9.25, 9.3, 11, 18, 18.1):
        with later(days=days):
            climb()
            seen.append(rungs(case))
    assert seen == [
        ["remind"], ["remind"], ["remind", "supervise"], ["remind", "supervise", "publish"],
        ["remind", "supervise", "publish"],
    ]  # fmt: skip


def test_at_night_only_urgent_cases_climb(town, later):
    calm, urgent = town.dispatched(), town.dispatched(urgency=Urgency.URGENT)
    with later(days=20, hours=14):  # 23:00 in China
        climb()
        assert (rungs(calm), len(rungs(urgent))) == ([], 3)
    with later(days=20, hours=23):  # 08:00
        climb()
        assert len(rungs(calm)) == 3


def test_a_paused_case_and_one_with_a_result_do_not_climb(town, later):
    paused, reported = town.accepted(), town.result_reported()
    actions.pause_share(actor=town.clerk, assignment=town.share(paused, town.property), reason="等")
    with later(days=30):
        climb()
        assert rungs(paused) == rungs(reported) == []
        paused.refresh_from_db()
        assert not paused.is_overdue(clock.now())
        assert queries.counts_by_status(town.dispatcher, clock.now())["overdue"] == 1
        assert paused not in queries.overdue(clock.now())


def test_a_lead_that_is_taken_back_while_it_waits_lets_the_promise_run_again(town):
    case = town.accepted()
    actions.pause_share(actor=town.clerk, assignment=town.share(case, town.property), reason="等")
    share = town.share(case, town.property)
    case = actions.withdraw_share(actor=town.dispatcher, assignment=share, reason="改派")
    reading = clocks.reading(
        clocks.from_plain(case.solution_clock), calendars.current(), clock.now()
    )
    assert (case.is_paused, reading.paused, case.status) == (False, False, Status.REPORTED)


def test_the_public_list_names_place_and_lead_and_no_words_of_the_reporter(town, later, client):
    case = town.dispatched()
    with later(days=18):
        climb()
        assert [each.number for each in queries.listed_publicly()] == [case.number]
    page = client.get("/overdue/").content.decode()
    assert case.number in page
    assert town.property.name in page
    assert case.description not in page
    share = town.share(case, town.property)
    actions.accept_share(actor=town.clerk, assignment=share)
    actions.report_result(actor=town.clerk, assignment=share, result="solved", words="修好了")
    assert queries.listed_publicly() == []


def test_a_new_cycle_climbs_anew(town, later):
    case = town.dispatched()
    with later(days=18):
        climb()
        Case.objects.filter(pk=case.pk).update(cycle=2)
        climb()
    assert Escalation.objects.filter(case=case).count() == 6


def test_who_withdraws_a_matter_ends_it_neither_solved_nor_satisfied(town):
    me = visitor(GRID, frozenset({"cases.answer"}))
    case = town.accepted(town.management)
    case = actions.withdraw_case(actor=me, case=case, reason="已经自己修好")
    assert (case.status, case.outcome, case.satisfaction) == (
        Status.CLOSED, Outcome.WITHDRAWN, "",
    )  # fmt: skip
    assert {each.status for each in queries.shares_of(case)} == {Share.WITHDRAWN}
    case = actions.reopen_case(actor=me, case=case, reason="又坏了")
    assert (case.status, case.cycle) == (Status.REPORTED, 2)
    case = actions.give_feedback(actor=town.worker, case=case, words="已收到")
    assert case.feedback_at <= case.feedback_due_at


def test_what_is_withdrawn_is_owed_to_nobody(town, later):
    me = visitor(GRID, frozenset({"cases.answer"}))
    case = town.reported()
    actions.withdraw_case(actor=me, case=case, reason="")
    with later(days=30):
        now = clock.now()
        period = queries.Period(case.subdistrict, case.reported_at, now)
        rates = queries.rates(town.dispatcher, period, now)
    assert (rates.reported, rates.response.denominator, rates.solved.denominator) == (1, 0, 0)


def test_a_case_that_comes_back_counts_against_the_lead_that_had_closed_it(town):
    me = visitor(GRID, frozenset({"cases.answer"}))
    case = actions.reopen_case(actor=me, case=town.closed(), reason="又坏了")
    line = case.steps.get(kind="reopen")
    assert (line.department, line.details["cycle"]) == (town.property, 2)


@settings(deadline=None)
@given(
    st.integers(0, 500 * 24 * 60),
    st.integers(1, 40), st.sampled_from(Unit), st.integers(-90 * 24 * 60, 90 * 24 * 60),
)  # fmt: skip
def test_one_moment_tells_who_has_reached_a_rung(moved, amount, unit, minutes):
    """Against the plain question asked of each deadline by itself."""
    calendar, term, now = CALENDAR, Term(amount, unit), MONDAY + timedelta(minutes=moved)
    due = now + timedelta(minutes=minutes)
    log = [clocks.Started(due, term)]
    reached = clocks.reading(log, calendar, due).due_at <= now
    until = reached_until(term, calendar, now, is_before=False)
    assert (due <= until) == reached


def test_the_day_of_the_ladder_is_from_eight_to_eight():
    at = [timezone.localtime(MONDAY).replace(hour=hour) for hour in (7, 8, 19, 20)]
    assert [is_awake(each) for each in at] == [False, True, True, False]
    assert [*Rung] == ["remind", "supervise", "publish"]
    assert Status.RESULT_REPORTED in OPEN
