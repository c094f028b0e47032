"""Dispatch, handling and the reporter's last word."""

from datetime import timedelta

import pytest

from linli.core.divisions.models import Department
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer
from linli.domains.cases.errors import (
    ChangedMeanwhile,
    CoHandlersOpen,
    MoveNotAllowed,
    NotTheLead,
    PartiesUnclear,
    TakenByAnother,
)
from linli.domains.cases.models import Case
from linli.domains.cases.rules import (
    MOVES,
    Ground,
    Move,
    Outcome,
    Result,
    Satisfaction,
    Share,
    Status,
    after,
)
from linli.domains.cases.tests.conftest import GRID, SUBDISTRICT, actor
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.platform.access.actor import visitor
from linli.platform.audit.models import Entry


@pytest.mark.parametrize(("status", "move"), [(s, m) for s in Status for m in Move])
def test_every_move_is_either_in_the_table_or_refused(status, move):
    if (status, move) in MOVES:
        assert after(status, move) == MOVES[status, move]
    else:
        with pytest.raises(MoveNotAllowed):
            after(status, move)


def test_two_dispatchers_take_one_case_and_the_second_hears_who_was_first(town):
    case = town.reported()
    actions.take_case(actor=town.dispatcher, case=case)
    with pytest.raises(TakenByAnother) as refusal:
        actions.take_case(actor=town.colleague, case=case)
    assert "by" in refusal.value.facts
    with pytest.raises(TakenByAnother):
        actions.dispatch_case(
            actor=town.colleague,
            case=case,
            category=queries.categories().first(),
            lead=town.property,
        )
    actions.release_case(actor=town.dispatcher, case=case)
    assert actions.take_case(actor=town.colleague, case=case).taken_by == town.colleague.account_id


def test_a_case_goes_to_a_lead_and_co_handlers_each_with_a_clock(town):
    case = town.dispatched(town.management)
    lead, helper = queries.shares_of(case)
    assert (lead.department, lead.is_lead) == (town.property, True)
    assert (helper.department, helper.is_lead) == (town.management, False)
    assert lead.due_at == helper.due_at < case.due_at
    assert case.status == Status.HANDLING


def test_a_dispatcher_who_looked_at_an_old_page_is_told(town):
    case = town.reported()
    seen = case.version
    actions.take_case(actor=town.dispatcher, case=case)
    with pytest.raises(ChangedMeanwhile):
        actions.dispatch_case(
            actor=town.dispatcher, case=case, category=queries.categories().first(),
            lead=town.property, seen_version=seen,
        )  # fmt: skip


def test_the_lead_cannot_help_itself_and_cannot_be_replaced_in_passing(town):
    case = town.dispatched()
    category = queries.categories().first()
    for lead, helpers in (
        (town.management, []),
        (town.property, [town.property]),
        (town.property, []),
    ):
        with pytest.raises(PartiesUnclear):
            actions.dispatch_case(
                actor=town.dispatcher, case=case, category=category, lead=lead, co_handlers=helpers
            )
    actions.dispatch_case(
        actor=town.dispatcher, case=case, category=category, lead=town.property,
        co_handlers=[town.management],
    )  # fmt: skip
    assert case.assignments.count() == 2


def test_a_department_handles_its_own_share_and_no_other(town):
    case = town.dispatched(town.management)
    share = town.share(case, town.property)
    with pytest.raises(NotPermitted):
        actions.accept_share(actor=town.helper, assignment=share)
    assert actions.accept_share(actor=town.clerk, assignment=share).status == Share.ACCEPTED
    assert queries.visible_to(town.clerk).get() == case
    assert [each.case for each in queries.inbox(town.clerk)] == [case]


def test_the_lead_waits_for_its_co_handlers(town):
    case = town.accepted(town.management)
    lead, helper = town.share(case, town.property), town.share(case, town.management)
    report = {"actor": town.clerk, "result": Result.SOLVED, "words": "修好了"}
    with pytest.raises(CoHandlersOpen):
        actions.report_result(assignment=lead, **report)
    with pytest.raises(NotTheLead):
        actions.finish_share(actor=town.clerk, assignment=lead, words="修好了")
    actions.finish_share(actor=town.helper, assignment=helper, words="已配合")
    assert actions.report_result(assignment=lead, **report).status == Status.RESULT_REPORTED


def test_a_paused_share_keeps_the_minutes_it_had_left(town, later):
    case = town.accepted()
    share = town.share(case, town.property)
    due = share.due_at
    with later(hours=2):
        actions.pause_share(actor=town.clerk, assignment=share, reason="等配件")
    with later(hours=26):
        resumed = actions.resume_share(actor=town.clerk, assignment=town.share(case, town.property))
        assert resumed.due_at == due + timedelta(days=1)
    case.refresh_from_db()
    assert case.due_at > due


def test_the_first_feedback_stops_its_clock_and_a_late_one_counts_as_late(town, later):
    case = town.reported()
    with later(hours=25):
        case = actions.give_feedback(actor=town.worker, case=case, words="明天来看")
    assert case.feedback_at > case.feedback_due_at
    with later(hours=30):
        first = case.feedback_at
        assert (
            actions.give_feedback(actor=town.worker, case=case, words="已看").feedback_at == first
        )


def test_only_the_reporter_makes_a_case_solved(town):
    case = town.result_reported()
    assert (case.result, case.outcome) == (Result.SOLVED, "")
    case = actions.call_back(
        actor=town.worker, case=case, answer=Answer(True, True, Satisfaction.SATISFIED)
    )
    assert (case.status, case.outcome) == (Status.CLOSED, Outcome.SOLVED)


def test_an_unsolved_case_goes_back_to_its_lead_with_a_new_clock(town, later):
    case = town.result_reported()
    with later(days=3):
        case = actions.call_back(
            actor=town.worker, case=case, answer=Answer(True, False, Satisfaction.UNSATISFIED)
        )
        assert (case.status, case.cycle) == (Status.HANDLING, 2)
        assert town.share(case, town.property).status == Share.ACCEPTED
        assert case.due_at > clock.now()
        with pytest.raises(Invalid):
            actions.call_back(
                actor=town.worker, case=case, close_unsolved=True,
                answer=Answer(True, False, Satisfaction.UNSATISFIED),
            )  # fmt: skip


def test_three_calls_that_reach_nobody_close_as_unreached_and_never_as_satisfied(town):
    case = town.result_reported()
    for attempt in (1, 2, 3):
        case = actions.call_back(actor=town.worker, case=case, answer=Answer(reached=False))
        assert case.is_open == (attempt < 3)
    assert (case.outcome, case.satisfaction) == (Outcome.UNREACHED, "")


def test_the_reporter_answers_and_reopens_with_the_check_code_alone(town):
    me = visitor(GRID, frozenset({"cases.answer"}))
    case = actions.answer_by_reporter(
        actor=me, case=town.result_reported(), answer=Answer(True, True, Satisfaction.SATISFIED)
    )
    assert case.outcome == Outcome.SOLVED
    case = actions.reopen_case(actor=me, case=case, reason="又坏了")
    assert (case.status, case.cycle, case.outcome) == (Status.HANDLING, 2, "")


@pytest.mark.parametrize("ground", Ground)
def test_each_way_out_of_intake_tells_the_reporter_the_way_on(town, ground):
    known, case = town.reported("楼道灯不亮"), town.reported()
    case = actions.decline_case(
        actor=town.dispatcher, case=case, ground=ground, explanation="请找区住建委。",
        earlier=known.number,
    )  # fmt: skip
    line = case.steps.last()
    assert (case.status, case.feedback_at) == (Status.DECLINED, clock.now())
    assert (line.is_public, line.details["ground"]) == (True, ground)
    assert line.words.endswith("请找区住建委。")
    assert len(line.words) > len("请找区住建委。")
    assert (known.number in line.words) == (ground == Ground.REPEATED)


def test_who_declines_says_why_and_names_the_case_that_is_repeated(town):
    case, known = town.reported(), town.reported("楼道灯不亮")
    refused = [
        {"ground": Ground.BEYOND_DUTIES, "explanation": " "},
        {"ground": Ground.REPEATED, "earlier": ""},
        {"ground": Ground.REPEATED, "earlier": case.number},
        {"ground": Ground.REPEATED, "earlier": "261122-0042-0"},
    ]
    for typed in refused:
        with pytest.raises(Invalid):
            actions.decline_case(actor=town.dispatcher, case=case, **typed)
    typed = {"ground": Ground.REPEATED, "earlier": known.number}
    assert (
        actions.decline_case(actor=town.dispatcher, case=case, **typed)
        .steps.last()
        .details["earlier"]
        == known.number
    )


def test_every_deed_of_the_road_is_in_the_trail(town):
    town.closed()
    deeds = set(Entry.objects.values_list("deed", flat=True))
    road = ("report", "dispatch", "accept", "report_result", "call_back")
    assert {f"cases.{deed}" for deed in road} <= deeds


def test_a_stranger_may_do_nothing_to_it(town):
    case = town.result_reported()
    share = town.share(case, town.property)
    uninvolved = Department.objects.create(name="消防站", kind="government", area=GRID[:9])
    deeds = [
        lambda who: actions.take_case(actor=who, case=case),
        lambda who: actions.give_feedback(actor=who, case=case, words="x"),
        lambda who: actions.call_back(actor=who, case=case, answer=Answer(reached=False)),
        lambda who: actions.withdraw_share(actor=who, assignment=share, reason="x"),
        lambda who: actions.finish_share(actor=who, assignment=share, words="x"),
    ]
    for deed in deeds:
        for who in (town.stranger, actor("department_clerk", GRID[:9], uninvolved)):
            with pytest.raises(NotPermitted):
                deed(who)
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_day_without_a_report_is_a_day_with_none(town, later):
    town.reported()
    with later(days=2):
        town.reported()
        today = clock.midnight(clock.local_date(clock.now()))
    period = queries.Period(SUBDISTRICT, today - timedelta(days=3), today + timedelta(days=1))
    assert [n for _day, n in queries.by_day(town.dispatcher, period)] == [0, 1, 0, 1]
    ever = queries.Period(SUBDISTRICT, today - timedelta(days=9000), today + timedelta(days=1))
    assert [n for _day, n in queries.by_day(town.dispatcher, ever)] == [1, 0, 1]
