"""Several reports of one matter become one task, and everybody keeps their own follow-up and rating."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer, Reporter
from linli.domains.cases.errors import CannotMerge, OthersWait
from linli.domains.cases.models import CallBack, Case, Follower
from linli.domains.cases.rules import Outcome, Result, Satisfaction, Status
from linli.domains.cases.rules.following import Voice, outcome_of_voices
from linli.domains.cases.tests.conftest import ELSEWHERE, SUBDISTRICT
from linli.kernel import clock
from linli.kernel.errors import DomainError, NotPermitted
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.database import scope

YES = Answer(True, True, Satisfaction.SATISFIED)
NO = Answer(True, False, Satisfaction.UNSATISFIED, note="水还在流")
NOBODY_THERE = Answer(False)


def reporter(number: int) -> Reporter:
    return Reporter(name=f"居民{number}", phone=f"138000{number:05d}")


def calls(town, count):
    return [
        town.reported(description=f"三号楼前水管爆了，水漫到路上（{n}）", reporter=reporter(n))
        for n in range(count)
    ]


def result_of(town, case):
    category = queries.categories().get(code="leak")
    actions.dispatch_case(actor=town.dispatcher, case=case, category=category, lead=town.property)
    share = town.share(case, town.property)
    actions.accept_share(actor=town.clerk, assignment=share)
    return report(town, case)


def report(town, case):
    share = town.share(case, town.property)
    return actions.report_result(
        actor=town.clerk, assignment=share, result=Result.SOLVED, words="管道已更换"
    )


def call(town, case, answer, **more):
    return actions.call_back(actor=town.worker, case=case, answer=answer, **more)


def merged(town, count=3):
    whole, *others = calls(town, count)
    actions.merge_cases(actor=town.dispatcher, into=whole, cases=others)
    return whole, others


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_forty_calls_about_one_burst_pipe_become_one_task_and_forty_ratings(town):
    whole, others = merged(town, 40)
    result_of(town, whole)
    assert len(queries.inbox(town.clerk, statuses=("done",))) == 1
    for case in (whole, *others):
        assert fresh(whole).status == Status.RESULT_REPORTED
        call(town, case, YES)
    cases = Case.objects.all()
    assert {(each.status, each.outcome, each.satisfaction) for each in cases} == {
        ("closed", "solved", "satisfied")
    }
    assert (cases.count(), CallBack.objects.count()) == (40, 40)


def test_one_reporter_who_still_has_water_sends_the_work_back_whatever_the_others_said(town):
    whole, (second, third) = merged(town)
    result_of(town, whole)
    call(town, whole, YES)
    call(town, second, YES)
    task = call(town, third, NO)
    assert (task.pk, task.status, task.cycle) == (whole.pk, Status.HANDLING, 2)
    assert fresh(third).satisfaction == "unsatisfied"
    report(town, whole)
    for case in (second, third):
        assert call(town, case, YES).status == Status.RESULT_REPORTED  # all are asked anew
    assert call(town, whole, YES).outcome == Outcome.SOLVED


def test_whoever_is_never_reached_holds_nothing_up_and_counts_as_unreached(town):
    whole, (second, third) = merged(town)
    result_of(town, whole)
    call(town, whole, YES)
    call(town, second, YES)
    for _try in range(3):
        call(town, third, NOBODY_THERE)
    assert [fresh(each).outcome for each in (whole, second, third)] == [
        "solved", "solved", "unreached",
    ]  # fmt: skip


def test_whoever_left_no_way_to_be_called_is_not_waited_for(town):
    whole = town.reported(reporter=reporter(1))
    actions.merge_cases(
        actor=town.dispatcher,
        into=whole,
        cases=[town.reported(actor=town.worker, description="水管爆了")],
    )
    result_of(town, whole)
    assert call(town, whole, YES).status == Status.CLOSED


@pytest.mark.parametrize(
    ("voices", "outcome"),
    [
        ([Voice(True, 0, True), Voice(None, 0, True)], None),
        ([Voice(True, 0, True), Voice(None, 0, False)], Outcome.SOLVED),
        ([Voice(True, 0, True), Voice(False, 0, False)], Outcome.UNSOLVED),
        ([Voice(None, 3, True), Voice(True, 2, True)], Outcome.SOLVED),
        ([Voice(None, 3, True), Voice(None, 3, True)], Outcome.UNREACHED),
    ],
)
def test_a_result_stands_when_nobody_who_was_reached_denies_it(voices, outcome):
    assert outcome_of_voices(voices) == outcome


def test_an_answer_to_one_is_an_answer_to_all_who_were_merged(town):
    whole, (second, _third) = merged(town)
    actions.give_feedback(actor=town.worker, case=whole, words="已派人抢修")
    assert fresh(second).feedback_at == fresh(whole).feedback_at


def test_a_reporter_reads_of_the_work_and_never_what_another_said(town):
    whole, _others = merged(town)
    actions.give_feedback(actor=town.worker, case=whole, words="已派人抢修")
    actions.add_words(actor=town.worker, case=whole, words="我是张三，住 501")
    told = [step.words for step in queries.steps_told_to_all(fresh(whole))]
    assert told == ["已派人抢修"]


def test_a_reporter_of_a_merged_case_takes_the_whole_up_again(town):
    whole, (second, third) = merged(town)
    result_of(town, whole)
    for case in (whole, second, third):
        call(town, case, YES)
    task = actions.reopen_case(actor=town.worker, case=second, reason="又漏了")
    assert (task.pk, task.status) == (whole.pk, Status.HANDLING)
    assert {fresh(each).status for each in (second, third)} == {Status.MERGED}


def test_the_first_reporter_cannot_withdraw_what_others_wait_for(town):
    whole, (second, _third) = merged(town)
    with pytest.raises(OthersWait):
        actions.withdraw_case(actor=town.worker, case=whole, reason="")
    assert actions.withdraw_case(actor=town.worker, case=second, reason="").outcome == "withdrawn"
    assert len(queries.members_of(fresh(whole))) == 1


def test_only_what_no_department_works_on_is_merged_and_only_into_what_is_open(town):
    board, sent, closed = town.reported(), town.dispatched(), town.closed()
    for into, other in ((board, sent), (closed, board), (board, closed)):
        with pytest.raises(CannotMerge):
            actions.merge_cases(actor=town.dispatcher, into=into, cases=[other])
    with pytest.raises(CannotMerge):
        actions.merge_cases(actor=town.dispatcher, into=board, cases=[])
    with pytest.raises(NotPermitted):
        actions.merge_cases(actor=town.worker, into=sent, cases=[board])


def test_a_case_of_another_community_is_not_merged(town):
    with scope.limited_to([SUBDISTRICT, ELSEWHERE]):
        there = town.reported(actor=machine("test"), area=ELSEWHERE)
        with pytest.raises(CannotMerge):
            actions.merge_cases(actor=machine("test"), into=town.reported(), cases=[there])


def state(case):
    """Everything a row says, but how often it was written."""
    return Case.objects.filter(pk=case.pk).values().get() | {"version": None}


STEPS = st.lists(
    st.sampled_from(
        ["merge", "chain", "feedback", "result", "yes", "no", "follower", "reopen", "later"]
    ),
    max_size=7,
)


@settings(
    max_examples=30, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(hours=st.integers(0, 30), deeds=STEPS)
def test_merge_then_unmerge_restores_everything_whatever_happened_meanwhile(town, hours, deeds):
    """Status, clocks, promises, ratings and shares are those from before; what was answered in
    the meantime (feedback to the reporter) is a fact and stays."""
    with transaction.atomic(), clock.stopped_at(clock.now()):
        whole, other, third = calls(town, 3)
        actions.follow_case(actor=town.resident, case=other, reporter=reporter(9))
        before, shares = state(other), list(other.assignments.values())
        followers = list(other.followers.values())
        actions.merge_cases(actor=town.dispatcher, into=whole, cases=[other])
        at = clock.now()
        for deed in deeds:
            with clock.stopped_at(at := at + timedelta(hours=hours)):
                _try(town, deed, whole, other, third)
        with clock.stopped_at(at):
            actions.unmerge_case(actor=town.dispatcher, case=other)
        after = state(other)
        for name in ("feedback_at", "feedback_clock"):
            before.pop(name), after.pop(name)
        assert after == before
        assert list(other.assignments.values()) == shares
        assert list(other.followers.values()) == followers
        transaction.set_rollback(True)


def _try(town, deed, whole, other, third):
    """One deed as it may come, where the case allows it just now."""
    deeds = {
        "merge": lambda: actions.merge_cases(actor=town.dispatcher, into=whole, cases=[third]),
        "chain": lambda: actions.merge_cases(actor=town.dispatcher, into=third, cases=[whole]),
        "feedback": lambda: actions.give_feedback(actor=town.worker, case=whole, words="在修"),
        "result": lambda: result_of(town, fresh(whole)),
        "yes": lambda: call(town, other, YES),
        "no": lambda: call(town, other, NO),
        "follower": lambda: call(town, other, NO, follower=other.followers.get()),
        "reopen": lambda: actions.reopen_case(actor=town.worker, case=other, reason="又漏了"),
        "later": lambda: None,
    }
    with suppress(DomainError), transaction.atomic():
        deeds[deed]()


def test_what_a_follower_said_of_the_whole_is_no_word_on_the_case_taken_out_again(town):
    whole, (second, _third) = merged(town)
    actions.follow_case(actor=town.resident, case=second, reporter=reporter(8))
    assert not second.followers.exists()  # whoever follows a merged case follows the whole
    fourth = town.reported(reporter=reporter(7))
    follower = actions.follow_case(actor=town.resident, case=fourth, reporter=reporter(9))
    actions.merge_cases(actor=town.dispatcher, into=whole, cases=[fourth])
    result_of(town, whole)
    call(town, fourth, NO, follower=follower)
    actions.unmerge_case(actor=town.dispatcher, case=fourth)
    follower.refresh_from_db()
    assert (follower.outcome, follower.satisfaction) == ("", "")


def test_unmerging_the_last_one_who_was_waited_for_closes_the_rest(town):
    whole, (second, third) = merged(town)
    result_of(town, whole)
    call(town, whole, YES)
    call(town, second, YES)
    actions.unmerge_case(actor=town.dispatcher, case=third)
    assert (fresh(whole).status, fresh(third).status) == (Status.CLOSED, Status.REPORTED)


def test_a_follower_has_a_number_a_code_a_call_and_a_rating_of_their_own(town):
    case = town.reported(reporter=reporter(1))
    follower = actions.follow_case(actor=town.resident, case=case, reporter=reporter(2))
    assert queries.follower_opened_with(follower.number, queries.follower_code(follower))
    assert queries.follower_opened_with(follower.number, queries.check_code(case)) is None
    result_of(town, case)
    assert call(town, case, YES).status == Status.RESULT_REPORTED
    call(town, case, Answer(True, True, Satisfaction.FAIRLY_SATISFIED), follower=follower)
    kept = Follower.objects.get()
    assert (fresh(case).status, fresh(case).satisfaction) == (Status.CLOSED, "satisfied")
    assert (kept.outcome, kept.satisfaction) == ("solved", "fairly_satisfied")


def test_a_double_click_follows_once_and_following_a_merged_case_follows_the_whole(town):
    whole, (second, _third) = merged(town)
    submission = new_id()
    pair = [
        actions.follow_case(actor=town.resident, case=second, submission_id=submission)
        for _click in range(2)
    ]
    assert pair[0].pk == pair[1].pk
    assert pair[0].case_id == whole.pk
