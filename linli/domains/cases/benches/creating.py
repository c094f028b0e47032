"""Cases created through the JSON API, beside the same rows inserted by pgbench."""

import json
from collections.abc import Callable, Iterator, Mapping

from django.db import connection

from linli.domains.cases.benches.scene import Scene
from linli.kernel.benchmark import Request, Row
from linli.kernel.ids import new_id
from linli.platform.database import scope

CLIENTS = 8
LEAST_SHARE, MOST_CPU = 0.07, 6.0
WORDS = "三号楼二单元的电梯门关不上，一直在响"
ANEW = "gen_random_uuid()"
# The rows of one create: table, what tells its newest row, and what differs from row to row.
ROWS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("cases_case", "reported_at", {"id": ANEW, "number": "'b' || nextval('cases_serial')"}),
    ("cases_step", "id", {"id": "DEFAULT"}),
    ("audit_entry", "id", {"id": "DEFAULT"}),
    ("jobs_publishedevent", "at", {"id": ANEW}),
    ("procrastinate_jobs", "id", {"id": "DEFAULT"}),
    ("api_answer", "at", {"id": ANEW}),
)
TIMES = {"procrastinate_jobs": 3}  # one for each listener
AS_FOUND = {"procrastinate_jobs": {"status": "'todo'", "attempts": "0", "worker_id": "NULL"}}


def rows(scene: Scene) -> Iterator[Row]:
    """Rate and CPU of durable creates, with trail, event and idempotency."""
    report = reports(scene)
    scene.load(report, scene.size(400, 120), answer=201, clients=CLIENTS)  # warm up
    script, seconds = _script(), scene.size(8, 2)
    before = scene.stage.pgbench(script, clients=CLIENTS, seconds=seconds)
    scene.drop_jobs()  # of pgbench's rows
    load = scene.load(report, scene.size(4000, 500), answer=201, clients=CLIENTS)
    after = scene.stage.pgbench(script, clients=CLIENTS, seconds=seconds)
    alone = (before + after) / 2
    share, cpu, count = load.rate / alone, load.cpu_ms(), len(load.latencies)
    yield Row(
        measure="create through the API", value=round(load.rate, 1), unit="1/s",
        limit=round(alone, 1), ratio=round(share, 4), bar=f"ratio >= {LEAST_SHARE}",
        ok=share >= LEAST_SHARE,
    )  # fmt: skip
    yield Row(
        measure="create: CPU of the web processes", value=round(cpu, 2), unit="ms",
        bar=f"<= {MOST_CPU:g}", ok=cpu <= MOST_CPU,
    )  # fmt: skip
    database = round(1000 * load.database_cpu / count, 2)
    yield Row(measure="create: CPU of the database", value=database, unit="ms")
    slow = round(1000 * load.percentile(0.95), 1)
    yield Row(measure="create: 95 % answered within", value=slow, unit="ms")


def reports(scene: Scene, words: str = WORDS) -> Callable[[int], Request]:
    """A program's calls; `words` may have a place for the number of the call."""
    bearer = f"Bearer {scene.token}"

    def make(number: int) -> Request:
        community = scene.communities[number % len(scene.communities)]
        body = {
            "area": community,
            "description": words.format(number),
            "location": "3号楼",
        }
        headers = {
            "Authorization": bearer,
            "Content-Type": "application/json",
            "Idempotency-Key": str(new_id()),
        }
        return Request(
            method="POST", path="/api/v1/cases/", headers=headers, body=json.dumps(body).encode()
        )

    return make


def _script() -> str:
    """The rows of the newest create, as PostgreSQL alone would write them: one transaction."""
    with scope.system("pgbench inserts the rows of one create again"):
        inserts = [
            _insert(table, newest, {**anew, **AS_FOUND.get(table, {})})
            for table, newest, anew in ROWS
            for _each in range(TIMES.get(table, 1))
        ]
    return "\n".join(["BEGIN;", *inserts, "COMMIT;", ""])


def _insert(table: str, newest: str, anew: Mapping[str, str]) -> str:
    """An INSERT of the table's newest row, with other expressions for what has to differ."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        columns = [each.name for each in cursor.description]
        quoted = ", ".join(f"quote_nullable({each}::text)" for each in columns)
        cursor.execute(f"SELECT {quoted} FROM {table} ORDER BY {newest} DESC LIMIT 1")
        found = dict(zip(columns, cursor.fetchone(), strict=True))
    written = {**found, **anew}
    return f"INSERT INTO {table} ({', '.join(written)}) VALUES ({', '.join(written.values())});"
