"""Opinion groups of a large conversation, from the votes to what each group stands for."""

from collections.abc import Iterator
from time import perf_counter

import numpy as np

from linli.domains.council.rules import opinion_groups, opinions
from linli.domains.council.rules.opinions import Floats
from linli.kernel.benchmark import Row

PEOPLE, STATEMENTS, CAMPS, SEEN = 10_000, 500, 4, 0.2
WITHIN = 5.0  # seconds


def rows() -> Iterator[Row]:
    """Map, groups, representative statements and consensus together."""
    votes = conversation()
    started = perf_counter()
    heard, placed = opinions.heard(votes), opinions.opinion_map(votes)
    found = opinion_groups.grouping(placed.points, heard)
    counts = opinion_groups.counts(votes, found.groups, found.count)
    opinion_groups.representative(counts)
    opinion_groups.consensus(counts)
    took = perf_counter() - started
    yield Row(
        measure=f"opinion groups of {PEOPLE:,} people x {STATEMENTS} statements",
        value=round(took, 3), unit="s", bar=f"<= {WITHIN:g}", ok=took <= WITHIN,
    )  # fmt: skip


def conversation() -> Floats:
    """Votes of one seed: camps that agree among themselves by chance, each person saw a fifth."""
    chance = np.random.default_rng(20140618)
    likes = chance.random((CAMPS, STATEMENTS))[chance.integers(0, CAMPS, PEOPLE)]
    votes = np.where(chance.random((PEOPLE, STATEMENTS)) < likes, 1.0, -1.0)
    votes[chance.random(votes.shape) < 0.1] = 0.0
    votes[chance.random(votes.shape) >= SEEN] = np.nan
    return votes
