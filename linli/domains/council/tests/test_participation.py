"""No group under five is shown or can be had by subtraction, over any two tables."""

import random
from datetime import date
from itertools import chain, combinations

import pytest

from linli.domains.council.rules.participation import (
    LEAST,
    Joint,
    age_band,
    building_of,
    tables,
)

AGES = ("", "18-29", "30-44", "75+")


def rolls():
    """Small rolls of many kinds: buildings within grids, ages at random or by building."""
    for seed in range(150):
        draw = random.Random(seed)
        most, nested = draw.choice((4, 12, 60)), draw.random() < 0.7
        joint = []
        for building in range(draw.randint(1, 5)):
            for age in draw.sample(AGES, draw.randint(1, len(AGES))):
                roll = draw.randint(1, most)
                grid = building // 2 if nested else draw.randint(0, 2)
                traits = {"age_band": age, "building": str(building), "grid": str(grid)}
                joint.append(Joint(traits, roll, draw.randint(0, roll)))
        yield joint


def unions(joint, name, table):
    """Every union of what a table tells, the rest of the total being told too."""
    cells = [frozenset([each.key]) for each in table.shown]
    cells += [frozenset(table.hidden)] if table.hidden else []
    chosen = chain.from_iterable(combinations(cells, size) for size in range(len(cells) + 1))
    for some in chosen:
        keys = frozenset().union(*some)
        yield frozenset(at for at, each in enumerate(joint) if each.traits[name] in keys)


@pytest.mark.parametrize("joint", list(rolls()))
def test_no_small_group_can_be_had_from_any_two_tables(joint):
    shown = tables(joint)
    everybody = frozenset(range(len(joint)))
    known = [{*unions(joint, name, table), everybody} for name, table in shown.items()]
    if not any(table.shown for table in shown.values()):
        return
    whole = {everybody} | {frozenset()}
    for one, other in combinations([*known, whole], 2):
        for mine, theirs in ((a, b) for a in one for b in other):
            for left in (
                mine - theirs if theirs < mine else None,
                theirs - mine if mine < theirs else None,
            ):
                if left and left != everybody:
                    roll = sum(joint[at].roll for at in left)
                    voted = sum(joint[at].voted for at in left)
                    assert min(roll, voted, roll - voted) >= LEAST


def test_large_groups_are_shown_as_they_are():
    joint = [
        Joint({"age_band": "30-44", "building": str(at), "grid": "1"}, 30, 15) for at in range(4)
    ]
    assert [each.voted for each in tables(joint)["building"].shown] == [15, 15, 15, 15]


@pytest.mark.parametrize(
    ("label", "building"),
    [("3-2-501", "3"), ("3号楼2单元501", "3"), ("A座1202", "A"), ("12栋-3-1", "12"), ("501", "")],
)
def test_a_doors_name_tells_its_building(label, building):
    assert building_of(label) == building


def test_a_band_begins_on_the_birthday():
    assert age_band(date(1966, 11, 2), date(2026, 11, 1)) == "45-59"
    assert age_band(date(1966, 11, 2), date(2026, 11, 2)) == "60-74"
    assert age_band(None, date(2026, 11, 2)) == ""
