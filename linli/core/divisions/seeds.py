"""The demonstration district: a real sub-district by its public codes, with invented people in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from linli.core.divisions import actions, demonstration
from linli.core.divisions.models import Department, Division
from linli.core.divisions.rules import level_of, parent_of
from linli.core.divisions.tree_files import Row
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.access.actor import machine
from linli.platform.access.roles import SEPARATE_POWERS
from linli.platform.accounts import actions as accounts
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
    rows = [
        Row(code, name, level_of(code), parent_of(code) or "")
        for code, name in demonstration.DIVISIONS.items()
    ]
    actions.import_divisions(LINLI, rows)


def _grids() -> None:
    """An office phone and four grids a community: a square round its middle, cut in quarters."""
    for number, code in enumerate(demonstration.COMMUNITIES):
        community = Division.objects.get(pk=code)
        actions.describe(LINLI, community, phone=demonstration.office_phone(number))
        for quarter, word in enumerate("一二三四", start=1):
            name, phone = demonstration.worker(number * 4 + quarter - 1)
            actions.draw_grid(
                LINLI,
                community,
                name=f"第{word}网格",
                boundary=demonstration.quarter(demonstration.middle_of(code), quarter),
                worker_name=name,
                worker_phone=phone,
            )


def _departments() -> Mapping[str, Department]:
    return {
        name: actions.open_department(LINLI, name=name, kind=kind, area=area)
        for name, kind, area in demonstration.DEPARTMENTS
    }


def _appoint(post: Post, departments: Mapping[str, Department]) -> None:
    """Enter somebody with their role, as on the pages of administration.

    The three powers take two people to grant, so here they are a new house's first ones. A house that
    has administrators of its own gets no second ones whom everybody could be with one click.
    """
    if post.role in SEPARATE_POWERS:
        accounts.appoint_first(post.role, post.username, post.name, is_demonstration=True)
        return
    account = accounts.create_staff(
        LINLI, post.username, post.name, area=post.area[:12], is_demonstration=True
    )
    department = departments.get(post.department)
    accounts.grant_role(LINLI, account, post.role, post.area, department.pk if department else None)
