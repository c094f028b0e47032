"""The sub-district in which cases are measured: ten communities, a program with a key, a dispatcher."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from time import perf_counter, sleep
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction
from django.http import HttpRequest
from django.utils.module_loading import import_string

from linli.core.divisions import demonstration
from linli.core.divisions import seeds as divisions
from linli.domains.cases.seeds.bulk import Crowd, pour
from linli.kernel import clock
from linli.kernel.benchmark import Load, Request, Stage
from linli.kernel.demonstration import DemoPlan
from linli.platform.access.actor import Actor, machine
from linli.platform.access.models import Grant
from linli.platform.access.queries import actor_of
from linli.platform.accounts import visits
from linli.platform.accounts.actions.grants import insert_in_force
from linli.platform.accounts.models import Account, Kind
from linli.platform.api import actions as api
from linli.platform.database import scope

UNLIMITED = 10_000_000  # calls a minute
TABLES = ("cases_case", "cases_contact", "cases_assignment", "cases_step", "cases_callback")


@dataclass
class Scene:
    """A stage with a sub-district on it."""

    stage: Stage
    poured: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        divisions.seed(DemoPlan(until=clock.now()), self.stage.report)

    @property
    def subdistrict(self) -> str:
        return demonstration.SUBDISTRICT

    @property
    def communities(self) -> tuple[str, ...]:
        return demonstration.COMMUNITIES

    def size(self, whole: int, quick: int) -> int:
        return quick if self.stage.quick else whole

    @cached_property
    def token(self) -> str:
        """The key of a program that may do in this sub-district what a dispatcher may."""
        with transaction.atomic():
            program = Account.objects.create(
                username="bench", name="bench", kind=Kind.SERVICE, created_at=clock.now()
            )
            now = clock.now()
            insert_in_force(
                Grant(
                    account=program, role_id="dispatcher", area=self.subdistrict,
                    granted_at=now, in_force_at=now,
                )
            )  # fmt: skip
            made = api.create_key(
                actor=machine("bench"), account=program, name="bench", per_minute=UNLIMITED
            )
        return made.token

    @cached_property
    def dispatcher(self) -> Account:
        held = Grant.objects.filter(role_id="dispatcher", area=self.subdistrict)
        return held.select_related("account").exclude(account__username="bench")[0].account

    @property
    def actor(self) -> Actor:
        return actor_of(self.dispatcher)

    @cached_property
    def cookie(self) -> str:
        """The dispatcher's session, as a browser sends it."""
        request = HttpRequest()
        request.session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
        visits.begin(request, self.dispatcher, by="bench")
        request.session.save()
        return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"

    def load(
        self,
        request: Callable[[int], Request],
        count: int,
        *,
        answer: int,
        clients: int,
        rate: float | None = None,
    ) -> Load:
        """What `count` requests cost. RuntimeError unless each was answered as it should be."""
        load = self.stage.load(request, count=count, clients=clients, rate=rate)
        if load.statuses != {answer: count}:
            raise RuntimeError(f"Every answer should be {answer}; these came: {load.statuses}")
        return load

    def pour(self, cases: int, *, days: int, open_share: float = 0.015) -> None:
        """So many more cases, and statistics for PostgreSQL to plan by."""
        crowd = Crowd(
            cases=cases, until=clock.now(), days=days, open_share=open_share, earlier=self.poured
        )
        with scope.limited_to((self.subdistrict,)):
            pour(crowd, self.stage.report)
        self.poured += cases
        for table in TABLES:
            self.as_owner(f"VACUUM ANALYZE {table}")

    def sweep(self) -> None:
        """Take away every case, and the jobs that are still waiting."""
        self.drop_jobs()
        self.as_owner(f"TRUNCATE {', '.join(TABLES)} CASCADE")

    def drop_jobs(self) -> None:
        """Take away the jobs that are waiting, and let those at work come to their end."""
        self.as_owner("DELETE FROM procrastinate_jobs WHERE status = 'todo'")
        while self._has_work():
            sleep(0.1)

    def _has_work(self) -> bool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM procrastinate_jobs WHERE status = 'doing')")
            return bool(cursor.fetchone()[0])

    def as_owner(self, statement: str) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(statement)

    def timed(self, work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
        """Seconds of the best of a few goes, and what came of it."""
        best = float("inf")
        for _each in range(times):
            begun = perf_counter()
            with scope.limited_to((self.subdistrict,)), transaction.atomic():
                found = work()
            best = min(best, perf_counter() - begun)
        return best, found
