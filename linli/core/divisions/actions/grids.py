"""Grids: the parts of a community, each with one responsible worker and a boundary."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.divisions import GridDrawn
from linli.core.divisions import geometry, rules
from linli.core.divisions.models import Division, Grid
from linli.core.divisions.rules import Level
from linli.core.divisions.words import phone_or_refusal
from linli.kernel.errors import Conflict, Invalid
from linli.kernel.events import publish
from linli.kernel.ids import new_id
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail

DRAW = "divisions.draw"


@transaction.atomic
def draw_grid(
    actor: Actor,
    community: Division,
    *,
    name: str,
    boundary: Any = None,
    worker_name: str = "",
    worker_phone: str = "",
) -> Grid:
    """Add a grid to `community`; it gets the next free code. `boundary` is GeoJSON in WGS-84."""
    policy.require(actor, DRAW, at=community)
    code = _next_code(community)
    grid = Grid(code=code, community=community)
    _fill(grid, name, boundary, worker_name, worker_phone)
    grid.save(force_insert=True)
    _mark_change(grid)
    trail.record(actor, "divisions.draw_grid", grid)
    publish(
        GridDrawn(area=code, community_id=community.code, boundary_changed=boundary is not None)
    )
    return grid


@transaction.atomic
def change_grid(
    actor: Actor,
    grid: Grid,
    *,
    name: str,
    boundary: Any = None,
    worker_name: str = "",
    worker_phone: str = "",
) -> Grid:
    """Give `grid` a new name, boundary or worker. Its code stays, and what stands in it too."""
    policy.require(actor, DRAW, at=grid)
    before = grid.boundary
    _fill(grid, name, boundary, worker_name, worker_phone)
    grid.save()
    _mark_change(grid)
    moved = before != grid.boundary
    trail.record(actor, "divisions.change_grid", grid, boundary_changed=moved)
    publish(GridDrawn(area=grid.code, community_id=grid.community_id, boundary_changed=moved))
    return grid


def _next_code(community: Division) -> str:
    if community.level != Level.COMMUNITY:
        raise Invalid(_("网格要划在社区里，请先选一个社区。"))
    # The community's row is held, so that two people drawing at once get two codes.
    Division.objects.select_for_update().get(pk=community.pk)
    taken = set(Grid.objects.filter(community=community).values_list("code", flat=True))
    code = rules.free_grid_code(community.code, taken)
    if code is None:
        raise Conflict(_("这个社区的 999 个网格编号已用完，请先合并网格。"))
    return code


def _fill(grid: Grid, name: str, boundary: Any, worker_name: str, worker_phone: str) -> None:
    if not name.strip():
        raise Invalid(_("网格要有名称。"), name=_("请填写网格名称，例如“第一网格”。"))
    grid.name = name.strip()
    grid.boundary = None if boundary is None else _fitting(grid, boundary)
    grid.worker_name = worker_name.strip()
    grid.worker_phone = phone_or_refusal(worker_phone, "worker_phone")


def _fitting(grid: Grid, boundary: Any) -> dict[str, Any]:
    """The boundary, sound and beside its neighbours'; BoundaryProblem says what to move."""
    sound = geometry.read_boundary(boundary)
    neighbours = Grid.objects.filter(community_id=grid.community_id).exclude(pk=grid.pk)
    names = geometry.overlapping(sound, neighbours.values_list("name", "boundary"))
    if names:
        raise geometry.BoundaryProblem(_("边界与“%s”重叠，请把重叠的部分移开。") % "”“".join(names))
    return sound


def _mark_change(grid: Grid) -> None:
    """Tell every process that the index of this community's grids is out of date.

    By an id and not by counting: a change that was rolled back must not lend its number to the next.
    """
    Division.objects.filter(pk=grid.community_id).update(grids_version=new_id())
