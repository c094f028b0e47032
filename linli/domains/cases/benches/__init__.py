"""`linli bench cases`: what creating, listing, judging deadlines,
measuring and scoring cases costs, and what a burst of them does."""

from collections.abc import Iterator

from linli.domains.cases.benches import bursting, creating, reading, scoring
from linli.domains.cases.benches.scene import Scene
from linli.kernel.benchmark import Row, Stage


def bench(stage: Stage) -> Iterator[Row]:
    """Every figure that is promised for cases, each beside what it is measured against."""
    scene = Scene(stage)
    yield from creating.rows(scene)
    scene.sweep()
    yield from reading.rows(scene)
    yield from scoring.rows(scene)
    yield from bursting.rows(scene)
