"""Reading places. What hangs on a wall is public; the list of buildings is its community's."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.core.places.datum import Point
from linli.core.places.models import Building, PlaceCode
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import scope


@dataclass(frozen=True, slots=True)
class Place:
    """What the code on a wall stands for."""

    token: str
    name: str
    area: str
    community_name: str
    building_id: UUID | None = None
    point: Point | None = None

    @property
    def community_code(self) -> str:
        return self.area[:12]


def place_by_token(token: str) -> Place:
    """The place whose code was scanned, in whichever community. NotFound for any other code."""
    with scope.system("a visitor scans the code of a place"):
        code = _codes().filter(token=token).first()
    if code is None:
        raise NotFound(_("这个二维码已经停用或者不存在，请换一个，或者从首页选择社区。"))
    return _place(code)


def communities_with_codes() -> Sequence[Place]:
    """One code for each community, for whoever comes without having scanned any."""
    with scope.system("a visitor chooses a community"):
        return [_place(code) for code in _codes().filter(building=None).order_by("area")]


def buildings_visible_to(actor: Actor) -> QuerySet[Building]:
    """The buildings of the places where `actor` may see them."""
    return Building.objects.filter(policy.within(actor, "places.view")).select_related("community")


def codes_visible_to(actor: Actor) -> QuerySet[PlaceCode]:
    """The codes that `actor` may print."""
    reach = policy.within(actor, "places.print")
    return PlaceCode.objects.filter(reach, is_active=True).select_related("community", "building")


def _codes() -> QuerySet[PlaceCode]:
    return PlaceCode.objects.filter(is_active=True).select_related("community", "building")


def _place(code: PlaceCode) -> Place:
    building = code.building
    point = None
    if building is not None and building.latitude is not None and building.longitude is not None:
        point = Point(building.latitude, building.longitude, building.datum)
    name = f"{code.community.name} {code.name}" if building else code.community.name
    return Place(
        code.token, name, code.area, code.community.name, building.pk if building else None, point
    )
