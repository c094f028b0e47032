"""A house of its own for one bench, beside the one in use: its own database, port, web and worker."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from linli.kernel.benchmark import Load, Request
from linli.kernel.demonstration import Report
from linli.platform.database import programs, roles
from linli.platform.database.problem import DatabaseProblem
from linli.project import database
from linli.project.benching import client, processor
from linli.project.config import Config
from linli.project.serving.house import House

DATABASE = "linli_bench"
TPS = re.compile(r"^tps = ([0-9.]+)", re.MULTILINE)
OPENING = 60.0  # seconds


def set_the_scene() -> None:
    """Point this process and its children at the bench's own database and port, before any setting
    is read: what is in use is neither measured nor touched."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ |= {
        "LINLI_DATABASE_NAME": DATABASE,
        "LINLI_HOST": "127.0.0.1",
        "LINLI_PORT": str(port),
        "LINLI_SITE_URL": "",
        "LINLI_DEMONSTRATION": "false",
        "LINLI_SECOND_FACTOR": "false",
        "LINLI_BEHIND_HTTPS": "false",
        "LINLI_DEBUG": "false",
    }


@dataclass(frozen=True)
class Theatre:
    """The `Stage` that benches are given."""

    config: Config
    house: House
    quick: bool
    report: Report

    def pgbench(self, script: str, *, clients: int = 8, seconds: int = 5) -> float:
        given = conninfo_to_dict(database.dsn(self.config, roles.APP))
        password = str(given.pop("password"))
        environment = {
            **os.environ, "LC_ALL": "C",
            "PGPASSWORD": password, "PGOPTIONS": f"-c role={roles.SYSTEM}",
        }  # fmt: skip
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
            file.write(script)
            file.flush()
            with self._alone():
                outcome = subprocess.run(
                    [self._programs().path("pgbench"), "--no-vacuum", f"--file={file.name}",
                     f"--client={clients}", "--jobs=2", f"--time={seconds}", make_conninfo("", **given)],
                    env=environment, capture_output=True, text=True, check=False,
                )  # fmt: skip
        found = TPS.search(outcome.stdout)
        if outcome.returncode or found is None:
            raise DatabaseProblem(f"pgbench failed: {outcome.stderr.strip()}")
        return float(found.group(1))

    def load(
        self,
        request: Callable[[int], Request],
        *,
        count: int,
        clients: int = 8,
        rate: float | None = None,
    ) -> Load:
        before, begun = self._cpu(), time.perf_counter()
        latencies, statuses = client.send_all(
            self.config.host, self.config.port, request, count=count, clients=clients, rate=rate
        )
        seconds, after = time.perf_counter() - begun, self._cpu()
        web, worker, server = (b - a for a, b in zip(before, after, strict=True))
        return Load(
            seconds=seconds, latencies=latencies, statuses=statuses,
            web_cpu=web, worker_cpu=worker, database_cpu=server,
        )  # fmt: skip

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold web and worker still, so that PostgreSQL is measured alone."""
        leaders = [child.pid for child in self.house.children if child.pid]
        for leader in leaders:
            os.killpg(leader, signal.SIGSTOP)
        try:
            yield
        finally:
            for leader in leaders:
                os.killpg(leader, signal.SIGCONT)

    def _cpu(self) -> tuple[float, float, float]:
        web, worker = (processor.of_group(child.pid) for child in self.house.children)
        server = database.own_server(self.config)
        return web, worker, processor.of_family(server.pid if server else None)

    def _programs(self) -> programs.Programs:
        server = database.own_server(self.config)
        return server.installed if server else programs.embedded()


@contextmanager
def opened(config: Config, *, quick: bool, report: Report) -> Iterator[Theatre]:
    """A house with an empty database, gone again when the bench is over."""
    told: list[str] = []
    house = House(config, database.own_server(config), told.append)
    is_open = threading.Event()
    keeper = threading.Thread(target=house.run, args=(is_open.set,), kwargs={"signals": False})
    keeper.start()
    try:
        if not is_open.wait(OPENING):
            raise DatabaseProblem(f"The bench's own house didn't open: {' '.join(told)}")
        yield Theatre(config, house, quick, report)
    finally:
        house.stop()
        keeper.join()


def recreate_database(config: Config) -> None:
    """Drop the bench's database, if an earlier bench left one, and make it anew."""
    database.join(config)
    drop_database(config)
    database.prepare(config)


def drop_database(config: Config) -> None:
    with database.connect(database.admin_dsn(config)) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cpu = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "cpu": cpu.group(1) if cpu else "unknown",
        "system": " ".join(os.uname()[:3:2]),
        "django": version("django"),
        "granian": version("granian"),
    }
