"""Groups on an opinion map, what each stands for, and what all of them agree on.

The published formulas that `opinions` names; counts are integers, nothing is drawn by chance.
"""

from dataclasses import dataclass

import numpy as np

from linli.domains.council.rules.opinions import Flags, Floats, Numbers

BASE, MOST_GROUPS = 100, 5
PEOPLE_A_GROUP = 12  # one more group is tried for each dozen of people
SIGNIFICANT = 1.2816  # z at 90 %, one-sided
TOLD = 5  # statements that stand for a group
LEAST_SHOWN = 5  # people of a group whose counts may be shown
NOBODY = -1
_DECIMALS = 9  # what is equal to so many is the same point


@dataclass(frozen=True)
class Grouping:
    """`groups`: each person's group, 0 the largest, -1 for who isn't heard; `count` of groups;
    `best`: the number that silhouettes prefer; `silhouettes` (-1 to 1) by number tried.
    """

    groups: Numbers
    count: int
    best: int
    silhouettes: dict[int, float]


def grouping(points: Floats, heard: Flags, count: int | None = None) -> Grouping:
    """Groups of those who are heard, by k-means over at most 100 neighbourhoods weighed by people.

    2 to 5 groups are tried (at most 2 + people/12), and the best mean silhouette chooses, the fewer
    groups if two are equal; `count` (see `opinions.smoothed`) chooses instead if it was tried.
    Fewer than two different points are one group. The order of people changes nothing.
    """
    groups = np.full(len(points), NOBODY, dtype=np.intp)
    standing = np.round(points[heard], _DECIMALS) + 0.0
    if not len(standing):
        return Grouping(groups, 0, 0, {})
    centres, weights, home = _neighbourhoods(standing)
    most = min(MOST_GROUPS, 2 + len(standing) // PEOPLE_A_GROUP, len(centres))
    tried = {k: _clusters(centres, weights, k) for k in range(2, most + 1)}
    scores = {k: _silhouette(centres, labels) for k, labels in tried.items()}
    best = max(scores, key=lambda k: (scores[k], -k), default=1)
    chosen = count if count in tried else best
    labels = tried[chosen] if chosen in tried else np.zeros(len(centres), dtype=np.intp)
    groups[heard] = _by_size(labels[home], standing)
    return Grouping(groups, chosen, best, scores)


def _neighbourhoods(points: Floats) -> tuple[Floats, Floats, Numbers]:
    """Centres of at most 100 clusters of points, people in each, and each point's cluster."""
    spots, home, people = np.unique(points, axis=0, return_inverse=True, return_counts=True)
    weights = people.astype(np.float64)
    if len(spots) <= BASE:
        return spots, weights, home
    labels = _clusters(spots, weights, BASE)
    weighed = np.bincount(labels, weights, minlength=BASE)
    sums = [np.bincount(labels, weights * each, minlength=BASE) for each in spots.T]
    lived = weighed > 0
    centres: Floats = np.stack(sums, axis=1)[lived] / weighed[lived, None]
    places: Numbers = np.cumsum(lived).astype(np.intp) - 1
    return centres, weighed[lived].astype(np.float64), places[labels[home]]


def _clusters(points: Floats, weights: Floats, k: int) -> Numbers:
    """Labels of k-means that begins with points far from each other; points are different."""
    from sklearn.cluster import KMeans  # a second to load, which only the job that groups needs

    begins = _far_apart(points, weights, k)
    return np.asarray(
        KMeans(k, init=begins, n_init=1, random_state=0)
        .fit(points, sample_weight=weights)
        .labels_.astype(np.intp)
    )


def _far_apart(points: Floats, weights: Floats, k: int) -> Floats:
    """Where k-means begins: the point furthest from the middle, then each time the one whose people
    times squared distance from all begun is the most (k-means++ without the dice)."""
    middle = np.average(points, axis=0, weights=weights)
    begun = [int(np.argmax(np.round(weights * _squared(points, middle), _DECIMALS)))]
    near = _squared(points, points[begun[0]])
    while len(begun) < k:
        begun.append(int(np.argmax(np.round(weights * near, _DECIMALS))))
        near = np.minimum(near, _squared(points, points[begun[-1]]))
    return points[begun]


def _squared(points: Floats, centre: Floats) -> Floats:
    return np.asarray(((points - centre) ** 2).sum(axis=1))


def _silhouette(points: Floats, labels: Numbers) -> float:
    """The mean over neighbourhoods; as many groups as neighbourhoods say nothing and score 0."""
    if len(np.unique(labels)) in {1, len(points)}:
        return 0.0
    from sklearn.metrics import silhouette_score

    return round(float(silhouette_score(points, labels)), _DECIMALS)


def _by_size(labels: Numbers, points: Floats) -> Numbers:
    """Labels renumbered: the largest group 0; of equal ones the one further left, then lower."""
    names = np.unique(labels)
    centres = {each: points[labels == each].mean(axis=0).round(_DECIMALS) for each in names}
    sizes = {each: int((labels == each).sum()) for each in names}
    ordered = sorted(names, key=lambda each: (-sizes[each], *centres[each].tolist()))
    return np.argsort(ordered, kind="stable")[np.searchsorted(names, labels)]


@dataclass(frozen=True)
class Counts:
    """Of each group and statement (groups x statements): who agreed, disagreed, and saw it at all
    (passes among them); and `sizes`, the people of each group."""

    agrees: Numbers
    disagrees: Numbers
    seen: Numbers
    sizes: Numbers


def counts(votes: Floats, groups: Numbers, count: int) -> Counts:
    """Votes by group; who is in no group (-1) counts nowhere. Exact."""
    member = (groups[None, :] == np.arange(count)[:, None]).astype(np.float64)
    agrees, disagrees, seen = (
        np.rint(member @ each).astype(np.intp)
        for each in (votes == 1, votes == -1, ~np.isnan(votes))
    )
    return Counts(agrees, disagrees, seen, member.sum(axis=1).astype(np.intp))


@dataclass(frozen=True)
class Standing:
    """How much agreement with each statement belongs to each group (groups x statements).

    `chance` (A+1)/(S+2) within the group; `ratio` of it to the same outside; `within` and `beyond`
    are z values: that more than half of the group say so, and that it says so more than the others.
    """

    chance: Floats
    ratio: Floats
    within: Floats
    beyond: Floats

    @property
    def significant(self) -> Flags:
        """Where both tests are passed at 90 %."""
        return (self.within > SIGNIFICANT) & (self.beyond > SIGNIFICANT)

    @property
    def weight(self) -> Floats:
        """By which statements are sorted: the product of all four."""
        return self.chance * self.ratio * self.within * self.beyond


def standing(said: Numbers, seen: Numbers) -> Standing:
    """Representativeness of `said` (agrees or disagrees) among `seen` (both groups x statements).

    One proportion: 2·√(S+1)·((A+1)/(S+1) - 1/2). Two: the pooled z of (A+1)/(S+1) in and out, 0
    where the pooled share is 1. In Polis's pseudo-counts, one more success in one more trial.
    """
    others, unseen = said.sum(axis=0) - said, seen.sum(axis=0) - seen
    chance = (said + 1) / (seen + 2)
    ratio = chance / ((others + 1) / (unseen + 2))
    within = 2 * np.sqrt(seen + 1) * ((said + 1) / (seen + 1) - 0.5)
    pooled = (said + others + 2) / (seen + unseen + 2)
    spread = pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (unseen + 1))
    apart = (said + 1) / (seen + 1) - (others + 1) / (unseen + 1)
    safe = np.where(spread > 0, spread, 1.0)
    beyond = np.where(spread > 0, apart / np.sqrt(safe), 0.0)
    return Standing(chance, ratio, within, beyond)


@dataclass(frozen=True)
class Told:
    """A statement that stands for a group: its place, whether the group agrees with it, and how
    many of those who saw it said so."""

    statement: int
    agrees: bool
    said: int
    seen: int


def representative(found: Counts) -> list[list[Told]]:
    """For each group at most 5 statements: the best agreement first, agreements before the rest.

    A statement counts for what it is more representative of, agreement or disagreement, where both
    tests pass; if none does the best agreement, or else the one with the highest z, stands alone.
    """
    agree, disagree = (standing(each, found.seen) for each in (found.agrees, found.disagrees))
    return [_told(found, agree, disagree, group) for group in range(len(found.sizes))]


def _told(found: Counts, agree: Standing, disagree: Standing, group: int) -> list[Told]:
    says_yes = agree.beyond[group] > disagree.beyond[group]
    weight = np.where(says_yes, agree.weight[group], disagree.weight[group])
    passed = agree.significant[group] | disagree.significant[group]
    first = _best_agreement(found, agree, group)
    order = [int(each) for each in _falling(weight) if passed[each] and each != first]
    if first is not None:
        chosen = [first, *order][:TOLD]
    else:
        highest = np.maximum(agree.beyond[group], disagree.beyond[group])
        seen = found.seen[group] > 0
        chosen = order[:TOLD] or [int(each) for each in _falling(highest) if seen[each]][:1]
    told = [_one(found, group, each, bool(says_yes[each]) or each == first) for each in chosen]
    return sorted(told, key=lambda each: not each.agrees)


def _one(found: Counts, group: int, statement: int, agrees: bool) -> Told:
    said = (found.agrees if agrees else found.disagrees)[group, statement]
    return Told(statement, agrees, int(said), int(found.seen[group, statement]))


def _best_agreement(found: Counts, agree: Standing, group: int) -> int | None:
    """What the group agrees on most: representative if anything is, else simply agreed on."""
    voted = (found.agrees[group] + found.disagrees[group]) > 0
    telling = voted & (agree.ratio[group] > 1) & (agree.chance[group] > 0.5)
    sure = voted & (agree.within[group] > SIGNIFICANT)
    for fits, weight in (
        (telling, agree.weight[group]),
        (sure, agree.chance[group] * agree.within[group]),
    ):
        if fits.any():
            return int(_falling(np.where(fits, weight, -np.inf))[0])
    return None


def _falling(weight: Floats) -> Numbers:
    return np.argsort(-weight, kind="stable")


def consensus(found: Counts) -> Floats:
    """For each statement the chance that all groups agree: the product of (A+1)/(S+2) over groups.

    A small group counts as much as a large one. Without groups every statement has 1.
    """
    return np.asarray(((found.agrees + 1) / (found.seen + 2)).prod(axis=0))


def showable(sizes: Numbers) -> Flags:
    """Whose counts may be shown (groups): groups of 5 people and more. If a single group has to be
    hidden the next larger is hidden too, or the totals would tell what it said.
    """
    shown = np.asarray(sizes >= LEAST_SHOWN)
    if (~shown).sum() == 1 and shown.any():
        order = np.argsort(np.where(shown, sizes, np.iinfo(np.intp).max), kind="stable")
        shown[order[0]] = False
    return shown
