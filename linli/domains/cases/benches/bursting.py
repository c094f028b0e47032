"""A burst of reports while a dispatcher works: none is lost, and the list stays quick."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from linli.domains.cases.benches import creating, reading
from linli.domains.cases.benches.scene import Scene
from linli.kernel.benchmark import Load, Row
from linli.kernel.ids import new_id

A_SECOND = 2000 / 60  # reports, each at its moment, whether the others were answered or not
LOOKS = 4.0  # pages a second: as if four dispatchers had just been told of something new
REPORTERS, DISPATCHERS = 24, 4  # connections
WITHIN_MS = 300.0


def rows(scene: Scene) -> Iterator[Row]:
    """Follows the scores, so that a year of cases is there. Latencies count from when each was due."""
    count = scene.size(2000, 120)
    seconds = count / A_SECOND
    rest = _looks(scene, scene.size(20, 2))
    burst = str(new_id())
    words = f"暴雨，{{}}号楼前积水 {burst}"
    reports = creating.reports(scene, words)
    with ThreadPoolExecutor(2) as both:
        meanwhile = both.submit(_looks, scene, seconds)
        arriving = both.submit(
            scene.load, reports, count, answer=201, clients=REPORTERS, rate=A_SECOND
        )
    yield from _kept(scene, arriving.result(), {words.format(each) for each in range(count)})
    slow, limit = (1000 * each.percentile(0.95) for each in (meanwhile.result(), rest))
    yield Row(
        measure=f"list during {count:,} reports in {seconds:.0f} s: 95 % answered within",
        value=round(slow, 1), unit="ms", limit=round(limit, 1), ratio=round(slow / limit, 2),
        bar=f"<= {WITHIN_MS:g}", ok=slow <= WITHIN_MS,
    )  # fmt: skip


def _looks(scene: Scene, seconds: float) -> Load:
    """The dispatcher's list at a steady pace."""
    count = max(1, round(seconds * LOOKS))
    return scene.load(reading.pages(scene), count, answer=200, clients=DISPATCHERS, rate=LOOKS)


def _kept(scene: Scene, load: Load, said: set[str]) -> Iterator[Row]:
    """Every report was acknowledged, or `load` had refused; whether each is there as well."""
    _seconds, found = scene.timed(lambda: _stored(said), times=1)
    lost = len(said - found)
    yield Row(
        measure=f"burst of {len(said):,} reports: acknowledged and lost", value=lost, unit="",
        limit=len(said), bar="0", ok=not lost,
    )  # fmt: skip
    yield Row(
        measure="burst: 95 % acknowledged within", value=round(1000 * load.percentile(0.95), 1),
        unit="ms",
    )  # fmt: skip


def _stored(said: set[str]) -> set[str]:
    """What PostgreSQL itself says is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT description FROM cases_case WHERE description = ANY(%s)", [[*said]])
        return {words for (words,) in cursor.fetchall()}
