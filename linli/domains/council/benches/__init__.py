"""`linli bench council`: ballots through HTTP, the count with its certificate, opinion groups, budgets."""

from collections.abc import Iterator

from linli.kernel.benchmark import Row, Stage


def bench(stage: Stage) -> Iterator[Row]:
    """Every figure that is promised for the council, each beside what it is measured against."""
    from linli.domains.council.benches import budgets, casting, opinions  # numpy, which few need

    yield from casting.rows(stage)
    yield from opinions.rows()
    yield from budgets.rows()
