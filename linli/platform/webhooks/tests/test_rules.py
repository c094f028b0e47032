"""The life of a delivery, and the waits in between."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from linli.platform.webhooks.rules import (
    JITTER,
    MOVES,
    WAITS,
    Move,
    State,
    is_passing,
    move,
    wait_after,
)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("by", Move)
def test_every_state_answers_every_move(state, by):
    assert move(state, by) == MOVES.get((state, by))


def test_what_was_delivered_stays_delivered():
    assert not any(state == State.DELIVERED for state, _by in MOVES)


@given(some.integers(0, 10_000), some.floats(0, 1))
def test_a_wait_is_never_far_from_its_place_in_the_table(failures, chance):
    usual = WAITS[min(max(failures, 1), len(WAITS)) - 1]
    slack = timedelta(microseconds=1)

    assert usual * (1 - JITTER) - slack <= wait_after(failures, chance)
    assert wait_after(failures, chance) <= usual * (1 + JITTER) + slack


def test_two_receivers_that_failed_together_are_not_called_together():
    assert wait_after(1, 0.1) != wait_after(1, 0.9)


@pytest.mark.parametrize(
    ("status", "passing"),
    [(500, True), (503, True), (429, True), (408, True), (400, False), (404, False), (302, False)],
)
def test_trouble_of_the_receiver_passes_and_a_refusal_stays(status, passing):
    assert is_passing(status) is passing
