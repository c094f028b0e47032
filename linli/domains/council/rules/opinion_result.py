"""What everybody may read of a round of opinion groups: figures without small cells, a map without
persons. Pure; counts are exact, coordinates are rounded to what the map draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from linli.domains.council.rules import opinion_groups, opinions
from linli.domains.council.rules.opinion_groups import LEAST_SHOWN, Counts
from linli.domains.council.rules.opinions import Flags, Floats, Map, Numbers, Steadiness

NAMES = "ABCDE"
MOST_TOLD = 5  # statements in the lists of what all agree on and where they part
AGREED, PARTED = 0.6, 0.3  # chances that count as agreement, and a difference that counts as one
MOST_CELLS = 60  # marks of a group on the map
DIGITS = 4


@dataclass(frozen=True)
class Computed:
    """`told` is for everybody; `inner` places statements and whoever asks for their own place."""

    told: dict[str, Any]
    inner: dict[str, Any]
    steadiness: Steadiness


def computed(
    votes: Floats, numbers: Sequence[int], out: Flags, before: Steadiness | None
) -> Computed:
    """Groups of the people x statements, whose statements are called `numbers` and were taken out
    of the conversation where `out`; the number of groups is steady against `before`.

    One processor is used: on a busy machine threads that wait for each other take several times as
    long (2.4 s instead of 0.6 s, measured), and others work there too.
    """
    from threadpoolctl import threadpool_limits  # comes with scikit-learn, and is loaded with it

    with threadpool_limits(limits=1):
        return _computed(votes, numbers, out, before)


def _computed(
    votes: Floats, numbers: Sequence[int], out: Flags, before: Steadiness | None
) -> Computed:
    people = opinions.heard(votes)
    placed = opinions.opinion_map(opinions.moderated(votes, out))
    free = opinion_groups.grouping(placed.points, people)
    steady = opinions.smoothed(before, free.best)
    found = (
        free
        if steady.shown == free.count
        else opinion_groups.grouping(placed.points, people, steady.shown)
    )
    counts = opinion_groups.counts(votes, found.groups, found.count)
    shown = visible(counts.sizes)
    standing = _listed(counts, shown, numbers, out)
    told = {
        "people": int((~np.isnan(votes)).any(axis=1).sum()),
        "heard": int(people.sum()),
        "votes": int((~np.isnan(votes)).sum()),
        "groups": _groups(counts, shown, numbers, out),
        "statements": _whole(votes, numbers, out),
        **standing,
        "map": drawn(placed.points, found.groups, shown),
    }
    return Computed(told, _inner(votes, numbers, out, placed, found.groups, shown), steady)


def visible(sizes: Numbers) -> Flags:
    """Whose counts may be shown: `showable`, and hidden ones are together 5 people or more, since
    the totals tell what they said together."""
    shown = opinion_groups.showable(sizes)
    while shown.any() and 0 < sizes[~shown].sum() < LEAST_SHOWN:
        order = np.argsort(np.where(shown, sizes, np.iinfo(np.intp).max), kind="stable")
        shown[order[0]] = False
    return shown


def cells(counts: Counts, shown: Flags) -> Flags:
    """Which cells of groups x statements may be shown: 5 people of a shown group saw it, and what
    is left out can't be found by subtraction."""
    seen = np.where(shown[:, None], counts.seen, 0)
    columns = [visible(seen[:, each]) for each in range(seen.shape[1])]
    found = np.stack(columns, axis=1) if columns else np.zeros(seen.shape, dtype=np.bool_)
    return np.asarray(found & shown[:, None])


def _groups(
    counts: Counts, shown: Flags, numbers: Sequence[int], out: Flags
) -> list[dict[str, Any]]:
    """Each group that may be shown, with what stands for it; of the rest how many groups they are."""
    may, told = cells(counts, shown), opinion_groups.representative(counts)
    return [
        {
            "name": NAMES[group],
            "people": int(counts.sizes[group]),
            "stands": [
                {"number": numbers[each.statement], "agrees": each.agrees, "said": each.said,
                 "seen": each.seen}
                for each in told[group]
                if may[group, each.statement] and not out[each.statement]
            ],
        }
        if shown[group]
        else {"name": NAMES[group], "people": None, "stands": []}
        for group in range(len(counts.sizes))
    ]  # fmt: skip


def _listed(
    counts: Counts, shown: Flags, numbers: Sequence[int], out: Flags
) -> dict[str, list[dict[str, Any]]]:
    """What all groups agree on or refuse (group-aware consensus first), and where they part."""
    may = cells(counts, shown)
    agree = (counts.agrees + 1) / (counts.seen + 2)
    refuse = (counts.disagrees + 1) / (counts.seen + 2)
    sides = ((True, agree), (False, refuse))
    common = sorted(
        (-float(chance[:, each].prod()), numbers[each], yes)
        for yes, chance in sides
        for each in range(len(numbers))
        if len(chance) and not out[each] and (chance[:, each] >= AGREED).all()
        and counts.seen[:, each].sum() >= LEAST_SHOWN
    )  # fmt: skip
    parted = sorted(
        (-float(np.ptp(agree[may[:, each], each])), numbers[each], each)
        for each in range(len(numbers))
        if may[:, each].sum() > 1 and not out[each]
    )
    return {
        "common": [{"number": number, "agrees": yes} for _c, number, yes in common[:MOST_TOLD]],
        "parted": [
            {"number": number, "by_group": _by_group(counts, may, each)}
            for gap, number, each in parted[:MOST_TOLD]
            if -gap >= PARTED
        ],
    }


def _by_group(counts: Counts, may: Flags, statement: int) -> list[dict[str, int] | None]:
    return [
        {
            "agrees": int(counts.agrees[group, statement]),
            "disagrees": int(counts.disagrees[group, statement]),
            "seen": int(counts.seen[group, statement]),
        }
        if may[group, statement]
        else None
        for group in range(len(counts.sizes))
    ]


def _whole(votes: Floats, numbers: Sequence[int], out: Flags) -> list[dict[str, int | None]]:
    """What all people together said of each statement that stands; nothing of fewer than 5."""
    told: list[dict[str, int | None]] = []
    for place, number in enumerate(numbers):
        column = votes[:, place]
        seen = int((~np.isnan(column)).sum())
        if out[place]:
            continue
        said = {"agrees": int((column == 1).sum()), "disagrees": int((column == -1).sum())}
        may = seen >= LEAST_SHOWN
        told.append(
            {"number": number, "seen": seen if may else None}
            | {name: count if may else None for name, count in said.items()}
        )
    return told


def drawn(points: Floats, groups: Numbers, shown: Flags) -> dict[str, Any]:
    """The map: marks that each are the middle of 5 people or more of one group, and the outline of
    the marks. Nobody's own place is drawn."""
    marks, outlines = [], []
    for group in np.flatnonzero(shown):
        mine = points[groups == group]
        least = max(LEAST_SHOWN, len(mine) // MOST_CELLS)
        middles = [(each.mean(axis=0), len(each)) for each in _parts(mine, least)]
        spots = [[round(float(x), DIGITS) for x in middle] for middle, _people in middles]
        marks += [
            {"group": NAMES[group], "x": spot[0], "y": spot[1], "people": people}
            for spot, (_middle, people) in zip(spots, middles, strict=True)
        ]
        outlines.append({"group": NAMES[group], "corners": outline(spots)})
    return {"marks": marks, "outlines": outlines}


def _parts(points: Floats, least: int) -> list[Floats]:
    """Points cut in two across their longer side again and again, `least` at least in each part."""
    if len(points) < 2 * least:
        return [points]
    longer = int(np.argmax(np.ptp(points, axis=0)))
    order = points[np.lexsort((points[:, 1 - longer], points[:, longer]))]
    middle = len(order) // 2
    return _parts(order[:middle], least) + _parts(order[middle:], least)


def outline(spots: Sequence[Sequence[float]]) -> list[list[float]]:
    """The convex hull, against the clock (Andrew 1979); of fewer than three points these."""
    sorted_spots = sorted({(each[0], each[1]) for each in spots})
    if len(sorted_spots) < 3:
        return [list(each) for each in sorted_spots]
    lower, upper = _half(sorted_spots), _half(sorted_spots[::-1])
    return [list(each) for each in lower[:-1] + upper[:-1]]


def _half(spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for spot in spots:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], spot) <= 0:
            kept.pop()
        kept.append(spot)
    return kept


def _turn(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _inner(
    votes: Floats, numbers: Sequence[int], out: Flags, placed: Map, groups: Numbers, shown: Flags
) -> dict[str, Any]:
    """What the next round, the order of statements and one's own place need."""
    seen = ~np.isnan(votes)
    centres = {
        NAMES[each]: placed.points[groups == each].mean(axis=0).round(DIGITS).tolist()
        for each in np.flatnonzero(shown)
    }
    return {
        "numbers": list(numbers),
        "out": [bool(each) for each in out],
        "axes": placed.axes.tolist(),
        "means": placed.means.tolist(),
        "centres": centres,
        "agrees": (votes == 1).sum(axis=0).tolist(),
        "passes": (votes == 0).sum(axis=0).tolist(),
        "seen": seen.sum(axis=0).tolist(),
        "extremes": opinions.extremity(placed).tolist(),
    }


def own_place(
    inner: Mapping[str, Any], said: Mapping[int, int]
) -> tuple[float, float, str | None] | None:
    """Where somebody stands who said this of statements by number, and the shown group whose middle
    is nearest; None before the first vote on a statement of the round."""
    row = np.array([float(said.get(each, np.nan)) for each in inner["numbers"]])
    if not len(row) or np.isnan(row).all():
        return None
    row = opinions.moderated(row[None, :], np.array(inner["out"]))[0]
    cast = ~np.isnan(row)
    apart = np.where(cast, row - np.array(inner["means"]), 0.0)
    point = (np.array(inner["axes"]) @ apart) * np.sqrt(len(row) / cast.sum())
    near = min(
        inner["centres"],
        key=lambda name: float(((point - np.array(inner["centres"][name])) ** 2).sum()),
        default=None,
    )
    return round(float(point[0]), DIGITS), round(float(point[1]), DIGITS), near


def weights(inner: Mapping[str, Any] | None) -> dict[int, float]:
    """How gladly each statement of a round is shown next, by number."""
    if not inner or not inner["numbers"]:
        return {}
    known = [
        np.array(inner[each], dtype=float) for each in ("agrees", "passes", "seen", "extremes")
    ]
    found = opinions.priority(*known)
    return {number: float(each) for number, each in zip(inner["numbers"], found, strict=True)}


def weight_of_new() -> float:
    """The weight of a statement that nobody has seen when the round was made."""
    nothing = np.zeros(1)
    return float(opinions.priority(nothing, nothing, nothing, nothing)[0])
