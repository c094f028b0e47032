"""Reading assets. Numbers and places of assets are public; their list is for who looks after them."""

from collections.abc import Collection, Sequence
from math import cos, hypot, radians
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.core.places.datum import Point
from linli.core.places.kinds import Kind
from linli.core.places.models import Asset
from linli.core.places.outline import METRES, metres_to
from linli.core.places.queries.buildings import VIEW, Place
from linli.kernel.errors import Invalid, NotFound
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.database import scope

REACH = 300.0  # metres within which somebody may mean an asset
NEAREST = 8


def assets_visible_to(actor: Actor) -> QuerySet[Asset]:
    """The assets of the places where `actor` may see them."""
    found = Asset.objects.filter(policy.within(actor, VIEW))
    return found.select_related("community", "keeper").order_by("community", "kind", "number")


def asset(actor: Actor, asset_id: UUID) -> Asset:
    """One asset that `actor` may see; NotFound for any other."""
    found = assets_visible_to(actor).filter(pk=asset_id).first()
    if found is None:
        raise NotFound(_("没有这个设施，或者您没有查看它的权限。"))
    return found


def asset_told(asset_id: UUID | None) -> Asset | None:
    """The asset that something is about, for a page whose reader may see that something."""
    return Asset.objects.filter(pk=asset_id).first() if asset_id is not None else None


def assets_numbered(community: str, numbers: Collection[str]) -> dict[str, Asset]:
    """The assets of a community by the numbers on their plates."""
    found = Asset.objects.filter(community_id=community, number__in=numbers)
    return {each.number: each for each in found}


def asset_by_plate(area: str, plate: str) -> Asset | None:
    """The asset in use whose plate somebody read out; letters and blanks are forgiven."""
    number = plate.replace(" ", "").upper()
    found = Asset.objects.filter(community_id=area[:COMMUNITY_DIGITS], is_active=True)
    return found.filter(number__iexact=number).first() if number else None


def asset_meant(area: str, plate: str) -> Asset | None:
    """The asset whose plate was read; None for no plate. Raises Invalid for an unknown one."""
    found = asset_by_plate(area, plate)
    if plate.strip() and found is None:
        words = _("这个社区没有编号“%s”的设施。请核对设施牌上的编号；不知道编号的可以不填。")
        raise Invalid(words % plate.strip(), plate=words % plate.strip())
    return found


def asset_here(place: Place, plate: str) -> Asset | None:
    """The asset of the code that was scanned, or the one whose plate was read; None for neither."""
    with scope.limited_to([place.community_code]):
        if place.asset_id is not None:
            return Asset.objects.filter(pk=place.asset_id).first()
        return asset_by_plate(place.area, plate)


def assets_near(
    area: str, point: Point | None, kinds: Collection[Kind] = ()
) -> Sequence[tuple[Asset, int]]:
    """The nearest assets in use within 300 metres, with their distance in metres; public."""
    if point is None:
        return []
    north = REACH / METRES
    east = north / max(cos(radians(point.latitude)), 0.01)
    found = Asset.objects.filter(
        community_id=area[:COMMUNITY_DIGITS],
        is_active=True,
        north__gte=point.latitude - north,
        south__lte=point.latitude + north,
        east__gte=point.longitude - east,
        west__lte=point.longitude + east,
    )
    if kinds:
        found = found.filter(kind__in=kinds)
    far = sorted(((_metres(point, each), each) for each in found), key=lambda pair: pair[0])
    return [(each, round(metres)) for metres, each in far[:NEAREST] if metres <= REACH]


def _metres(point: Point, asset: Asset) -> float:
    """As the crow flies, to the nearest spot of a line or an area; flat over a few hundred metres."""
    if asset.outline is not None:
        return metres_to(asset.outline, point)
    assert asset.latitude is not None  # noqa: S101  # the filter asked for it
    assert asset.longitude is not None  # noqa: S101
    north = (asset.latitude - point.latitude) * METRES
    east = (asset.longitude - point.longitude) * METRES * cos(radians(point.latitude))
    return hypot(north, east)
