"""`linli bench search`: bringing people in, and finding them again among a crowd.

The crowd stands in the search index alone; those who are asked for are in the register too.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence

from django.db import connections, transaction
from django.utils.module_loading import import_string

from linli.core.divisions import demonstration
from linli.core.people import queries, seeds
from linli.core.people.models import Resident
from linli.core.people.rules import Gender
from linli.core.people.seeds.names import given_name, surname
from linli.kernel import clock
from linli.kernel.benchmark import Row, Stage
from linli.kernel.demonstration import DemoPlan
from linli.kernel.ids import new_id
from linli.kernel.manifest import domains
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.database import scope
from linli.platform.search import index, pinyin
from linli.platform.search import queries as search
from linli.platform.search.index import Entry
from linli.platform.search.tokens import Form, Text

QUICK, FULL = (2_000, 8_000), (20_000, 1_000_000)  # in the register, and in the index besides
QUESTIONS = 500
SECONDS_FOR_20000, P95_MS, HITS = 20.0, 300.0, 0.98
BATCH = 5_000
CLERK = Actor(
    Kind.STAFF, "bench", holdings=(Holding("dispatcher", frozenset({queries.VIEW}), "3301"),)
)


def run(stage: Stage) -> Iterator[Row]:
    """Bring in residents, add the crowd, then ask as a clerk of the whole city asks."""
    registered, crowd = QUICK if stage.quick else FULL
    yield from _bring_in(stage, registered)
    with scope.limited_to((demonstration.SUBDISTRICT,)):
        _gather(crowd, stage)
        with connections["owner"].cursor() as cursor:
            cursor.execute("VACUUM ANALYZE search_token")
        yield from _ask(registered + crowd)


def _bring_in(stage: Stage, count: int) -> Iterator[Row]:
    plan = DemoPlan(until=clock.now(), residents=count)
    for key in ("divisions", "places"):
        import_string(domains[key].seeds or "")(plan, stage.report)
    begun, worked = time.perf_counter(), time.process_time()
    seeds.seed(plan, stage.report)
    seconds = (time.perf_counter() - begun) * 20_000 / count
    cpu = (time.process_time() - worked) * 20_000 / count
    yield Row(
        measure="20,000 residents brought in, search included", value=round(seconds, 1), unit="s",
        bar=f"≤ {SECONDS_FOR_20000:g}", ok=seconds <= SECONDS_FOR_20000,
    )  # fmt: skip
    yield Row(measure="of it, CPU outside the database", value=round(cpu, 1), unit="s")


def _gather(count: int, stage: Stage) -> None:
    """`count` more people in the index, spread over the communities."""
    chance = random.Random(count)  # noqa: S311  # the same crowd each time
    for start in range(0, count, BATCH):
        code = demonstration.COMMUNITIES[start // BATCH % len(demonstration.COMMUNITIES)]
        entries = [_stranger(code, chance) for _each in range(min(BATCH, count - start))]
        with transaction.atomic():
            index.put_many(queries.RESIDENT, entries, new=True)
        stage.report("crowd", start + len(entries), count)


def _stranger(code: str, chance: random.Random) -> Entry:
    name = surname(chance) + given_name(chance, chance.choice((Gender.MALE, Gender.FEMALE)))
    building, unit = chance.randint(1, 60), chance.randint(1, 6)
    door = f"{building}号楼{unit}单元{chance.randint(1, 30)}{chance.randint(1, 8):02d}"
    phone = f"19{chance.randint(0, 999_999_999):09d}"
    texts = [Text(Form.NAME, name), Text(Form.PHONE, phone), Text(Form.DOOR, door)]
    return Entry(new_id(), code, code, texts)


def _ask(people: int) -> Iterator[Row]:
    """Every way in which people ask, each for residents who are in the register."""
    took: list[float] = []
    found = asked = 0
    for number, one in enumerate(_sample()):
        words, is_exact = _WAYS[number % len(_WAYS)](one)
        begun = time.perf_counter()
        with transaction.atomic():
            groups = search.find(CLERK, words)
        took.append(1000 * (time.perf_counter() - begun))
        if is_exact:
            asked += 1
            found += any(hit.id == one.pk for group in groups for hit in group.hits[:3])
    took.sort()
    p95 = took[int(0.95 * len(took))]
    yield Row(
        measure=f"search among {people:,} people, p95", value=round(p95, 1), unit="ms",
        bar=f"≤ {P95_MS:g}", ok=p95 <= P95_MS,
    )  # fmt: skip
    yield Row(measure="search, median", value=round(took[len(took) // 2], 1), unit="ms")
    yield Row(
        measure="the right one among the first three", value=round(found / asked, 3), unit="share",
        bar=f"≥ {HITS}", ok=found / asked >= HITS,
    )  # fmt: skip


def _sample() -> Sequence[Resident]:
    with transaction.atomic():
        everybody = queries.residents_visible_to(CLERK).exclude(phone_index="")
        return list(everybody.order_by("id")[: QUESTIONS * 4 : 4])


def _tail(one: Resident) -> str:
    return str(one.phone)[-4:]


def _read(one: Resident) -> Sequence[str]:
    return pinyin.name_syllables(one.name)


Way = Callable[[Resident], tuple[str, bool]]  # the words, and whether they name one person alone
_WAYS: tuple[Way, ...] = (
    lambda one: (one.name, False),
    lambda one: (one.name[0], False),
    lambda one: ("".join(_read(one)), False),
    lambda one: ("".join(each[0] for each in _read(one)), False),
    lambda one: (one.phone, True),
    lambda one: (f"{one.name} {_tail(one)}", True),
    lambda one: (f"{''.join(_read(one))} {_tail(one)}", True),
    lambda one: (f"{one.name} {queries.home_of(one).replace(' ', '')}", True),
    lambda one: (f"{''.join(each[0] for each in _read(one))} {one.phone[-8:]}", True),
    lambda one: (_tail(one), False),
)
