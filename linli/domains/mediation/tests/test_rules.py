"""Every state with every move, and the figures of the rules."""

from datetime import date, datetime

import pytest

from linli.domains.mediation import rules, words
from linli.domains.mediation.errors import MoveNotAllowed
from linli.domains.mediation.rules import (
    ENDINGS,
    MOVES,
    SEAT_MOVES,
    TALKING,
    Consent,
    Ending,
    Move,
    Seat,
    SeatMove,
    Signer,
    Status,
)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", Move)
def test_every_move_is_in_the_table_or_refused(status, move):
    if (status, move) in MOVES:
        assert rules.after(status, move) == MOVES[status, move]
    else:
        with pytest.raises(MoveNotAllowed):
            rules.after(status, move)


@pytest.mark.parametrize("seat", Seat)
@pytest.mark.parametrize("move", SeatMove)
def test_every_move_of_a_mediator_is_in_the_table_or_refused(seat, move):
    if (seat, move) in SEAT_MOVES:
        assert rules.seat_after(seat, move) == SEAT_MOVES[seat, move]
    else:
        with pytest.raises(MoveNotAllowed):
            rules.seat_after(seat, move)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("ending", Ending)
def test_every_ending_is_in_the_table_or_refused(status, ending):
    if ending in ENDINGS.get(status, ()):
        rules.require_ending(status, ending)
    else:
        with pytest.raises(MoveNotAllowed):
            rules.require_ending(status, ending)


def test_talks_can_be_ended_from_every_state_in_which_people_talk():
    assert {status for status, move in MOVES if move == Move.END} == set(TALKING) == set(ENDINGS)


@pytest.mark.parametrize(
    ("consents", "seats", "may"),
    [
        ([Consent.AGREED, Consent.AGREED], [Seat.ACCEPTED], True),
        ([Consent.AGREED], [Seat.ACCEPTED], False),
        ([Consent.AGREED, ""], [Seat.ACCEPTED], False),
        ([Consent.AGREED, Consent.AGREED], [Seat.PROPOSED], False),
        ([Consent.AGREED, Consent.AGREED], [Seat.ACCEPTED, Seat.CHALLENGED], False),
        ([Consent.AGREED, Consent.AGREED], [Seat.ACCEPTED, Seat.RECUSED], True),
    ],
)
def test_talks_begin_with_two_who_agree_and_one_whom_they_accept(consents, seats, may):
    assert rules.may_begin(consents, seats) is may


def test_one_mediators_name_is_enough_and_every_partys_is_needed():
    signed = {(Signer.PARTY, "a"), (Signer.MEDIATOR, "x"), (Signer.COMMITTEE, "")}
    assert rules.missing(["a", "b"], ["x", "y"], signed) == [(Signer.PARTY, "b")]
    assert rules.missing(["a"], ["x", "y"], signed) == []


def test_a_number_typed_by_hand_is_found_and_a_wrong_digit_is_not():
    number = rules.number(date(2026, 11, 22), 42)
    assert rules.normal_number(number.replace("-", "").lower()) == number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert rules.normal_number(wrong) is None


@pytest.mark.parametrize(("hour", "by_day"), [(7, False), (8, True), (19, True), (20, False)])
def test_people_are_reminded_by_day(hour, by_day):
    assert rules.is_daytime(datetime(2026, 11, 2, hour)) is by_day  # noqa: DTZ001  # an hour of theirs


def test_every_code_that_people_meet_has_words():
    for codes, told in (
        (Status, words.STATUS), (Status, words.STATUS_TONE), (Ending, words.ENDING),
        (Ending, words.PATHS), (rules.Relation, words.RELATION), (rules.Risk, words.RISK),
        (Seat, words.SEAT), (rules.Court, words.COURT), (rules.Limit, words.LIMIT),
    ):  # fmt: skip
        assert set(codes) == set(told)


def test_the_eleventh_party_is_told_by_number():
    assert words.side(1) == "甲方"
    assert "11" in words.side(11)
