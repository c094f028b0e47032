"""Every way to change places."""

import secrets
from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.contracts.places import BuildingRegistered
from linli.core.divisions import queries as divisions
from linli.core.divisions.models import Division, Grid
from linli.core.places import queries
from linli.core.places.datum import Point
from linli.core.places.doors import building_order, floor_of
from linli.core.places.models import Asset, Building, Dwelling, PlaceCode
from linli.kernel.errors import Conflict, Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.search import index

EDIT, FURNISH = "places.edit", "places.furnish"
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, 1, i, l, o, which people mix up
TOKEN_LENGTH = 10

Door = tuple[str, str]  # unit and room


@transaction.atomic
def add_building(
    *,
    actor: Actor,
    community: Division,
    name: str,
    address: str = "",
    grid: Grid | None = None,
    point: Point | None = None,
) -> Building:
    """Enter a building of a community. Without a `grid`, its point says in which one it stands."""
    policy.require(actor, EDIT, at=grid or community)

    building = Building(community=community)
    _fill(building, name, address, grid, point)
    _save(building)

    trail.record(actor, "places.add_building", building)
    publish(BuildingRegistered(building_id=building.pk, area=building.area))
    return building


@transaction.atomic
def change_building(
    *,
    actor: Actor,
    building: Building,
    name: str,
    address: str = "",
    grid: Grid | None = None,
    point: Point | None = None,
) -> Building:
    """Correct a building; the dwellings and codes in it go along when it moves to another grid."""
    policy.require(actor, EDIT, at=building)

    before = building.area
    _fill(building, name, address, grid, point)
    policy.require(actor, EDIT, at=building)
    _save(building)
    if building.area != before:
        Dwelling.objects.filter(building=building).update(area=building.area)
        PlaceCode.objects.filter(building=building).update(area=building.area)

    trail.record(actor, "places.change_building", building)
    publish(BuildingRegistered(building_id=building.pk, area=building.area))
    return building


@transaction.atomic
def add_dwellings(
    *, actor: Actor, doors: Mapping[Building, Iterable[Door]]
) -> Mapping[Building, Mapping[Door, Dwelling]]:
    """The dwellings behind these doors; those that aren't there yet are entered."""
    for building in doors:
        policy.require(actor, FURNISH, at=building)

    wanted = {building: list(dict.fromkeys(behind)) for building, behind in doors.items()}
    there = queries.dwellings_by_door(wanted)
    new = [
        _dwelling(building, door)
        for building, behind in wanted.items()
        for door in behind
        if door not in there[building]
    ]
    try:
        with transaction.atomic():
            rows.insert_many(new)
    except IntegrityError:
        raise Conflict(_("有人刚刚登记了其中的房屋，请重新提交。")) from None

    trail.record_many(
        actor, "places.add_dwellings", sorted({each.building for each in new}, key=str)
    )
    for each in new:
        there[each.building][each.unit, each.room] = each
    return {
        building: {door: there[building][door] for door in wanted[building]} for building in wanted
    }


@transaction.atomic
def make_code(
    *,
    actor: Actor,
    community: Division,
    building: Building | None = None,
    asset: Asset | None = None,
) -> PlaceCode:
    """Make a code to hang in a building, on an asset, or at the door of the community's office."""
    spot = building or asset
    policy.require(actor, EDIT, at=spot or community)

    code = PlaceCode.objects.create(
        token="".join(secrets.choice(ALPHABET) for _each in range(TOKEN_LENGTH)),
        community=community,
        building=building,
        asset=asset,
        area=spot.area if spot else community.code,
        name=str(spot) if spot else community.name,
    )

    trail.record(
        actor,
        "places.make_code",
        code,
        building=str(building.pk) if building else None,
        asset=str(asset.pk) if asset else None,
    )
    return code


@transaction.atomic
def end_code(*, actor: Actor, code: PlaceCode) -> PlaceCode:
    """Take a code out of use, when its sheet was torn off or misused."""
    policy.require(actor, EDIT, at=code)

    code.is_active = False
    code.save(update_fields=["is_active"])

    trail.record(actor, "places.end_code", code)
    return code


def _dwelling(building: Building, door: Door) -> Dwelling:
    unit, room = door
    return Dwelling(
        community_id=building.community_id,
        area=building.area,
        building=building,
        unit=unit,
        room=room,
        floor=floor_of(room),
    )


def _fill(
    building: Building, name: str, address: str, grid: Grid | None, point: Point | None
) -> None:
    if not name.strip():
        raise Invalid(_("楼栋要有名称。"), name=_("请填写楼栋名称，例如“3号楼”。"))
    if grid is not None and grid.community_id != building.community_id:
        raise Invalid(_("网格不在这个社区里。"), grid=_("请选择本社区的网格。"))
    building.name, building.address = name.strip(), address.strip()
    building.name_sort = building_order(building.name)
    building.latitude = point.latitude if point else None
    building.longitude = point.longitude if point else None
    building.datum = point.datum if point else ""
    building.grid_id = grid.code if grid else _grid_under(building)
    building.area = building.grid_id or building.community_id


def _grid_under(building: Building) -> str | None:
    if building.latitude is None or building.longitude is None:
        return None
    return divisions.grid_at(building.latitude, building.longitude, building.community_id)


def _save(building: Building) -> None:
    """Store the building and let it be found."""
    try:
        with transaction.atomic():
            building.save()
    except IntegrityError:
        words = _("这个社区已经有“%s”，请换一个名称。") % building.name
        raise Conflict(words) from None
    index.put_many(queries.BUILDING, [queries.entry_of(building)])
