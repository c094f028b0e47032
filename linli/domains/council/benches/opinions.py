"""Opinion groups of a large conversation, from the votes to what each group stands for."""

from collections.abc import Iterator
from time import perf_counter

import numpy as np

from linli.domains.council.rules.opinion_result import computed
from linli.domains.council.rules.opinions import Floats
from linli.kernel.benchmark import Row

PEOPLE, STATEMENTS, CAMPS, SEEN = 10_000, 500, 4, 0.2
WITHIN = 5.0  # seconds


def rows() -> Iterator[Row]:
    """A whole round: map, groups, what stands for them, consensus, and what everybody may read."""
    votes = conversation()
    out, numbers = np.zeros(STATEMENTS, dtype=np.bool_), range(1, STATEMENTS + 1)
    computed(votes[:50], numbers, out, None)  # a worker loads the mathematics once, not every round
    started = perf_counter()
    computed(votes, numbers, out, None)
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
