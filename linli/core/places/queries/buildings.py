"""Reading places. What hangs on a wall is public; the list of buildings is its community's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.core.divisions import queries as divisions
from linli.core.divisions.geometry import features
from linli.core.divisions.models import Grid
from linli.core.places.datum import Point
from linli.core.places.models import Building, Dwelling, PlaceCode
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.database import scope
from linli.platform.search import index
from linli.platform.search.index import Entry
from linli.platform.search.tokens import Form, Text

VIEW, PRINT, BUILDING = "places.view", "places.print", "building"
MOST_DRAWN = 600


@dataclass(frozen=True, slots=True)
class Place:
    """What the code on a wall stands for."""

    token: str
    name: str
    area: str
    community_name: str
    building_id: UUID | None = None
    asset_id: UUID | None = None
    point: Point | None = None
    community_phone: str = ""
    worker_name: str = ""  # of the grid, as the sign at the door names them
    worker_phone: str = ""

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
        return [
            _place(code) for code in _codes().filter(building=None, asset=None).order_by("area")
        ]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a map draws where it has no tiles: boundaries of grids, and buildings by name."""

    areas: dict[str, Any] | None = None
    buildings: Sequence[dict[str, Any]] = field(default_factory=list)


def ground_of(communities: Iterable[str]) -> Ground:
    """The map of these communities, which is public: it tells nothing about people. Two queries."""
    codes = [*communities]
    grids = Grid.objects.filter(community__in=codes, boundary__isnull=False)
    stand = Building.objects.filter(community__in=codes, latitude__isnull=False)
    with scope.limited_to(codes):
        drawn = [*grids.order_by("code").values_list("name", "boundary")[:MOST_DRAWN]]
        marks = [
            {"lat": north, "lon": east, "title": name}
            for name, north, east in stand.order_by("community", "name_sort").values_list(
                "name", "latitude", "longitude"
            )[:MOST_DRAWN]
        ]
    return Ground(features(drawn), marks)


def area_at(area: str, point: Point | None) -> str:
    """The grid of community `area` that holds the point; `area` itself where none is known."""
    if point is None or len(area) != COMMUNITY_DIGITS:
        return area
    return divisions.grid_at(point.latitude, point.longitude, under=area) or area


def buildings_visible_to(actor: Actor) -> QuerySet[Building]:
    """The buildings of the places where `actor` may see them."""
    reach = policy.within(actor, VIEW)
    return Building.objects.filter(reach).select_related("community", "grid")


def building(actor: Actor, building_id: UUID) -> Building:
    """One building that `actor` may see; NotFound for any other."""
    found = buildings_visible_to(actor).filter(pk=building_id).first()
    if found is None:
        raise NotFound(_("没有这个楼栋，或者您没有查看它的权限。"))
    return found


def building_told(building_id: UUID | None) -> Building | None:
    """The building that something is about, for a page whose reader may see that something."""
    return Building.objects.filter(pk=building_id).first() if building_id is not None else None


def buildings_marked(community: str) -> QuerySet[Building]:
    """The buildings of a community that stand on its map, which is public."""
    stand = Building.objects.filter(community_id=community, latitude__isnull=False)
    return stand.order_by("name_sort", "name")


def buildings_named(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these buildings, which are public; one query."""
    return dict(Building.objects.filter(pk__in=[*ids]).values_list("pk", "name"))


def dwellings_visible_to(actor: Actor) -> QuerySet[Dwelling]:
    """The dwellings of the places where `actor` may see them."""
    return Dwelling.objects.filter(policy.within(actor, VIEW)).select_related("building")


def dwellings_by_door(
    buildings: Iterable[Building],
) -> dict[Building, dict[tuple[str, str], Dwelling]]:
    """Every dwelling of these buildings by unit and room, for the deed that enters more of them."""
    found: dict[Building, dict[tuple[str, str], Dwelling]] = {each: {} for each in buildings}
    by_id = {each.pk: doors for each, doors in found.items()}
    for dwelling in Dwelling.objects.filter(building__in=by_id):
        by_id[dwelling.building_id][dwelling.unit, dwelling.room] = dwelling
    return found


def grids_by_building(area: str) -> dict[str, str]:
    """By the plain number or name of a building, the code of its grid: "3" and "3号楼" alike."""
    stand = Building.objects.filter(policy.under(area), grid__isnull=False)
    return {
        name.removesuffix("号楼").removesuffix("栋").removesuffix("幢"): grid
        for name, grid in stand.values_list("name", "grid_id")
    }


def code(actor: Actor, token: str) -> PlaceCode:
    """One code in use that `actor` may print; NotFound for any other."""
    found = codes_visible_to(actor).filter(token=token).first()
    if found is None:
        raise NotFound(_("没有这个二维码，或者您没有管理它的权限。"))
    return found


def codes_visible_to(actor: Actor) -> QuerySet[PlaceCode]:
    """The codes that `actor` may print."""
    reach = policy.within(actor, PRINT)
    return PlaceCode.objects.filter(reach, is_active=True).select_related("community", "building")


def entry_of(building: Building) -> Entry:
    """By what a building is found."""
    texts = [Text(Form.TITLE, building.name), Text(Form.PROSE, building.address)]
    return Entry(building.pk, building.community_id, building.area, texts)


def present(actor: Actor, ids: Sequence[UUID]) -> list[tuple[UUID, str, str, str]]:
    """What the search box shows of the buildings found."""
    return [
        (
            each.pk,
            each.name,
            f"{each.community.name} {each.address}".strip(),
            reverse("places:building", args=[each.pk]),
        )
        for each in buildings_visible_to(actor).filter(pk__in=ids)
    ]


def reindex() -> int:
    """Put every building into the search index anew; returns how many there were."""
    with scope.system("the search index of every building is rebuilt"):
        entries = [entry_of(each) for each in Building.objects.all()]
        index.put_many(BUILDING, entries)
    return len(entries)


def _codes() -> QuerySet[PlaceCode]:
    related = ("community", "building__grid", "asset")
    return PlaceCode.objects.filter(is_active=True).select_related(*related)


def _place(code: PlaceCode) -> Place:
    building, asset, community = code.building, code.asset, code.community
    grid = building.grid if building else None
    spot = building or asset
    return Place(
        token=code.token,
        name=f"{community.name} {code.name}" if spot else community.name,
        area=code.area,
        community_name=community.name,
        building_id=building.pk if building else None,
        asset_id=asset.pk if asset else None,
        point=spot.point if spot else None,
        community_phone=community.phone,
        worker_name=grid.worker_name if grid else "",
        worker_phone=grid.worker_phone if grid else "",
    )
