"""Every way to change places."""

import secrets

from django.db import transaction

from linli.core.divisions.models import Division, Grid
from linli.core.places.datum import Point
from linli.core.places.models import Building, PlaceCode
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0, 1, i, l, o, which people mix up
TOKEN_LENGTH = 10


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
    """Enter a building of a community."""
    policy.require(actor, "places.edit", at=community)

    building = Building(
        community=community, grid=grid, area=grid.code if grid else community.code,
        name=name.strip(), address=address.strip(),
    )  # fmt: skip
    if point is not None:
        building.latitude, building.longitude = point.latitude, point.longitude
        building.datum = point.datum
    building.save(force_insert=True)

    trail.record(actor, "places.add_building", building)
    return building


@transaction.atomic
def make_code(*, actor: Actor, community: Division, building: Building | None = None) -> PlaceCode:
    """Make a code to hang in a building, or at the door of the community's office."""
    policy.require(actor, "places.edit", at=building or community)

    code = PlaceCode.objects.create(
        token="".join(secrets.choice(ALPHABET) for _each in range(TOKEN_LENGTH)),
        community=community,
        building=building,
        area=building.area if building else community.code,
        name=building.name if building else community.name,
    )

    trail.record(actor, "places.make_code", code, building=str(building.pk) if building else None)
    return code


@transaction.atomic
def end_code(*, actor: Actor, code: PlaceCode) -> PlaceCode:
    """Take a code out of use, when its sheet was torn off or misused."""
    policy.require(actor, "places.edit", at=code)

    code.is_active = False
    code.save(update_fields=["is_active"])

    trail.record(actor, "places.end_code", code)
    return code
