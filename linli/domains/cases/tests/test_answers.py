"""Solved and satisfied are two answers, and whoever waits may ask that it is taken up again."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer, Reporter
from linli.domains.cases.errors import MoveNotAllowed
from linli.domains.cases.models import Case, Follower
from linli.domains.cases.queries import Period
from linli.domains.cases.rules import Satisfaction, Status
from linli.domains.cases.tests.conftest import COMMUNITY, GRID, MONDAY
from linli.domains.cases.tests.test_merging import YES, call, merged, report, result_of
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access.actor import visitor
from linli.platform.database import scope

UNSOLVED_BUT_CONTENT = Answer(True, False, Satisfaction.SATISFIED)
SOLVED_BUT_ANGRY = Answer(True, True, Satisfaction.UNSATISFIED)
NOBODY = Answer(False)
ME = visitor(GRID, frozenset({"cases.answer", "cases.report"}))
DAY = Period(COMMUNITY, MONDAY.replace(hour=0), MONDAY.replace(day=3))


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def counted(town):
    rates = queries.rates(town.supervisor, DAY, clock.now())
    return (rates.solved.numerator, rates.satisfied.numerator, rates.satisfied.denominator)


@pytest.fixture
def followed(town):
    """A closed case with two who follow it; everybody said yes."""
    case = town.reported()
    first, second = (actions.follow_case(actor=ME, case=case) for _n in range(2))
    result_of(town, case)
    for follower in (first, second):
        call(town, case, YES, follower=follower)
    call(town, case, YES)
    return fresh(case), first, second


def open_page(follower):
    """A phone that has shown the follower's number and check code."""
    phone = Client()
    with scope.limited_to([]):
        phone.post(
            "/progress/", {"number": follower.number, "code": queries.follower_code(follower)}
        )
    return phone


def test_solved_and_satisfied_are_counted_apart(town):
    for said, expected in ((SOLVED_BUT_ANGRY, (1, 0, 1)), (YES, (2, 1, 2))):
        call(town, town.result_reported(), said)
        assert counted(town) == expected


def test_who_is_content_with_what_is_not_solved_says_both(town):
    case = call(town, town.result_reported(), UNSOLVED_BUT_CONTENT)
    assert (case.status, case.satisfaction) == (Status.HANDLING, "satisfied")
    assert counted(town) == (0, 1, 1)


@pytest.mark.parametrize(
    "missing", [Answer(True, True), Answer(True, None, Satisfaction.SATISFIED)]
)
def test_neither_answer_is_taken_from_the_other(town, missing):
    with pytest.raises(Invalid):
        call(town, town.result_reported(), missing)


def test_who_was_not_reached_is_never_satisfied_whatever_they_said_before(town):
    case = town.result_reported()
    actions.answer_by_reporter(actor=ME, case=case, answer=UNSOLVED_BUT_CONTENT)
    report(town, case)
    for _try in range(3):
        call(town, case, NOBODY)
    case = fresh(case)
    assert (case.outcome, case.satisfaction) == ("unreached", "")
    assert counted(town) == (0, 0, 0)


def test_nor_is_a_reporter_whose_case_was_merged_nor_a_follower(town):
    whole, (second, _third) = merged(town)
    follower = actions.follow_case(actor=ME, case=whole)
    result_of(town, whole)
    actions.answer_by_reporter(actor=ME, case=whole, answer=YES, follower=follower)
    call(town, second, UNSOLVED_BUT_CONTENT)
    report(town, whole)
    for _try in range(3):
        for each in queries.members_of(fresh(whole)):
            call(town, each, NOBODY)
        call(town, whole, NOBODY)
    assert {case.outcome for case in Case.objects.all()} == {"unreached"}
    assert {case.satisfaction for case in Case.objects.all()} == {""}
    follower = Follower.objects.get()
    assert (follower.outcome, follower.satisfaction) == ("unreached", "")


def test_what_a_follower_said_is_never_the_reporters_rating_in_a_closed_month(town):
    case = town.reported()
    follower = actions.follow_case(actor=ME, case=case, reporter=Reporter(phone="13800000001"))
    result_of(town, case)
    call(town, case, SOLVED_BUT_ANGRY)
    call(town, case, YES, follower=follower)
    assert fresh(case).satisfaction == "unsatisfied"
    with clock.stopped_at(MONDAY.replace(month=12, day=3)):
        actions.close_month(actor=town.supervisor, area=case.subdistrict, month=MONDAY.date())
        assert queries.months_that_drift() == []


def test_a_follower_asks_that_a_closed_case_is_taken_up_again(town, followed):
    case, first, _second = followed
    answer = open_page(first).post(
        reverse("voice:follower_reopen", args=[first.pk]), {"reason": "又坏了"}
    )
    assert answer.status_code == 302
    case = fresh(case)
    assert (case.status, case.cycle) == (Status.HANDLING, 2)
    assert fresh(first).outcome == ""


def test_several_who_ask_begin_one_cycle_and_each_is_heard(town, followed):
    case, first, second = followed
    for who in (first, second, None):
        actions.reopen_case(actor=ME, case=case, reason=f"又坏了{who}", follower=who)
    assert fresh(case).cycle == 2
    assert case.steps.filter(kind="reopen").count() == 1
    heard = case.steps.filter(kind__in=["reopen", "add"]).values_list("words", flat=True)
    assert len(heard) == 3


def test_others_are_told_that_it_is_taken_up_again_never_in_whose_words(town, followed):
    case, first, second = followed
    actions.reopen_case(actor=ME, case=case, reason="我家五楼又漏了", follower=first)
    with scope.limited_to(ME.scope):
        told = [step.words for step in queries.timeline(ME, case)]
    page = open_page(second).get(reverse("voice:following", args=[second.pk])).content.decode()
    assert "有居民说这件事还没有解决，已重新办理。" in told[-1]
    assert "已重新办理" in page
    assert not any("五楼" in words for words in told)
    assert "五楼" not in page


def test_without_the_code_nobody_asks_in_a_followers_name(followed):
    case, first, _second = followed
    answer = Client().post(reverse("voice:follower_reopen", args=[first.pk]), {"reason": "又坏了"})
    assert answer.headers["Location"] == reverse("voice:follow")
    assert fresh(case).status == Status.CLOSED


def test_a_request_without_words_comes_back_with_the_form_open(followed):
    _case, first, _second = followed
    answer = open_page(first).post(
        reverse("voice:follower_reopen", args=[first.pk]), {"reason": ""}
    )
    assert answer.status_code == 422
    assert '<details class="quiet" open>' in answer.content.decode()


def test_everybody_reads_their_own_two_answers(followed):
    _case, first, _second = followed
    page = open_page(first).get(reverse("voice:following", args=[first.pk])).content.decode()
    assert "您说解决了" in page
    assert "满意" in page.partition("您的评价")[2]


def test_a_case_that_was_never_closed_is_not_taken_up_again(town):
    case = town.accepted()
    with pytest.raises(MoveNotAllowed):
        actions.reopen_case(actor=ME, case=case, reason="又坏了")
