"""Opinion groups of a deliberation, after Polis's published mathematics.

Source: Small, Bjorkegren, Erkkilä, Shaw and Megill, "Polis: Scaling deliberation by mapping high
dimensional opinion spaces" (Recerca 26, 2021), and the formulas of compdemocracy.org/algorithms;
written anew from these. Differences, all for the sake of one answer to one question: exact
eigenvectors instead of power iterations from chance, starting points of the clusters from the map
itself, and no memory but the number of groups (`smoothed`).

A vote is 1 (agree), -1 (disagree), 0 (pass) or NaN (not seen). Arrays are people x statements.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

LEAST_VOTES = 7  # or as many as there are statements
LEAST_PEOPLE = 15
STEADY = 4  # rounds before another number of groups is believed


@dataclass(frozen=True)
class Map:
    """Where people stand: `points` (people x 2), what a statement pulls to (`axes`, 2 x statements),
    `means` of each statement, and how much of the variance each axis tells (`shares`, 0 to 1).
    """

    points: Floats
    axes: Floats
    means: Floats
    shares: Floats


def matrix(
    people: npt.ArrayLike, statements: npt.ArrayLike, votes: npt.ArrayLike, shape: tuple[int, int]
) -> Floats:
    """People x statements of a list of votes in the order in which they were given: the last one of
    a person on a statement counts. ValueError for lists of different lengths, a vote that isn't
    -1, 0 or 1, and a place outside of `shape`.
    """
    rows, columns = np.asarray(people, dtype=np.intp), np.asarray(statements, dtype=np.intp)
    given = np.asarray(votes, dtype=np.float64)
    if not rows.shape == columns.shape == given.shape:
        raise ValueError("People, statements and votes are lists of one length.")
    if not np.isin(given, (-1, 0, 1)).all():
        raise ValueError("A vote is -1, 0 or 1.")
    for places, most in ((rows, shape[0]), (columns, shape[1])):
        if places.size and not (places.min() >= 0 and places.max() < most):
            raise ValueError("A vote lies outside of the matrix.")
    found = np.full(shape, np.nan)
    found[rows, columns] = given  # of equal places NumPy keeps the last
    return found


def cast(statements: npt.ArrayLike, votes: npt.ArrayLike, size: int) -> tuple[Numbers, Numbers]:
    """Agreements and disagreements ever given to each of `size` statements, changed ones included,
    as Polis's list of comments tells them (`opinion_groups.counts` takes each person's last vote).
    """
    columns, given = np.asarray(statements, dtype=np.intp), np.asarray(votes)
    agrees, disagrees = (np.bincount(columns[given == each], minlength=size) for each in (1, -1))
    return agrees, disagrees


def moderated(votes: Floats, out: Flags) -> Floats:
    """Votes with every cell of the statements taken out (statements) a pass, so that they pull
    nobody anywhere: what Polis does to the map. `heard` and `counts` take the votes as cast.
    """
    return np.where(out, 0.0, votes)


def heard(votes: Floats) -> Flags:
    """Who is placed into groups (people): whoever voted on 7 statements, or on all if there are
    fewer; of fewer than 15 such people the 15 with most votes, and who voted as often as the last.
    Whoever hasn't voted at all is never heard.
    """
    counts = np.count_nonzero(~np.isnan(votes), axis=1)
    enough = counts >= max(1, min(LEAST_VOTES, votes.shape[1]))
    if enough.sum() >= LEAST_PEOPLE or not len(counts):
        return np.asarray(enough)
    bound = np.sort(counts)[::-1][:LEAST_PEOPLE][-1]
    return np.asarray(enough | (counts >= max(1, bound)))


def opinion_map(votes: Floats) -> Map:
    """Two principal axes of the votes, and everybody's place on them.

    What a person hasn't seen counts as the statement's mean when the axes are looked for. A place
    is summed over the votes that were cast alone, and lies the further out the fewer they are: by
    √(statements / votes), since otherwise whoever voted little would stand in the middle.
    Each axis points to where its loadings' cubes sum to something positive, so that it doesn't flip
    by itself. Votes without any difference, or none at all, give a map of zeros.
    """
    seen = ~np.isnan(votes)
    counts = seen.sum(axis=0)
    means = np.where(seen, votes, 0.0).sum(axis=0) / np.maximum(counts, 1)
    apart = np.where(seen, votes - means, 0.0)  # the mean stands in for what wasn't seen
    axes, shares = _axes(apart)
    cast = np.maximum(seen.sum(axis=1), 1)
    points = (apart @ axes.T) * np.sqrt(votes.shape[1] / cast)[:, None]
    return Map(points, axes, means, shares)


def _axes(apart: Floats) -> tuple[Floats, Floats]:
    """The two eigenvectors with the largest values of the covariance, and their shares of all."""
    size = apart.shape[1]
    axes, shares = np.zeros((2, size)), np.zeros(2)
    if not apart.size or not apart.any():
        return axes, shares
    values, vectors = np.linalg.eigh(apart.T @ apart)
    kept = min(2, size)
    largest = np.maximum(values[::-1][:kept], 0.0)
    real = largest > largest[0] * 1e-12
    axes[:kept] = np.where(real[:, None], _turned(vectors[:, ::-1][:, :kept].T), 0.0)
    shares[:kept] = largest / values.sum()
    return axes, shares


def _turned(axes: Floats) -> Floats:
    """Each axis in the one of its two directions that its long side decides."""
    lean = (axes**3).sum(axis=1, keepdims=True)
    return np.where(lean < 0, -axes, axes)


def extremity(found: Map) -> Floats:
    """For each statement how far out it puts whoever agrees with it alone (statements)."""
    pull = found.axes * (1.0 - found.means) * np.sqrt(found.axes.shape[1])
    return np.asarray(np.sqrt((pull**2).sum(axis=0)))


def priority(agrees: Floats, passes: Floats, seen: Floats, extremes: Floats) -> Floats:
    """How gladly each statement is shown next (statements): new ones, those that people agree with
    and don't pass, and those that tell groups apart. Polis: [(1-p)(E+1)a · (1 + 8·2^(-S/5))]² with
    p = (passes+1)/(S+2) and a = (agrees+1)/(S+2).
    """
    passing, agreeing = (passes + 1) / (seen + 2), (agrees + 1) / (seen + 2)
    weight = (1 - passing) * (extremes + 1) * agreeing
    return np.asarray((weight * (1 + 8 * 2 ** (-seen / 5))) ** 2)


@dataclass(frozen=True)
class Steadiness:
    """How many groups people are shown, and for how many rounds the mathematics wants another."""

    shown: int
    wanted: int
    rounds: int = 1


def smoothed(before: Steadiness | None, best: int) -> Steadiness:
    """Another number of groups is shown once it was the best in 4 rounds running: one vote more
    mustn't tear a map apart and the next one mend it.
    """
    if before is None:
        return Steadiness(best, best)
    rounds = before.rounds + 1 if best == before.wanted else 1
    shown = best if rounds >= STEADY else before.shown
    return Steadiness(shown, best, rounds)
