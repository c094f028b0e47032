"""Months that are closed once and never drift, and what residents may read of them."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from linli.domains.cases import actions, queries, tasks
from linli.domains.cases.actions import Answer
from linli.domains.cases.errors import MonthNotOver
from linli.domains.cases.models import Closing, Counted, Figure
from linli.domains.cases.queries import Part, Period, counting
from linli.domains.cases.rules import Result, Satisfaction
from linli.domains.cases.rules.publication import Cell, hidden, is_small
from linli.domains.cases.tests.conftest import SUBDISTRICT
from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid, NotPermitted

NOVEMBER = date(2026, 11, 1)
DECEMBER_3 = datetime(2026, 12, 3, 1, tzinfo=UTC)


def close(town, **changes):
    values = {"actor": town.supervisor, "area": SUBDISTRICT, "month": NOVEMBER} | changes
    return actions.close_month(**values)


@pytest.fixture
def busy(town):
    """A month with a bit of everything: solved, unsolved, declined, withdrawn, waiting."""
    town.closed()
    sent_back = town.result_reported()
    actions.call_back(
        actor=town.worker, case=sent_back, answer=Answer(True, False, Satisfaction.UNSATISFIED)
    )
    town.reported()
    town.accepted(town.management)
    actions.withdraw_case(actor=town.worker, case=town.reported(), reason="好了")
    return town


@pytest.fixture
def december(busy):
    with clock.stopped_at(DECEMBER_3):
        yield busy


def test_a_month_is_closed_when_it_is_over_by_whoever_may(town):
    with pytest.raises(MonthNotOver):
        close(town)
    with clock.stopped_at(DECEMBER_3), pytest.raises(NotPermitted):
        close(town, actor=town.dispatcher)


def test_a_closed_month_says_what_the_rates_say_at_that_moment(december):
    closed = close(december)
    period = Period(SUBDISTRICT, clock.midnight(NOVEMBER), clock.midnight(date(2026, 12, 1)))
    rates = queries.rates(december.supervisor, period, clock.now())
    n = {part: count for part, (count, _out) in queries.totals(closed).items()}
    assert n[Part.REPORTED] == rates.reported == 5
    for rate, (above, below) in (
        (rates.response, (Part.RESPONDED, Part.RESPONSE_OWED)),
        (rates.solved, (Part.SOLVED, Part.SOLUTION_OWED)),
        (rates.satisfied, (Part.SATISFIED, Part.RATED)),
    ):
        assert (n[above], n[below]) == (rate.numerator, rate.denominator)


def test_history_gives_the_same_lists_whatever_happens_later(december):
    closed = close(december)
    assert counting.differing(closed) == []
    with clock.stopped_at(DECEMBER_3 + timedelta(days=5)):
        for row in Counted.objects.filter(closing=closed):
            case = queries.get(december.supervisor, row.case_id)
            if case.status == "closed" and case.outcome == "solved":
                actions.reopen_case(actor=december.worker, case=case, reason="又坏了")
            elif case.status == "reported":
                actions.withdraw_case(actor=december.worker, case=case, reason="不用了")
        assert counting.differing(closed) == []
        assert queries.totals(Closing.objects.get(pk=closed.pk)) == queries.totals(closed)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happened_history_and_the_present_agree(town, seed):
    """Cases wander through calls, withdrawals and new cycles; a month is closed on the way."""
    dice = random.Random(seed)
    cases = [town.result_reported() for _each in range(4)] + [town.reported(), town.accepted()]
    closed = []
    for day in range(1, 16):
        with clock.stopped_at(DECEMBER_3 + timedelta(days=day)):
            wander(town, dice.choice(cases).pk, dice)
            if day in {5, 10}:
                closed.append(close(town, reason=f"第{day}天"))
            assert [counting.differing(each) for each in closed] == [[]] * len(closed)


def wander(town, case_id, dice):
    """One thing that may happen to a case as it stands."""
    case = queries.get(town.supervisor, case_id)
    share = case.assignments.filter(is_lead=True, status="accepted").first()
    answers = [
        Answer(False), Answer(False), Answer(True, True, Satisfaction.FAIRLY_SATISFIED),
        Answer(True, False, Satisfaction.UNSATISFIED),
    ]  # fmt: skip
    if case.status == "result_reported":
        actions.call_back(actor=town.worker, case=case, answer=dice.choice(answers))
    elif case.status == "closed":
        actions.reopen_case(actor=town.worker, case=case, reason="又坏了")
    elif share is not None:
        actions.report_result(
            actor=town.clerk, assignment=share, result=Result.SOLVED, words="已修好"
        )
    else:
        deed = dice.choice([actions.withdraw_case, None])
        if deed:
            deed(actor=town.worker, case=case, reason="不用了")
        elif case.feedback_at is None and case.cycle == 1:
            actions.give_feedback(actor=town.worker, case=case, words="已安排")


def test_a_correction_needs_a_reason_and_leaves_the_first_version(december):
    first = close(december)
    with pytest.raises(Invalid):
        close(december)
    second = close(december, reason="一件剔除申诉成立")
    assert (first.version, second.version) == (1, 2)
    assert (
        Figure.objects.filter(closing=first).count()
        == Figure.objects.filter(closing=second).count()
    )


@pytest.mark.parametrize("change", [lambda rows: rows.update(count=0), lambda rows: rows.delete()])
def test_nobody_changes_what_was_counted(december, change):
    closed = close(december)
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        change(Figure.objects.filter(closing=closed))


def test_the_month_is_closed_by_itself_once(december):
    tasks.close_months()
    tasks.close_months()
    assert [each.version for each in Closing.objects.all()] == [1]
    close(december, reason="更正")
    tasks.close_months()
    assert Closing.objects.count() == 2


def test_a_version_is_published_once(december):
    closed = close(december)
    actions.publish_month(actor=december.supervisor, closing=closed)
    with pytest.raises(Conflict):
        actions.publish_month(actor=december.supervisor, closing=closed)


cells = st.builds(lambda n, rest: Cell(n, n + rest), st.integers(0, 60), st.integers(0, 60))


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), cells, max_size=12))
def test_what_is_hidden_can_never_be_subtracted_from_the_total(rows):
    out = hidden(rows)
    assert not any(is_small(part) for key in rows.keys() - out for part in rows[key].parts)
    if out and out != rows.keys():
        for place in range(3):
            assert not is_small(sum(rows[key].parts[place] for key in out))
        assert sum(rows[key].denominator > 0 for key in out) > 1
