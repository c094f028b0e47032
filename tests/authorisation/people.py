"""Everybody who may come: each role in its own place and in another, a program, and nobody at all."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

from django.test import Client

from linli.core.divisions.actions import open_department
from linli.core.divisions.models import Department, Division
from linli.core.divisions.rules import DepartmentKind
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant, Role
from linli.platform.access.roles import SEPARATE_POWERS, TITLES
from linli.platform.accounts import actions as accounts
from linli.platform.accounts.models import Account
from linli.platform.api.actions import create_key

SUBDISTRICT, OTHER_SUBDISTRICT = "110101001", "110102001"
COMMUNITY, OTHER_COMMUNITY = "110101001001", "110102001001"
EVERYWHERE = ""  # where `linli init` appoints the three administrators
OF_THE_SUBDISTRICT = {"dispatcher", "supervisor", "department_clerk", "evaluator"}
VISITOR = "visitor"
SERVICE = "service"  # a program with a key; it holds the role of a community worker


class Person:
    """Somebody at the door. `is_near`: their role is held where the things of the tests stand."""

    def __init__(
        self, role: str, is_near: bool, account: Account | None = None, key: str = ""
    ) -> None:
        self.role, self.is_near = role, is_near
        self.headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = Client(raise_request_exception=False, headers=self.headers)
        if account:
            self._client.force_login(account)
        self._cookies = self._client.cookies.output(header="", attrs=[])

    def come_in_anew(self) -> Client:
        """The browser as it was at first, whatever it was told to forget since."""
        self._client.cookies = SimpleCookie(self._cookies)
        return self._client

    def __str__(self) -> str:
        return f"{self.role} {'here' if self.is_near else 'elsewhere'}"


def settle() -> None:
    """Two sub-districts with a community each, and the roles as the manifests give them."""
    for district in (SUBDISTRICT, OTHER_SUBDISTRICT):
        Division.objects.create(code=district, name=district, level="subdistrict")
    for community in (COMMUNITY, OTHER_COMMUNITY):
        Division.objects.create(
            code=community, name=community, level="community", parent_id=community[:9]
        )
    accounts.sync_roles()


def everybody() -> Iterator[Person]:
    yield Person(VISITOR, True)
    for is_near in (True, False):
        for role in TITLES:
            kind = "resident" if role == "resident" else "staff"
            yield Person(role, is_near, enter(role, kind, role, is_near))
        yield Person(SERVICE, is_near, key=key_of_a_program(is_near))


def key_of_a_program(is_near: bool) -> str:
    account = enter(SERVICE, "service", "community_worker", is_near)
    made = create_key(actor=machine("test"), account=account, name="门", per_minute=10**6)
    return made.token


def enter(name: str, kind: str, role: str, is_near: bool) -> Account:
    area = COMMUNITY if is_near else OTHER_COMMUNITY
    if role in OF_THE_SUBDISTRICT | SEPARATE_POWERS:
        area = area[: len(SUBDISTRICT)]
    if role in SEPARATE_POWERS and is_near:
        area = EVERYWHERE
    account = Account.objects.create(
        username=f"{name}-{'near' if is_near else 'far'}", name=name, kind=kind, area=area
    )
    Grant.objects.create(account=account, role=Role.objects.get(pk=role), area=area)
    return account


def company() -> Department:
    """The property company of SUBDISTRICT, opened by the deed, after which every process names it."""
    known = Department.objects.filter(name="安居物业", area=SUBDISTRICT).first()
    return known or open_department(
        machine("test"), name="安居物业", kind=DepartmentKind.PROPERTY, area=SUBDISTRICT
    )
