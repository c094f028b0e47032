"""A small sub-district with its people, in which the tests of cases happen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from linli.core.divisions.models import Department, Division, Grid
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Answer
from linli.domains.cases.manifest import MANIFEST
from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.rules import Channel, Result, Satisfaction
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.access.models import Grant
from linli.platform.access.queries import actor_of
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.database import scope

SUBDISTRICT = "110101001"
COMMUNITY = "110101001001"
GRID = "110101001001001"
ELSEWHERE = "110102001001"
MONDAY = datetime(2026, 11, 2, 1, tzinfo=UTC)  # 09:00 in China


def actor(role: str, area: str, department: Department | None = None) -> Actor:
    """Somebody who holds one role template at one place."""
    held = frozenset(MANIFEST.roles[role])
    holding = Holding(role, held, area, department.pk if department else None)
    return Actor(Kind.STAFF, role, new_id(), (holding,))


@dataclass
class Town:
    """Who and what there is. `at` is what the stopped clock says."""

    property: Department
    management: Department
    resident: Actor = field(default_factory=lambda: actor("resident", COMMUNITY))
    worker: Actor = field(default_factory=lambda: actor("community_worker", COMMUNITY))
    dispatcher: Actor = field(default_factory=lambda: actor("dispatcher", SUBDISTRICT))
    colleague: Actor = field(default_factory=lambda: actor("dispatcher", SUBDISTRICT))
    supervisor: Actor = field(default_factory=lambda: actor("supervisor", SUBDISTRICT))
    stranger: Actor = field(default_factory=lambda: actor("dispatcher", ELSEWHERE[:9]))

    @property
    def clerk(self) -> Actor:
        return self._clerks[self.property.pk]

    @property
    def helper(self) -> Actor:
        return self._clerks[self.management.pk]

    def __post_init__(self) -> None:
        self._clerks = {
            each.pk: actor("department_clerk", SUBDISTRICT, each)
            for each in (self.property, self.management)
        }

    def reported(self, description: str = "三号楼电梯门关不上", **changes: object) -> Case:
        values = {"actor": self.resident, "area": GRID, "channel": Channel.WEB} | changes
        return actions.report_case(description=description, **values)

    def clerk_of(self, department: Department) -> Actor:
        """Somebody at work in a department that a test has founded."""
        return actor("department_clerk", SUBDISTRICT, department)

    def dispatched(self, *co_handlers: Department, **reported: object) -> Case:
        return actions.dispatch_case(
            actor=self.dispatcher,
            case=self.reported(**reported),
            category=queries.categories().get(code="lift"),
            lead=self.property,
            co_handlers=co_handlers,
        )

    def share(self, case: Case, department: Department) -> Assignment:
        return case.assignments.select_related("case", "department").get(department=department)

    def accepted(self, *co_handlers: Department) -> Case:
        case = self.dispatched(*co_handlers)
        for department in (self.property, *co_handlers):
            actions.accept_share(
                actor=self._clerks[department.pk], assignment=self.share(case, department)
            )
        return case

    def result_reported(self) -> Case:
        case = self.accepted()
        return actions.report_result(
            actor=self.clerk,
            assignment=self.share(case, self.property),
            result=Result.SOLVED,
            words="门机已更换",
        )

    def closed(self) -> Case:
        return actions.call_back(
            actor=self.worker,
            case=self.result_reported(),
            answer=Answer(True, True, Satisfaction.SATISFIED),
        )


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    """The sub-district, on a Monday morning, seen by the sub-district and no further."""
    for code, level in (
        (SUBDISTRICT, "subdistrict"),
        (COMMUNITY, "community"),
        (ELSEWHERE, "community"),
    ):
        Division.objects.create(code=code, name=f"地{code[-3:]}", level=level)
    with scope.system("a town for the tests"):
        Grid.objects.create(code=GRID, community_id=COMMUNITY, name="第一网格")
    home = [Department.objects.create(name=name, kind=kind, area=area) for name, kind, area in (
        ("安居物业", "property", COMMUNITY), ("城市管理办", "government", SUBDISTRICT),
    )]  # fmt: skip
    with scope.limited_to([SUBDISTRICT]), clock.stopped_at(MONDAY):
        yield Town(*home)


@pytest.fixture
def later() -> object:
    """`with later(hours=25): …` moves the stopped clock."""

    def move(**span: float) -> object:
        return clock.stopped_at(clock.now() + timedelta(**span))

    return move


@pytest.fixture
def desk(town: Town) -> object:
    """`desk(role, area)` opens the browser of somebody with that role."""
    sync_roles()

    def browser(role: str, area: str) -> Client:
        account = Account.objects.create(username=role, name=role, kind="staff")
        Grant.objects.create(account=account, role_id=role, area=area)
        opened = Client()
        opened.force_login(account)
        return opened

    return browser


@pytest.fixture
def at_work(town):
    """`at_work(role, area, department)`: somebody with an account, as the actor they are now."""
    sync_roles()

    def enter(role, area, department=None, username=""):
        name = username or f"{role}{area}{department or ''}"
        account, _new = Account.objects.get_or_create(username=name, name=name, kind="staff")
        Grant.objects.get_or_create(
            account=account, role_id=role, area=area, department_id=department and department.pk
        )
        return actor_of(account)

    return enter


@pytest.fixture
def walker(at_work):
    """A grid worker of the first grid."""
    return at_work("grid_worker", GRID)


@pytest.fixture
def handler(at_work, town):
    """A clerk of the property company, which leads."""
    return at_work("department_clerk", SUBDISTRICT, town.property)


@pytest.fixture
def both(at_work, town):
    """Somebody who walks the grid and answers for the property company, too."""
    at_work("grid_worker", GRID, username="both")
    return at_work("department_clerk", SUBDISTRICT, town.property, username="both")
