"""A whole house with a sub-district in it, a program that reports cases, and ways to kill its parts."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tests.runtime.conftest import House, children_of, copy_of, lives, prepared, stop, until

__all__ = ["prepared"]
SETTLE = """
import json
from django.db import transaction
from linli.core.divisions import demonstration, seeds
from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts.actions.grants import insert_in_force
from linli.platform.accounts.models import Account
from linli.platform.api import actions

def program(name):
    account = Account.objects.create(
        username=name, name=name, kind="service", created_at=clock.now()
    )
    insert_in_force(Grant(
        account=account, role_id="dispatcher", area=demonstration.SUBDISTRICT,
        granted_at=clock.now(), in_force_at=clock.now(),
    ))
    return actions.create_key(
        actor=machine("drill"), account=account, name="drill", per_minute=100000
    ).token

seeds.seed(DemoPlan(until=clock.now()), lambda *_words: None)
with transaction.atomic():
    print(json.dumps([demonstration.FIRST, program("甲"), program("乙")]))
"""
COUNT = """
import json
from django.db import connection
from linli.platform.database import scope
with scope.system("a drill counts what became of its cases"), connection.cursor() as cursor:
    cursor.execute(\"\"\"{query}\"\"\")
    print(json.dumps(cursor.fetchall(), default=str))
"""


@dataclass
class Site:
    """A house that serves, in which two programs may report and dispatch."""

    house: House
    serving: "subprocess.Popen[str]"
    community: str
    tokens: tuple[str, str]
    names = ("甲", "乙")

    def post(self, path: str, body: Mapping[str, Any], once: str, by: int = 0) -> tuple[int, Any]:
        """Status and answer; status 0 when the connection broke before there was one."""
        headers = {
            "Authorization": f"Bearer {self.tokens[by]}",
            "Content-Type": "application/json",
            "Idempotency-Key": once,
        }
        line = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
        try:
            line.request("POST", path, json.dumps(body), headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return 0, None
        finally:
            line.close()

    def report(self, words: str, once: str, by: int = 0) -> tuple[int, Any]:
        body = {"area": self.community, "description": words}
        return self.post("/api/v1/cases/", body, once, by)

    def insist(self, words: str, once: str) -> dict[str, Any]:
        """Report until it is acknowledged, with the same once-key, as a careful program does."""
        answers: list[tuple[int, Any]] = []

        def is_acknowledged() -> bool:
            answers.append(self.report(words, once))
            if answers[-1][0] in {0, 409, 500, 502, 503}:
                time.sleep(0.2)  # don't hammer what is just getting up
            return answers[-1][0] == 201

        until(is_acknowledged, f"{words} is acknowledged")
        acknowledged: dict[str, Any] = answers[-1][1]
        return acknowledged

    def select(self, query: str) -> list[list[Any]]:
        """Rows of a query across every community."""
        outcome = self.house.linli("django-admin", "shell", "-c", COUNT.format(query=query))
        assert outcome.returncode == 0, outcome.stderr
        rows: list[list[Any]] = json.loads(outcome.stdout.splitlines()[-1])
        return rows

    def shell(self, program: str) -> None:
        """Run a short program of the house's own, such as an administrator would."""
        outcome = self.house.linli("django-admin", "shell", "-c", program)
        assert outcome.returncode == 0, outcome.stderr

    def hold(self, part: str) -> None:
        """Let web or worker stand still where it is; it only goes on by being killed."""
        os.kill(self._child(part), signal.SIGSTOP)

    def kill(self, part: str) -> None:
        """End web, worker or database as a power cut would, and wait until it is up again."""
        if part == "database":
            self._kill(self.house.postmaster, lambda: self.house.postmaster)
        else:
            self._kill(self._child(part), lambda: self._child(part))
        until(lambda: self.house.get("/health/ready")[0] == 200, "linli answers again")

    def _child(self, name: str) -> int:
        return children_of(self.serving.pid).get(name, 0)

    def _kill(self, pid: int, current: Callable[[], int]) -> None:
        until(lambda: current() != 0, "it runs")
        os.kill(current(), signal.SIGKILL)
        until(lambda: not lives(pid), "it is gone")
        until(lambda: current() not in {0, pid}, "it is started again")


@contextmanager
def opened(prepared: House, **settings: str) -> Iterator[Site]:
    """A copy of the house of the runtime tests, with a sub-district in it, open."""
    house = copy_of(prepared)
    settled = house.linli("django-admin", "shell", "-c", SETTLE)
    assert settled.returncode == 0, settled.stderr
    community, *tokens = json.loads(settled.stdout.splitlines()[-1])
    serving = house.serve(**settings)
    until(lambda: "worker" in children_of(serving.pid), "the worker runs")
    yield Site(house, serving, community, (tokens[0], tokens[1]))
    stop(serving)
    shutil.rmtree(house.home.parent, ignore_errors=True)


@pytest.fixture(scope="module")
def site(prepared: House) -> Iterator[Site]:
    with opened(prepared) as found:
        yield found
