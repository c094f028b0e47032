"""How many took part, by age band, building and grid, so that no figure tells of a few people. Pure.

A cell is a group of the roll with those of it who took part and those who didn't. Fewer than five in
any of the three and it is hidden; then so many more are hidden that what is hidden together has five or
more in each, since whoever knows the total subtracts what is shown. No crossing of two traits is shown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

LEAST = 5
BANDS = ((18, "-17"), (30, "18-29"), (45, "30-44"), (60, "45-59"), (75, "60-74"))
TRAITS = ("age_band", "building", "grid")
MOST_TOGETHER = (
    10  # cells of the shorter table whose unions are all looked at; more hide cells first
)
HIDDEN = ""
OLDEST, UNKNOWN = "75+", ""
BUILDING = re.compile(r"^\s*([^-—_/]+?)(?:号楼|栋|幢|座|[-—_/]|$)")


@dataclass(frozen=True, slots=True)
class Traits:
    building: str = ""
    grid: str = ""
    age_band: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One group: how many stand on the roll, and how many of them took part."""

    key: str
    roll: int
    voted: int


@dataclass(frozen=True, slots=True)
class Joint:
    """Everybody of the roll with the same traits."""

    traits: Mapping[str, str]
    roll: int
    voted: int


@dataclass(frozen=True, slots=True)
class Table:
    """The cells that may be shown, and the keys of those that may not."""

    shown: Sequence[Cell]
    hidden: Sequence[str]


def age_band(birth: date | None, today: date) -> str:
    """The band of somebody born then; "" where that isn't known."""
    if birth is None:
        return UNKNOWN
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return next((band for below, band in BANDS if age < below), OLDEST)


def building_of(label: str) -> str:
    """The building that a door's name begins with: 3-2-501 and 3号楼2单元501 both stand in 3."""
    found = BUILDING.match(label)
    return found[1] if found and found.end() < len(label) else ""


def cells(joint: Iterable[tuple[str, Joint]]) -> list[Cell]:
    """Groups added up by a key, in the order of their keys."""
    counted: dict[str, list[int]] = {}
    for key, each in joint:
        pair = counted.setdefault(key, [0, 0])
        pair[0] += each.roll
        pair[1] += each.voted
    return [Cell(key, *counted[key]) for key in sorted(counted)]


def is_small(roll: int, voted: int) -> bool:
    """Whether a group, or those in it who did or didn't take part, are too few to be told of."""
    return min(roll, voted, roll - voted) < LEAST


def safe(found: Sequence[Cell]) -> Table:
    """What may be shown of one table beside the total of the vote.

    Hidden are the small cells, and then the smallest of the others until the hidden ones together
    are not small either: no cell can be had by taking what is shown from the total.
    """
    hidden = [each for each in found if is_small(each.roll, each.voted)]
    rest = sorted((each for each in found if each not in hidden), key=_least)
    while hidden and rest and _too_few(hidden):
        hidden.append(rest.pop(0))
    if hidden and _too_few(hidden):
        return Table((), [each.key for each in found])
    keys = {each.key for each in hidden}
    shown = [each for each in found if each.key not in keys]
    return Table(shown, [each.key for each in found if each.key in keys])


def tables(joint: Sequence[Joint]) -> dict[str, Table]:
    """The table of each trait, safe by itself and beside each of the others.

    A grid is made of buildings, and a building may hold one age alone: what one table hides, another
    could tell. So as long as shown cells of one table less shown cells of another leave a small group,
    one more cell of the longer table is hidden.
    """
    found = {name: safe(cells((each.traits[name], each) for each in joint)) for name in TRAITS}
    for one, other in combinations(TRAITS, 2):
        while _leaks(joint, one, other, found):
            longer = max((one, other), key=lambda name: len(found[name].shown))
            found[longer] = _shorter(found[longer])
    return found


def _leaks(joint: Sequence[Joint], one: str, other: str, found: Mapping[str, Table]) -> bool:
    """Whether shown cells of one table less those of the other leave a group that is small.

    What a table hides is known together, since the total is: so each table is a partition of the
    roll. Less taken away leaves more, so that only whole unions and all that lies within them count.
    """
    merged: dict[tuple[str, str], list[int]] = {}
    for each in joint:
        sides = (_side(each, one, found[one]), _side(each, other, found[other]))
        pair = merged.setdefault(sides, [0, 0])
        pair[0] += each.roll
        pair[1] += each.voted
    for part in _components(merged):
        keys = [sorted({pair[at] for pair in part}) for at in (0, 1)]
        at = 0 if len(keys[0]) <= len(keys[1]) else 1
        if len(keys[at]) > MOST_TOGETHER or _leaks_within(part, merged, keys[at], at):
            return len(keys[at]) > 1 or len(keys[1 - at]) > 1
    return False


def _leaks_within(
    part: Sequence[tuple[str, str]],
    merged: Mapping[tuple[str, str], list[int]],
    keys: Sequence[str],
    at: int,
) -> bool:
    across: dict[str, set[str]] = {}
    for pair in part:
        across.setdefault(pair[1 - at], set()).add(pair[at])
    for size in range(1, len(keys) + 1):
        for union in combinations(keys, size):
            within = set(union)
            left = [
                merged[pair]
                for pair in part
                if pair[at] in within and not across[pair[1 - at]] <= within
            ]
            if left and is_small(sum(each[0] for each in left), sum(each[1] for each in left)):
                return True
    return False


def _components(merged: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Pairs that hang together by a cell of either table."""
    found: list[list[tuple[str, str]]] = []
    for pair in merged:
        touching = [part for part in found if any(p[0] == pair[0] or p[1] == pair[1] for p in part)]
        found = [part for part in found if part not in touching]
        found.append([pair, *(each for part in touching for each in part)])
    return found


def _side(each: Joint, name: str, table: Table) -> str:
    key = each.traits[name]
    return HIDDEN if key in table.hidden else f"={key}"


def _shorter(table: Table) -> Table:
    """One more cell hidden: the least, and another with it where one alone would be told."""
    order = sorted(table.shown, key=_least)
    gone = order[: 1 if table.hidden else 2]
    keys = {each.key for each in gone}
    shown = [each for each in table.shown if each.key not in keys]
    return Table(shown, sorted({*table.hidden, *keys}))


def _too_few(hidden: Sequence[Cell]) -> bool:
    """One hidden cell alone is what is missing from the total; several have to be many together."""
    roll, voted = sum(each.roll for each in hidden), sum(each.voted for each in hidden)
    return len(hidden) < 2 or is_small(roll, voted)


def _least(cell: Cell) -> tuple[int, str]:
    return min(cell.roll, cell.voted, cell.roll - cell.voted), cell.key
