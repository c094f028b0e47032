"""A year of scores, counted again from the timelines of all its cases and ruled again."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from linli.domains.cases import queries
from linli.domains.cases.benches.scene import Scene
from linli.domains.cases.queries import counting
from linli.domains.cases.rules import scores
from linli.kernel import clock
from linli.kernel.benchmark import Row

YEAR, MONTHS = 365, 12
REPLAY_WITHIN = 60.0  # seconds


def rows(scene: Scene) -> Iterator[Row]:
    """The whole population of a year, one month after another, with progress."""
    cases = scene.size(1_000_000, 10_000)
    scene.sweep()
    scene.pour(cases, days=YEAR - 31)  # within the last twelve months, the current one included
    now = clock.now()
    sheets, took = [], 0.0
    for number, first in enumerate(_months(now), 1):
        seconds, sheet = scene.timed(partial(_replayed, scene.subdistrict, first, now), times=1)
        took += seconds
        sheets.append(sheet)
        scene.stage.report("months scored", number, MONTHS)
    if not all(sheets):
        raise RuntimeError("A month of the year has nothing to score.")
    yield Row(
        measure=f"replay of scores of a year over {cases:,} cases", value=round(took, 3), unit="s",
        bar=f"<= {REPLAY_WITHIN:g}", ok=took <= REPLAY_WITHIN,
    )  # fmt: skip


def _months(now: datetime) -> list[date]:
    """The first days of this month and of the eleven before it."""
    today = clock.local_date(now)
    count = today.year * 12 + today.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(count - MONTHS + 1, count + 1)]


def _replayed(area: str, first: date, now: datetime) -> str:
    found = counting.party_counts(counting.Month(area, first, now))
    pieces = scores.from_plain(queries.score_rules_for(first).pieces)
    return scores.sheet(scores.scores(pieces, found)) if found else ""
