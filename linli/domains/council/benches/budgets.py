"""The Method of Equal Shares with its completion, for a town of 6,500 voters and 60 projects."""

import random
from collections.abc import Iterator
from decimal import Decimal
from time import perf_counter

from linli.domains.council.rules.budgets import Election, Project, election, lot
from linli.domains.council.rules.equal_shares import Completion, Utility, equal_shares
from linli.kernel.benchmark import Row

VOTERS, PROJECTS, BUDGET = 6_500, 60, 1_000_000  # about the size of Wieliczka's vote
WITHIN = 1.0  # seconds


def rows() -> Iterator[Row]:
    """Each utility, shares raised by one unit of currency as long as the budget holds."""
    votes = town()
    ranks = lot("5e" * 32, "", [each.id for each in votes.projects])
    for utility in Utility:
        started = perf_counter()
        equal_shares(votes, ranks, utility=utility, completion=Completion.ADD1U)
        took = perf_counter() - started
        yield Row(
            measure=f"equal shares by {utility}, add1u: {VOTERS:,} voters, {PROJECTS} projects",
            value=round(took, 3), unit="s", bar=f"<= {WITHIN:g}", ok=took <= WITHIN,
        )  # fmt: skip


def town() -> Election:
    """Voters of one seed, who each approve of 1 to 15 projects, some of which many like."""
    draw = random.Random(20230422)  # noqa: S311
    projects = [
        Project(str(place), Decimal(draw.randrange(5_000, 150_000, 500)))
        for place in range(PROJECTS)
    ]
    liked = [draw.paretovariate(1.2) for _each in projects]
    names = [each.id for each in projects]
    ballots = (
        dict.fromkeys(draw.choices(names, liked, k=draw.randint(1, 15)), 1)
        for _voter in range(VOTERS)
    )
    return election(Decimal(BUDGET), projects, ballots)
