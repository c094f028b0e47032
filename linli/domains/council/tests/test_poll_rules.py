"""Quorums, majorities, what is withheld, who is of age: against oracles that divide and enumerate."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.domains.council.rules import blind
from linli.domains.council.rules.polls import (
    FEW,
    HIDDEN,
    PROCEDURES,
    UNANIMOUS_BELOW,
    Level,
    Of,
    born_by,
    hidden,
    tally,
    withheld_items,
)

LETTER = st.sampled_from("yna")


@st.composite
def polls(draw):
    """(procedure, roll, present, ballots, items), any that can be."""
    procedure = draw(st.sampled_from(sorted(PROCEDURES)))
    roll = draw(st.integers(1, 40))
    present = draw(st.integers(0, roll))
    items = draw(st.integers(1, 3))
    ballot = st.text(LETTER, min_size=items, max_size=items)
    return procedure, roll, present, draw(st.lists(ballot, max_size=present)), items


def is_enough(threshold, part, whole):
    if whole == 0:
        return False
    share, needed = Fraction(part, whole), Fraction(threshold.numerator, threshold.denominator)
    return share >= needed if threshold.includes else share > needed


@given(polls())
def test_a_poll_comes_out_as_fractions_say(poll):
    key, roll, present, ballots, items = poll
    procedure = PROCEDURES[key]
    outcome = tally(procedure, roll, present, ballots, items)
    assert outcome.quorate == is_enough(procedure.quorum, present, roll)
    whole = present if procedure.of == Of.PRESENT else roll
    for at, count in enumerate(outcome.items):
        said = [ballot[at] for ballot in ballots]
        assert dict(count.said) == {letter: said.count(letter) for letter in "yna"}
        consents = is_enough(procedure.consent, said.count("y"), whole)
        assert count.carried == (outcome.quorate and consents)


@pytest.mark.parametrize("key", PROCEDURES)
@pytest.mark.parametrize("roll", range(1, 13))
def test_every_boundary_of_every_procedure(key, roll):
    procedure = PROCEDURES[key]
    for present in range(roll + 1):
        for yes in range(present + 1):
            outcome = tally(procedure, roll, present, ["y"] * yes, 1)
            whole = present if procedure.of == Of.PRESENT else roll
            assert outcome.quorate == (2 * present > roll)
            half = 2 * yes >= whole if procedure.consent.includes else 2 * yes > whole
            assert outcome.items[0].carried == (outcome.quorate and whole > 0 and half)


def test_half_of_all_is_enough_where_the_rule_says_half_or_more_and_nowhere_else():
    national, beijing = (
        PROCEDURES["owners-committee-national"],
        PROCEDURES["owners-committee-beijing"],
    )
    assert tally(national, 6, 4, ["y"] * 3, 1).items[0].carried
    assert not tally(beijing, 6, 4, ["y"] * 3, 1).items[0].carried


def test_who_takes_a_ballot_and_gives_none_back_consents_to_nothing():
    assembly = PROCEDURES["assembly-2018"]
    assert not tally(assembly, 10, 6, ["y"] * 3, 1).items[0].carried
    assert tally(assembly, 10, 6, ["y"] * 4, 1).items[0].carried


@pytest.mark.parametrize("wrong", [(3, 4, 0), (5, 2, 3)])
def test_more_ballots_than_voters_are_no_result(wrong):
    roll, present, ballots = wrong
    with pytest.raises(ValueError, match="more ballots"):
        tally(PROCEDURES["assembly-2018"], roll, present, ["y"] * ballots, 1)


@given(polls(), st.sampled_from(Level))
def test_what_is_published_of_a_secret_poll_never_tells_a_single_voice(poll, level):
    key, roll, present, ballots, items = poll
    outcome = tally(PROCEDURES[key], roll, present, ballots, items)
    withheld = withheld_items(level, outcome)
    if level != Level.SECRET:
        assert withheld == ()
        return
    for at in range(items):
        said = {ballot[at] for ballot in ballots}
        tells = len(ballots) < FEW or (len(said) == 1 and len(ballots) < UNANIMOUS_BELOW)
        assert (at in withheld) == tells
    for ballot in ballots:
        shown = hidden(ballot, withheld)
        assert [at for at, letter in enumerate(shown) if letter == HIDDEN] == list(withheld)


@given(
    st.dates(date(1900, 1, 1), date(2080, 12, 31)), st.dates(date(1990, 1, 1), date(2080, 12, 31))
)
def test_of_age_is_who_had_the_eighteenth_birthday(born, day):
    try:
        birthday = born.replace(year=born.year + 18)
    except ValueError:  # born on a leap day, of age in a common year: the month's last day
        birthday = date(born.year + 18, 2, 28)
    assert (born <= born_by(day)) == (day >= birthday)


def test_somebody_of_a_leap_day_is_of_age_on_the_last_of_february():
    assert born_by(date(2026, 2, 28)) == date(2008, 2, 29)
    assert born_by(date(2026, 2, 27)) == date(2008, 2, 27)
    assert born_by(date(2024, 2, 29)) == date(2006, 2, 28)


# Blind signatures


KEY = blind.new_key()


@settings(deadline=None, max_examples=25)
@given(token=st.binary(min_size=32, max_size=32), factor=st.integers(2, 2**2040))
def test_a_token_signed_blindly_is_signed(token, factor):
    n = blind.modulus(KEY)
    signature = blind.unblinded(blind.signed(KEY, blind.blinded(token, n, factor)), n, factor)
    assert blind.is_signed(token, signature, n)
    assert not blind.is_signed(bytes(32) if token != bytes(32) else b"\x01" * 32, signature, n)
    assert not blind.is_signed(token, signature + 1, n)


def test_what_is_signed_tells_nothing_of_the_token():
    """For any two tokens and what was signed for the first, a factor makes it the second's as well."""
    n, numbers = blind.modulus(KEY), blind._private(KEY).private_numbers()
    first, second = b"\x01" * 32, b"\x02" * 32
    signed = blind.blinded(first, n, 987654321)
    rest = signed * pow(blind.encode(second, n.bit_length()), -1, n) % n
    other = pow(rest, numbers.d, n)
    assert blind.blinded(second, n, other) == signed


def test_a_number_outside_the_key_is_not_signed():
    n = blind.modulus(KEY)
    for wrong in (0, n, n + 1, -1):
        with pytest.raises(ValueError, match="signed"):
            blind.signed(KEY, wrong)
    assert not blind.is_signed(b"short", 1, n)
    assert not blind.is_signed(bytes(32), 0, n)


def test_receipts_are_short_and_differ():
    codes = {blind.code_of(at.to_bytes(32)) for at in range(2000)}
    assert len(codes) == 2000
    assert all(len(each) == 14 and each.count("-") == 2 for each in codes)


def test_a_day_before_a_birthday_is_too_early():
    day = date(2026, 11, 2)
    assert born_by(day) == date(2008, 11, 2)
    assert born_by(day) < date(2008, 11, 2) + timedelta(days=1)
