"""The dispatcher's list, the deadlines and the three rates, in a small house and in a large one."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db import connection

from linli.domains.cases import queries
from linli.domains.cases.benches.scene import Scene
from linli.domains.cases.queries import Period
from linli.domains.cases.seeds import stories
from linli.kernel import clock
from linli.kernel.benchmark import Load, Request, Row
from linli.platform.calendar import clocks
from linli.platform.calendar import queries as calendars

THREE_YEARS = 3 * 365
LEAST_OPEN = 500  # so that every page of the small house is full as well
OPEN_SHARE = 0.015
MOST_CPU, MOST_GROWTH = 12.0, 1.5
DEADLINES_WITHIN, RATES_WITHIN = 2.0, 5.0
ALIKE_WITHIN_MS = 150.0


def rows(scene: Scene) -> Iterator[Row]:
    """Pages first, as the house grows; then what looks at all of it."""
    small, large = scene.size(10_000, 2_000), scene.size(1_000_000, 20_000)
    scene.pour(small, days=THREE_YEARS, open_share=LEAST_OPEN / small)
    few = _pages(scene)
    scene.pour(large - small, days=THREE_YEARS, open_share=OPEN_SHARE)
    many = _pages(scene)
    yield from _list_rows(few, small, None)
    yield from _list_rows(many, large, few)
    yield from _alike(scene, large)
    yield from _rates(scene, large)
    yield from _deadlines(scene, scene.size(100_000, 10_000))


def pages(scene: Scene) -> Callable[[int], Request]:
    """The dispatcher's calls for the list, one community after another."""
    cookie = scene.cookie

    def page(number: int) -> Request:
        community = scene.communities[number % len(scene.communities)]
        path = f"/cases/?status=open&community={community}"
        return Request(method="GET", path=path, headers={"Cookie": cookie})

    return page


def _pages(scene: Scene) -> Load:
    page = pages(scene)
    scene.load(page, 40, answer=200, clients=2)  # warm up
    return scene.load(page, scene.size(600, 150), answer=200, clients=2)


def _list_rows(load: Load, cases: int, few: Load | None) -> Iterator[Row]:
    cpu, slow = load.cpu_ms(), 1000 * load.percentile(0.95)
    yield Row(
        measure=f"list of {cases:,} cases: CPU of the web processes", value=round(cpu, 2),
        unit="ms", bar=f"<= {MOST_CPU:g}", ok=cpu <= MOST_CPU,
    )  # fmt: skip
    name = f"list of {cases:,} cases: 95 % answered within"
    if few is None:
        yield Row(measure=name, value=round(slow, 1), unit="ms")
        return
    limit = 1000 * few.percentile(0.95)
    yield Row(
        measure=name, value=round(slow, 1), unit="ms", limit=round(limit, 1),
        ratio=round(slow / limit, 2), bar=f"ratio <= {MOST_GROWTH}", ok=slow / limit <= MOST_GROWTH,
    )  # fmt: skip


def _alike(scene: Scene, cases: int) -> Iterator[Row]:
    """What a worker is shown before entering: words of every kind, asked in every community."""
    actor, took = scene.actor, []
    said = [words for told in stories.STORIES.values() for words in told]
    for number in range(scene.size(200, 100)):
        area = scene.communities[number % len(scene.communities)]
        words = said[number % len(said)].format(n=3, u=2)
        matter = queries.matter_told(area=area, said=words, location="3号楼")
        seconds, _found = scene.timed(partial(queries.alike_for_staff, actor, matter), times=1)
        took.append(1000 * seconds)
    slow = sorted(took)[len(took) * 95 // 100]
    yield Row(
        measure=f"similar-case search over {cases:,} cases: 95 %", value=round(slow, 1), unit="ms",
        bar=f"<= {ALIKE_WITHIN_MS:g}", ok=slow <= ALIKE_WITHIN_MS,
    )  # fmt: skip


def _deadlines(scene: Scene, cases: int) -> Iterator[Row]:
    """Which open cases are overdue: asked of the stored deadlines, and of every log."""
    scene.sweep()
    scene.pour(cases, days=16, open_share=1)
    now = clock.now()
    asked, overdue = scene.timed(lambda: list(queries.overdue(now).values_list("pk", flat=True)))
    replayed, told = scene.timed(lambda: _overdue_by_log(now), times=1)
    if len(overdue) != told:
        raise RuntimeError(f"{len(overdue)} cases are overdue by column, {told} by their clocks.")
    yield Row(
        measure=f"deadlines of {cases:,} open cases, one pass", value=round(asked, 3), unit="s",
        limit=round(replayed, 3), ratio=round(asked / replayed, 3),
        bar=f"<= {DEADLINES_WITHIN:g}", ok=asked <= DEADLINES_WITHIN,
    )  # fmt: skip
    yield Row(
        measure=f"clock logs of {cases:,} open cases, replayed", value=round(replayed, 3), unit="s"
    )


def _overdue_by_log(now: datetime) -> int:
    calendar = calendars.current()
    logs = queries.open_cases().values_list("solution_clock", flat=True).iterator(10_000)
    return sum(clocks.reading(clocks.from_plain(log), calendar, now).overdue for log in logs)


def _rates(scene: Scene, cases: int) -> Iterator[Row]:
    """The three rates of the last month in a house of so many cases, and of all of them."""
    now, actor = clock.now(), scene.actor
    counted, _all = scene.timed(_count)
    for words, days in (("a month", 30), ("all", THREE_YEARS + 1)):
        period = Period(scene.subdistrict, now - timedelta(days=days), now)
        took, rates = scene.timed(partial(queries.rates, actor, period, now))
        yield Row(
            measure=f"three rates of {words} ({rates.reported:,} of {cases:,} cases)",
            value=round(took, 3), unit="s", limit=round(counted, 3),
            ratio=round(took / counted, 2), bar=f"<= {RATES_WITHIN:g}", ok=took <= RATES_WITHIN,
        )  # fmt: skip


def _count() -> int:
    """PostgreSQL alone, counting every case that the scope holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case")
        return int(cursor.fetchone()[0])
