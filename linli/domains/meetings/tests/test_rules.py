"""The tables of states, and the fractions at their boundaries."""

from datetime import date
from fractions import Fraction as Exact

import pytest

from linli.domains.meetings.errors import MoveNotAllowed
from linli.domains.meetings.rules import (
    DUTY_MOVES,
    MOVES,
    Duty,
    DutyMove,
    Fraction,
    Move,
    Status,
    after,
    duty_after,
    whole_months,
)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", Move)
def test_every_move_of_a_meeting_is_in_the_table_or_refused(status, move):
    if (status, move) in MOVES:
        assert after(status, move) == MOVES[status, move]
    else:
        with pytest.raises(MoveNotAllowed):
            after(status, move)


@pytest.mark.parametrize("status", Duty)
@pytest.mark.parametrize("move", DutyMove)
def test_every_move_of_a_duty_is_in_the_table_or_refused(status, move):
    if (status, move) in DUTY_MOVES:
        assert duty_after(status, move) == DUTY_MOVES[status, move]
    else:
        with pytest.raises(MoveNotAllowed):
            duty_after(status, move)


@pytest.mark.parametrize("share", [(1, 2), (2, 3), (3, 4), (1, 1)])
def test_more_than_a_share_leaves_the_share_out_and_at_least_takes_it_in(share):
    for whole in range(1, 25):
        for count in range(whole + 1):
            had, needed = Exact(count, whole), Exact(*share)
            assert Fraction(*share, is_strict=True).is_reached(count, whole) == (had > needed)
            assert Fraction(*share, is_strict=False).is_reached(count, whole) == (had >= needed)


def test_nothing_is_ever_a_majority_of_nobody():
    assert not Fraction(1, 2, is_strict=False).is_reached(0, 0)


def test_only_months_that_begin_and_end_within_are_whole():
    found = list(whole_months(date(2026, 10, 2), date(2027, 1, 31)))
    assert found == [date(2026, 11, 1), date(2026, 12, 1)]
    assert list(whole_months(date(2026, 12, 1), date(2027, 1, 1))) == [date(2026, 12, 1)]
    assert list(whole_months(date(2026, 12, 1), date(2026, 12, 31))) == []
