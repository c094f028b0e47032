"""Every way to read the tree, the grids and the departments.

The tree and the departments are public facts and stand outside row-level security; grids don't.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from linli.core.divisions import rules
from linli.core.divisions.geometry import GridIndex
from linli.core.divisions.models import Department, Division, Grid
from linli.core.divisions.rules import Level
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.database import editions, scope

VIEW = "divisions.view"


def communities_of(actor: Actor, permission: str) -> QuerySet[Division]:
    """The communities where the actor holds `permission`, if only in a grid, by code."""
    reach = Q() if actor.kind == Kind.MACHINE else Q(pk__in=[])
    for area in actor.areas(permission):
        reach |= policy.under(rules.community_of(area), "code")
    return Division.objects.filter(reach, level=Level.COMMUNITY).order_by("code")


def communities_named(actor: Actor, permission: str) -> list[tuple[str, str]]:
    """Code and name of the communities where the actor holds `permission`, if only in a grid."""
    reach = (
        ("",)
        if actor.kind == Kind.MACHINE
        else tuple(rules.community_of(area) for area in actor.areas(permission))
    )
    return [each for each in community_names().items() if each[0].startswith(reach)]


@editions.kept
def community_names() -> Mapping[str, str]:
    """The name of every community, by code."""
    found = Division.objects.filter(level=Level.COMMUNITY).order_by("code")
    return dict(found.values_list("code", "name"))


@editions.kept
def department_names() -> Mapping[UUID, str]:
    """The name of every department, closed ones too."""
    return dict(Department.objects.values_list("pk", "name"))


def departments_serving(area: str) -> QuerySet[Department]:
    """The departments that may be sent work at `area`: those of its division and of all above it."""
    return Department.objects.filter(area__in=rules.prefixes_of(area), is_active=True).order_by(
        "name"
    )


def departments_by_area(areas: Collection[str]) -> Mapping[str, Sequence[Department]]:
    """`departments_serving` each of these areas; one query for all."""
    near = {code for area in areas for code in rules.prefixes_of(area)}
    found = list(Department.objects.filter(area__in=near, is_active=True).order_by("name"))
    return {area: [each for each in found if area.startswith(each.area)] for area in areas}


def roots_of(actor: Actor, permission: str) -> QuerySet[Division]:
    """The topmost divisions in which `actor` holds `permission`: where a tree begins for them."""
    policy.require_anywhere(actor, permission)
    held = {
        rules.community_of(each.area) for each in actor.holdings if permission in each.permissions
    }
    if actor.kind == Kind.MACHINE or "" in held:
        return Division.objects.filter(level=Level.PROVINCE).order_by("code")
    topmost = [area for area in held if not held & set(rules.prefixes_of(area)[:-1])]
    return Division.objects.filter(pk__in=topmost).order_by("code")


def division(actor: Actor, code: str) -> Division:
    """A division in the actor's reach, or above it on the way there. NotFound for any other."""
    found = Division.objects.filter(pk=code).select_related("parent").first()
    near = any(
        code.startswith(each.area) or each.area.startswith(code)
        for each in actor.holdings
        if VIEW in each.permissions
    )
    if found is None or not (near or actor.kind == Kind.MACHINE):
        raise NotFound(_("没有这个区划，或者您没有查看它的权限。"))
    return found


def children_of(parent: Division) -> QuerySet[Division]:
    return Division.objects.filter(parent=parent).order_by("name_sort", "code")


def grids_visible_to(actor: Actor) -> QuerySet[Grid]:
    return Grid.objects.filter(policy.within(actor, VIEW, "code")).order_by("code")


def grids_drawn(community: str) -> QuerySet[Grid]:
    """The grids of a community, whose names and boundaries are public."""
    return Grid.objects.filter(community_id=community).order_by("code")


def grids_named(codes: Iterable[str]) -> dict[str, str]:
    """The names of these grids, which are public; one query."""
    return dict(Grid.objects.filter(code__in=[*codes]).values_list("code", "name"))


def grid(actor: Actor, code: str) -> Grid:
    """One grid that `actor` may see; NotFound for any other."""
    found = grids_visible_to(actor).filter(pk=code).select_related("community").first()
    if found is None:
        raise NotFound(_("没有这个网格，或者您没有查看它的权限。"))
    return found


def grids_of(actor: Actor, community: Division, permission: str) -> QuerySet[Grid]:
    """The grids of a community in which `actor` holds `permission`."""
    reach = policy.within(actor, permission, "code")
    return Grid.objects.filter(reach, community=community).order_by("code")


def departments_visible_to(actor: Actor) -> QuerySet[Department]:
    """The departments in the actor's reach, closed ones too; their names are public elsewhere."""
    return Department.objects.filter(policy.within(actor, VIEW)).order_by("area", "name")


def department(actor: Actor, department_id: UUID) -> Department:
    """One department in the actor's reach; NotFound for any other."""
    found = departments_visible_to(actor).filter(pk=department_id).first()
    if found is None:
        raise NotFound(_("没有这个部门，或者您没有查看它的权限。"))
    return found


def grid_at(latitude: float, longitude: float, under: str) -> str | None:
    """The code of the grid below division `under` that holds this point (WGS-84), if any does.

    Asked for every report with a position, so the boundaries are kept in memory until one changes.
    """
    below = Division.objects.filter(policy.under(under, "code"), level=Level.COMMUNITY)
    versions = tuple(below.order_by("code").values_list("grids_version", flat=True))
    return _grid_index(under, versions).grid_at(latitude, longitude)


@lru_cache(maxsize=256)
def _grid_index(under: str, _versions: tuple[UUID | None, ...]) -> GridIndex:
    """Boundaries tell nothing about people; an index of a part of them would answer wrongly."""
    with scope.system("the index of grids holds every grid below a division"):
        drawn = Grid.objects.filter(policy.under(under, "code"), boundary__isnull=False)
        return GridIndex([(grid.code, grid.boundary) for grid in drawn if grid.boundary])
