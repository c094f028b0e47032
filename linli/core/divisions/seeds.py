"""The demonstration district: a real sub-district by its public codes, with invented people in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from linli.core.divisions import demonstration
from linli.core.divisions.models import Department, Division, Grid
from linli.core.divisions.rules import DepartmentKind, Level, level_of, parent_of
from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts import actions as accounts
from linli.platform.accounts.actions.grants import insert_in_force
from linli.platform.accounts.models import Account
from linli.platform.database import scope

LINLI = machine("demonstration")


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody to sign in as: a user name, an invented name, a role and where it is held."""

    username: str
    name: str
    role: str
    area: str
    department: str = ""


@transaction.atomic
def seed(plan: DemoPlan, report: Report) -> None:
    """The tree down to the grids, the departments, and an account for every role."""
    _tree()
    with scope.limited_to((demonstration.SUBDISTRICT,)):
        _grids()
    departments = _departments()
    accounts.sync_roles()
    for number, post in enumerate(demonstration.POSTS, start=1):
        _appoint(Post(*post), departments)
        report("accounts", number, len(demonstration.POSTS))


def _tree() -> None:
    Division.objects.bulk_create(
        Division(code=code, name=name, level=level_of(code), parent_id=parent_of(code))
        for code, name in sorted(demonstration.DIVISIONS.items(), key=lambda each: len(each[0]))
    )


def _grids() -> None:
    """Four grids a community: a square round its middle, cut in quarters."""
    for community in Division.objects.filter(level=Level.COMMUNITY).order_by("code"):
        middle = demonstration.middle_of(community.code)
        Grid.objects.bulk_create(
            Grid(
                code=f"{community.code}{number:03}",
                community=community,
                name=f"第{word}网格",
                boundary=demonstration.quarter(middle, number),
            )
            for number, word in enumerate("一二三四", start=1)
        )


def _departments() -> Mapping[str, Department]:
    rows: Sequence[tuple[str, DepartmentKind, str]] = demonstration.DEPARTMENTS
    made = [Department(name=name, kind=kind, area=area) for name, kind, area in rows]
    Department.objects.bulk_create(made)
    return {each.name: each for each in made}


def _appoint(post: Post, departments: Mapping[str, Department]) -> Account:
    account = accounts.create_staff(
        LINLI, post.username, post.name, area=post.area[:12], is_demonstration=True
    )
    department = departments.get(post.department)
    insert_in_force(
        Grant(
            account=account,
            role_id=post.role,
            area=post.area,
            department_id=department.pk if department else None,
            granted_at=clock.now(),
            in_force_at=clock.now(),
        )
    )
    return account
