"""The frame of the benchmarks: what it measures is there, and what it leaves behind is nothing."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from linli.kernel.benchmark import Request, Row, Stage
from linli.project.benching import client, processor
from tests.runtime.conftest import ROOT

RUN = """
from linli.project.benching import stage
stage.set_the_scene()
import dataclasses, json, django
from linli.project import config
settings = config.load()
stage.recreate_database(settings)
django.setup()
from linli.project.benching import running
try:
    rows = running.run("tests.runtime.test_bench.tiny", settings, quick=True, report=lambda *_: None)
finally:
    stage.drop_database(settings)
print(json.dumps([dataclasses.asdict(row) for row in rows]))
"""


def tiny(stage: Stage) -> Iterator[Row]:
    limit = stage.pgbench("SELECT 1;\n", clients=2, seconds=1)
    done = stage.load(lambda _number: Request(method="GET", path="/health/live"), count=400)
    ratio = done.rate / limit
    yield Row(
        measure="answers",
        value=done.statuses[200],
        unit="",
        bar="400",
        ok=len(done.latencies) == 400,
    )
    yield Row(measure="rate", value=done.rate, unit="1/s", limit=limit, ratio=ratio)
    yield Row(measure="cpu", value=done.cpu_ms(), unit="ms", ok=done.web_cpu > 0)
    yield Row(measure="p95", value=done.percentile(0.95), unit="s")


class Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201 if body == b"whole" else 400)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Keep quiet."""


@pytest.fixture
def echo():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address
    server.shutdown()


def test_every_request_of_a_load_is_sent_once_and_counted(echo):
    host, port = echo
    sent: list[int] = []

    def request(number: int) -> Request:
        sent.append(number)
        return Request(method="POST", path="/", body=b"whole" if number % 2 else b"half")

    latencies, statuses = client.send_all(host, port, request, count=100, clients=8)
    assert sorted(sent) == list(range(100))
    assert statuses == {201: 50, 400: 50}
    assert latencies == sorted(latencies)
    assert len(latencies) == 100


def test_at_a_rate_each_request_has_its_moment_and_waiting_counts(echo, monkeypatch):
    host, port = echo
    sent: list[float] = []
    ask = client._Line.ask

    def slowly(line: object, message: bytes) -> int:
        sent.append(time.perf_counter())
        time.sleep(0.1)
        return ask(line, message)

    monkeypatch.setattr(client._Line, "ask", slowly)
    request = Request(method="POST", path="/", body=b"whole")
    latencies, _statuses = client.send_all(
        host, port, lambda _number: request, count=6, clients=1, rate=20
    )
    assert max(latencies) >= 0.35  # the last was due after 0.25 s and sent after 0.5
    begun = time.perf_counter()
    client.send_all(host, port, lambda _number: request, count=3, clients=3, rate=5)
    assert sent[-1] - begun >= 0.4  # the third isn't sent before it is due


def test_the_processor_time_of_a_process_that_works_is_seen():
    with subprocess.Popen(
        [sys.executable, "-c", "import time\nwhile time.process_time() < 0.3: pass\ninput()"],
        stdin=subprocess.PIPE, start_new_session=True,
    ) as busy:  # fmt: skip
        while processor.of_group(busy.pid) < 0.25:
            assert busy.poll() is None
        assert processor.of_family(busy.pid) >= 0.25
        busy.communicate(b"\n")


@pytest.mark.drill
def test_a_bench_measures_in_a_house_of_its_own_and_leaves_nothing(house):
    outcome = subprocess.run(
        [sys.executable, "-c", RUN], env=house.environment(), cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert outcome.returncode == 0, outcome.stderr
    rows = {row["measure"]: row for row in json.loads(outcome.stdout)}
    assert rows["answers"]["value"] == 400
    assert rows["cpu"]["ok"] is True
    assert rows["rate"]["limit"] > 0
    assert house.postmaster == 0  # stopped, as nobody else used it
