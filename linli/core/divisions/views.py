"""Pages. A view reads the request, calls one action or query, and chooses a page."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from linli.core.divisions import actions, queries
from linli.core.divisions.forms import DepartmentForm, GridForm, OfficeForm, OpenDepartmentForm
from linli.core.divisions.geometry import features
from linli.core.divisions.manifest import DEPARTMENTS, DRAW, EDIT, VIEW
from linli.core.divisions.models import Division, Grid
from linli.core.divisions.rules import DepartmentKind, Level
from linli.core.divisions.words import DEPARTMENT_KINDS, LEVELS
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.ui.deeds import attempt

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def tree(request: ActingRequest) -> HttpResponse:
    """Where the reader's divisions begin."""
    roots = queries.roots_of(request.actor, VIEW)
    return render(request, "divisions/tree.html", {"rows": _rows(roots)})


@require_GET
def division(request: ActingRequest, code: str) -> HttpResponse:
    """One node: what lies below it, its grids on the map, its departments."""
    node = queries.division(request.actor, code)
    grids = queries.grids_visible_to(request.actor).filter(policy.under(node.code, "code"))
    page = {
        "node": node,
        "level": LEVELS[Level(node.level)],
        "rows": _rows(queries.children_of(node)),
        "grids": grids if node.level == Level.COMMUNITY else (),
        "map": _map_of(grids) if len(node.code) >= len("110101001") else None,
        "departments": [
            (each, DEPARTMENT_KINDS[DepartmentKind(each.kind)])
            for each in queries.departments_visible_to(request.actor).filter(area=node.code)
        ],
        "may": _what_may_be_done(request.actor, node),
    }
    return render(request, "divisions/division.html", page)


@read_or_send
def office(request: ActingRequest, code: str) -> HttpResponse:
    """How the office of a division is reached."""
    node = queries.division(request.actor, code)
    policy.require(request.actor, EDIT, at=node)
    now = {"phone": node.phone, "population": node.population}
    form = OfficeForm(request.POST or None, initial=now)

    def deed(typed: dict[str, Any]) -> Division:
        return actions.describe(request.actor, node, **typed)

    return _answer(request, form, deed, title=_("%s 的联系方式") % node.name, node=node)


@read_or_send
def draw_grid(request: ActingRequest, code: str) -> HttpResponse:
    """Add a grid to a community."""
    node = queries.division(request.actor, code)
    policy.require(request.actor, DRAW, at=node)
    form = GridForm(request.POST or None)

    def deed(typed: dict[str, Any]) -> Grid:
        return actions.draw_grid(request.actor, node, **typed)

    return _answer(request, form, deed, title=_("在%s划一个网格") % node.name, node=node)


@read_or_send
def change_grid(request: ActingRequest, code: str) -> HttpResponse:
    """Change a grid's name, worker or boundary."""
    grid = queries.grid(request.actor, code)
    policy.require(request.actor, DRAW, at=grid)
    form = GridForm(request.POST or None, initial=GridForm.of(grid))

    def deed(typed: dict[str, Any]) -> Grid:
        return actions.change_grid(request.actor, grid, **typed)

    return _answer(request, form, deed, title=grid.name, node=grid.community)


@read_or_send
def open_department(request: ActingRequest, code: str) -> HttpResponse:
    """Add a department that serves a division."""
    node = queries.division(request.actor, code)
    policy.require(request.actor, DEPARTMENTS, at=node)
    form = DepartmentForm(request.POST or None)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.open_department(request.actor, area=node.code, **typed)

    return _answer(request, form, deed, title=_("登记服务%s的部门") % node.name, node=node)


@read_or_send
def change_department(request: ActingRequest, department_id: UUID) -> HttpResponse:
    """Rename a department, or stop sending it anything new."""
    department = queries.department(request.actor, department_id)
    policy.require(request.actor, DEPARTMENTS, at=department)
    form = OpenDepartmentForm(request.POST or None, initial=OpenDepartmentForm.of(department))
    node = queries.division(request.actor, department.area)

    def deed(typed: dict[str, Any]) -> Any:
        return actions.change_department(request.actor, department, **typed)

    return _answer(request, form, deed, title=department.name, node=node)


def _answer(
    request: ActingRequest, form: Any, deed: Any, *, title: str, node: Division
) -> HttpResponse:
    """Show the form, or do the deed and go back to the division."""
    back = reverse("divisions:division", args=[node.code])

    def again(status: int) -> HttpResponse:
        page = {"form": form, "title": title, "back": back, "back_text": node.name}
        return render(request, "divisions/form.html", page, status=status)

    if request.method != "POST":
        return again(200)
    return attempt(request, form, deed, done=_("已保存。"), onward=lambda _done: back, again=again)


def _rows(nodes: Any) -> list[dict[str, Any]]:
    return [{"node": each, "level": LEVELS[Level(each.level)]} for each in nodes]


def _map_of(grids: Any) -> dict[str, Any] | None:
    return features((grid.name, grid.boundary) for grid in grids)


def _what_may_be_done(actor: Actor, node: Division) -> dict[str, bool]:
    return {
        "edit": policy.allows(actor, EDIT, at=node),
        "draw": node.level == Level.COMMUNITY and policy.allows(actor, DRAW, at=node),
        "departments": policy.allows(actor, DEPARTMENTS, at=node),
    }
