"""Participatory budgets: what was voted, who wins by the greedy rules, and how a lot breaks ties.

Money is `Decimal` in the community's currency, counts are integers, quotients are `Fraction`: no
winner here ever hangs on a rounding.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from typing import TypeAlias

_SEED = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Project:
    """What can be paid for: an id without line breaks, and a cost above nothing."""

    id: str
    cost: Decimal


Ballot: TypeAlias = tuple[
    tuple[int, int], ...
]  # (place in the projects, points), by place; points >= 1


@dataclass(frozen=True)
class Election:
    """A budget, the projects, and how many voters cast each different ballot.

    An approval or a single choice is one point for each project named; a cumulative or an ordinal
    ballot gives its own points. Made by `election`, which checks.
    """

    budget: Decimal
    projects: tuple[Project, ...]
    ballots: Mapping[Ballot, int]

    @cached_property
    def voters(self) -> int:
        """How many cast a ballot, empty ones among them."""
        return sum(self.ballots.values())

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """For each project, how many voters gave it any points."""
        return self._sums(weighted=False)

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """For each project, the points it was given; for approvals the same as its votes."""
        return self._sums(weighted=True)

    def _sums(self, *, weighted: bool) -> tuple[int, ...]:
        sums = [0] * len(self.projects)
        for ballot, times in self.ballots.items():
            for place, points in ballot:
                sums[place] += times * (points if weighted else 1)
        return tuple(sums)

    def cost(self, chosen: Iterable[int]) -> Decimal:
        """What the projects at these places cost together."""
        return sum((self.projects[place].cost for place in chosen), Decimal(0))


def election(
    budget: Decimal, projects: Iterable[Project], ballots: Iterable[Mapping[str, int]]
) -> Election:
    """Count equal ballots together; each gives points (integers, above nothing) by project id.

    ValueError for a negative budget, a cost that isn't above nothing, an id that stands twice, and
    a ballot that names an unknown project or gives no points.
    """
    listed = tuple(projects)
    places = {each.id: place for place, each in enumerate(listed)}
    if len(places) != len(listed):
        raise ValueError("Two projects have the same id.")
    if not (budget.is_finite() and budget >= 0):
        raise ValueError(f"A budget can't be {budget}.")
    for each in listed:
        if not (each.cost.is_finite() and each.cost > 0):
            raise ValueError(f"Project {each.id} can't cost {each.cost}.")
    return Election(budget, listed, Counter(_ballot(each, places) for each in ballots))


def _ballot(points: Mapping[str, int], places: Mapping[str, int]) -> Ballot:
    for project, given in points.items():
        if project not in places:
            raise ValueError(f"A ballot names project {project}, which isn't listed.")
        if given < 1:
            raise ValueError(f"A ballot gives {given} points to project {project}.")
    return tuple(sorted((places[project], given) for project, given in points.items()))


def commitment(seed: str) -> str:
    """What is published before the vote: SHA-256 of the seed's 64 lower-case hex digits, in hex.

    Anybody recomputes it with `printf %s SEED | sha256sum`. ValueError for any other seed: a short
    one could be found by trying all of them before the vote ends.
    """
    _check_seed(seed)
    return sha256(seed.encode()).hexdigest()


def lot(seed: str, closing: str, ids: Iterable[str]) -> dict[str, int]:
    """The order that breaks ties: for each project id its rank, 0 the first to win.

    Ids are sorted by the hex SHA-256 of seed, line feed, closing, line feed, id (UTF-8), smallest
    first; by hand `printf '%s\\n%s\\n%s' SEED CLOSING ID | sha256sum`. `closing` is one line that
    nobody could know when the seed was committed, such as the hash of the sealed ballots: without
    it whoever draws the seed could draw until a friend's project comes first.
    ValueError for a seed that isn't 64 lower-case hex digits, a line break in `closing` or an id.
    """
    _check_seed(seed)
    listed = list(ids)
    if any("\n" in each for each in (closing, *listed)):
        raise ValueError("Neither an id nor the closing line can hold a line break.")
    drawn = sorted(listed, key=lambda each: _draw(seed, closing, each))
    return {each: rank for rank, each in enumerate(drawn)}


def _draw(seed: str, closing: str, project: str) -> str:
    return sha256(f"{seed}\n{closing}\n{project}".encode()).hexdigest()


def _check_seed(seed: str) -> None:
    if not _SEED.fullmatch(seed):
        raise ValueError("A seed is 64 lower-case hexadecimal digits.")


class Measure(StrEnum):
    """What the greedy rule ranks projects by."""

    SCORE = "score"  # points; for approvals and single choices the votes
    SCORE_PER_COST = "score_per_cost"


def ranking(
    votes: Election, ranks: Mapping[str, int], measure: Measure = Measure.SCORE
) -> list[int]:
    """Places of all projects, the best first; equal ones in the order of the lot (`ranks` by id)."""

    def key(place: int) -> tuple[Fraction, int]:
        project, score = votes.projects[place], Fraction(votes.scores[place])
        per = Fraction(project.cost) if measure is Measure.SCORE_PER_COST else 1
        return -score / per, ranks[project.id]

    return sorted(range(len(votes.projects)), key=key)


def greedy(
    votes: Election,
    ranks: Mapping[str, int],
    *,
    measure: Measure = Measure.SCORE,
    skip: bool = True,
    least: int = 0,
    begun: Sequence[int] = (),
) -> tuple[int, ...]:
    """Places of the winners in the order in which they won: down the ranking while money lasts.

    With `skip` what doesn't fit is passed over (Pabulib's `greedy`, so that the outcome is
    exhaustive among projects with `least` points); without it the first that doesn't fit ends it
    (`greedy-no-skip`). `least` is the city's threshold in points; `begun` has won before.
    Source: Pabulib's format, field `rule` (pabulib.org/format; arXiv 2305.11035).
    """
    chosen, left = list(begun), votes.budget - votes.cost(begun)
    for place in ranking(votes, ranks, measure):
        if place in begun or votes.scores[place] < least:
            continue
        cost = votes.projects[place].cost
        if cost <= left:
            chosen.append(place)
            left -= cost
        elif not skip:
            break
    return tuple(chosen)


def is_exhaustive(votes: Election, chosen: Iterable[int]) -> bool:
    """Whether no project that is left out would still fit into the budget."""
    won = frozenset(chosen)
    left = votes.budget - votes.cost(won)
    others = (each for place, each in enumerate(votes.projects) if place not in won)
    return all(each.cost > left for each in others)
