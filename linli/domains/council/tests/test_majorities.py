"""Article 278 against an oracle that counts owners one by one, at every boundary."""

from fractions import Fraction
from itertools import product

import pytest

from linli.domains.council.rules.majorities import (
    CONSENT,
    PARTICIPATION,
    SPECIAL,
    Majority,
    Matter,
    Share,
    majority_for,
)
from linli.domains.council.rules.owners import Choice, Unit, tally, undisclosed, voters_of
from linli.domains.council.rules.variants import VARIANTS, may_stand_in

MOST = 60


def test_two_thirds_is_reached_by_two_thirds_itself():
    for whole, part in product(range(1, MOST), range(MOST)):
        assert PARTICIPATION.reached(part, whole) == (Fraction(part, whole) >= Fraction(2, 3))


def test_more_than_half_is_not_half():
    for whole, part in product(range(1, MOST), range(MOST)):
        reached = CONSENT[Majority.ORDINARY].reached(part, whole)
        assert reached == (Fraction(part, whole) > Fraction(1, 2))


def test_three_quarters_is_reached_by_three_quarters_itself():
    for whole, part in product(range(1, MOST), range(MOST)):
        reached = CONSENT[Majority.SPECIAL].reached(part, whole)
        assert reached == (Fraction(part, whole) >= Fraction(3, 4))


@pytest.mark.parametrize("threshold", [PARTICIPATION, *CONSENT.values()])
def test_nothing_is_ever_enough_of_nothing(threshold):
    assert not threshold.reached(0, 0)


def test_one_hundredth_of_a_square_metre_decides():
    whole = 3 * 10**12
    assert PARTICIPATION.reached(2 * 10**12, whole)
    assert not PARTICIPATION.reached(2 * 10**12 - 1, whole)
    half = CONSENT[Majority.ORDINARY]
    assert not half.reached(10**12, 2 * 10**12)
    assert half.reached(10**12 + 1, 2 * 10**12)


@pytest.mark.parametrize(("heads", "area", "enough"), [(2, 2, True), (2, 1, False), (1, 2, False)])
def test_heads_and_floor_area_are_both_needed(heads, area, enough):
    assert PARTICIPATION.reached_by(Share(heads, area), Share(3, 3)) is enough


def test_raising_funds_rebuilding_and_another_use_need_three_quarters():
    assert {each for each in Matter if majority_for(each) == Majority.SPECIAL} == SPECIAL
    assert majority_for(Matter.USE_FUNDS) == Majority.ORDINARY
    assert majority_for(Matter.RAISE_FUNDS) == Majority.SPECIAL


def oracle(areas, cast, majority):
    """One owner after the other, in fractions: (quorate, carried)."""
    taking = [at for at, choice in enumerate(cast) if choice is not None]
    quorate = all(
        Fraction(sum(weight[at] for at in taking), sum(weight)) >= Fraction(2, 3)
        for weight in ([1] * len(areas), areas)
    )
    if not quorate:
        return False, False
    need = Fraction(3, 4) if majority == Majority.SPECIAL else Fraction(1, 2)
    ways = []
    for weight in ([1] * len(areas), areas):
        part = sum(weight[at] for at in taking if cast[at] == Choice.YES)
        got = Fraction(part, sum(weight[at] for at in taking))
        ways.append(got >= need if majority == Majority.SPECIAL else got > need)
    return True, all(ways)


@pytest.mark.parametrize("areas", [(1, 1, 1, 1), (1, 2, 3, 6), (5, 1, 1, 1), (2, 2, 3, 1)])
@pytest.mark.parametrize("majority", Majority)
def test_every_way_four_owners_can_vote_comes_out_as_counted_by_hand(areas, majority):
    roll = {at: Share(1, area) for at, area in enumerate(areas)}
    for cast in product([None, *Choice], repeat=len(areas)):
        ballots = {at: {1: choice} for at, choice in enumerate(cast) if choice is not None}
        counted = tally(roll, ballots, {1: majority})
        assert (counted.quorate, counted.items[1].carried) == oracle(areas, cast, majority)


def test_a_blank_item_took_part_and_did_not_consent():
    roll = {1: Share(1, 10), 2: Share(1, 10)}
    counted = tally(roll, {1: {1: Choice.YES}, 2: {}}, {1: Majority.ORDINARY})
    assert counted.quorate
    assert counted.items[1].counts[Choice.ABSTAIN] == Share(1, 10)
    assert not counted.items[1].carried


def test_items_of_one_ballot_are_counted_each_by_its_own_majority():
    roll = {at: Share(1, 10) for at in range(3)}
    ballots = {at: {1: choice, 2: choice} for at, choice in enumerate(("yes", "yes", "no"))}
    counted = tally(roll, ballots, {1: Majority.ORDINARY, 2: Majority.SPECIAL})
    assert (counted.items[1].carried, counted.items[2].carried) == (True, False)


def test_a_ballot_of_somebody_not_on_the_roll_is_never_counted():
    with pytest.raises(KeyError):
        tally({1: Share(1, 1)}, {2: {1: Choice.YES}}, {1: Majority.ORDINARY})


def test_several_units_of_one_owner_are_one_head_with_all_their_area():
    (one,) = voters_of([Unit("1-101", "A", 9000), Unit("1-102", "A", 6050)])
    assert one.share == Share(1, 15050)


def test_co_owners_of_one_unit_are_one_head():
    assert len(voters_of([Unit("1-101", "A和B", 9000), Unit("1-102", "C", 1)])) == 2


def test_whatever_the_developer_has_not_sold_is_one_head():
    unsold = [Unit(f"2-{at}", f"no {at}", 100, is_unsold=True) for at in range(7)]
    voters = voters_of([*unsold, Unit("1-101", "A", 9000)])
    assert [each.share for each in voters] == [Share(1, 9000), Share(1, 700)]


def test_an_item_that_was_not_in_the_notice_is_found():
    assert undisclosed([1, 3], [1, 2]) == [3]


def test_a_proxy_stands_in_for_as_many_as_the_place_allows():
    limited, free = VARIANTS["weifang-proxies"], VARIANTS["national-2021"]
    assert [may_stand_in(limited, held) for held in range(5)] == [True, True, True, False, False]
    assert may_stand_in(free, 500)


def test_every_variant_names_its_source():
    assert all(each.sources and each.notice_days > 0 for each in VARIANTS.values())
