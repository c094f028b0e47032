"""Where a request of Open311 happened: the community that takes it up, and what is known beyond."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from linli.core.divisions import queries as divisions
from linli.core.places import queries as places
from linli.core.places.datum import Point
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor

REPORT = "cases.report"


@dataclass(frozen=True, slots=True)
class Spot:
    """`area` is a community or grid code."""

    area: str
    building_id: UUID | None = None
    point: Point | None = None


def spot_of(actor: Actor, jurisdiction: str, address_id: str, point: Point | None) -> Spot:
    """Where the actor reports something.

    A code of a place (`address_id`, as on its QR code) says all. Otherwise it is the grid around
    the point, else the one community of the jurisdiction in which the actor may report. Raises
    NotFound for another code, Invalid when it could be several communities.
    """
    if address_id:
        place = places.place_by_token(address_id)
        return Spot(place.area, place.building_id, point or place.point)
    reach = _reach(actor, jurisdiction)
    grid = _grid_around(point, reach) if point else None
    return Spot(grid or _only_community(actor, jurisdiction, reach), point=point)


def _grid_around(point: Point, reach: list[str]) -> str | None:
    grids = (divisions.grid_at(point.latitude, point.longitude, under=area) for area in reach)
    return next((grid for grid in grids if grid), None)


def _reach(actor: Actor, jurisdiction: str) -> list[str]:
    """Where the actor's areas and the jurisdiction overlap; of two, one lies within the other."""
    overlaps = {
        max(area, jurisdiction, key=len)
        for area in actor.areas(REPORT)
        if area.startswith(jurisdiction) or jurisdiction.startswith(area)
    }
    return sorted(overlaps)


def _only_community(actor: Actor, jurisdiction: str, reach: list[str]) -> str:
    if len(reach) == 1 and len(reach[0]) >= COMMUNITY_DIGITS:
        return reach[0]
    found = divisions.communities_of(actor, REPORT).filter(policy.under(jurisdiction, "code"))
    codes = [each.code for each in found[:2]]
    if len(codes) != 1:
        words = _("看不出是哪个社区，请在 jurisdiction_id 里写社区的 12 位编码。")
        raise Invalid(words, jurisdiction_id=words)
    return codes[0]
