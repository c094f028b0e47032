"""Public assets: brought in from whoever counts them, and taken out of use."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from linli.core.divisions.models import Department
from linli.core.places import queries
from linli.core.places.datum import Point
from linli.core.places.kinds import Kind
from linli.core.places.models import Asset, PlaceCode
from linli.core.places.outline import Outline
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.audit import trail
from linli.platform.database import rows

IMPORT, EDIT = "places.import_assets", "places.edit"
CHANGING = (
    "area", "kind", "location", "latitude", "longitude", "datum", "outline", "south", "west",
    "north", "east", "keeper", "is_active",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What a table says of one asset; its `number` is that of its plate. A line or an area has an
    outline instead of a point."""

    number: str
    kind: Kind
    location: str
    point: Point | None = None
    keeper: Department | None = None
    outline: Outline | None = None

    @property
    def spot(self) -> Point | None:
        return self.outline.spot if self.outline else self.point


@transaction.atomic
def bring_in_assets(
    *, actor: Actor, area: str, told: Sequence[Told]
) -> tuple[list[Asset], list[Asset]]:
    """Bring the assets of a community in or up to date, by number: (new, known before)."""
    policy.require(actor, IMPORT, at=area)

    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择社区。"), community=_("请选择社区。"))
    community = area[:COMMUNITY_DIGITS]
    known = queries.assets_numbered(community, [each.number for each in told])
    made = [
        _filled(known.get(each.number) or Asset(number=each.number), community, each)
        for each in told
    ]
    new = [each for each in made if each.number not in known]
    rows.insert_many(new)
    old = [each for each in made if each.number in known]
    for each in old:
        rows.update(each, CHANGING)
    _move_codes(old)

    trail.record_many(actor, "places.bring_in_assets", made)
    return new, old


@transaction.atomic
def retire_asset(*, actor: Actor, asset: Asset) -> Asset:
    """Take an asset out of use, and its codes with it; what was reported about it stays."""
    policy.require(actor, EDIT, at=asset)

    asset = rows.fetch(Asset, asset.pk, lock=True)
    asset.is_active = False
    rows.update(asset, ["is_active"])
    PlaceCode.objects.filter(asset=asset).update(is_active=False)

    trail.record(actor, "places.retire_asset", asset)
    return asset


def _filled(asset: Asset, community: str, told: Told) -> Asset:
    asset.community_id, asset.area = community, queries.area_at(community, told.spot)
    asset.kind, asset.location, asset.keeper = told.kind, told.location.strip(), told.keeper
    asset.is_active = True
    _put(asset, told.spot, told.outline)
    return asset


def _put(asset: Asset, spot: Point | None, outline: Outline | None) -> None:
    """Where it is: a spot, or a line or an area with the spot that stands for it."""
    asset.latitude, asset.longitude = (spot.latitude, spot.longitude) if spot else (None, None)
    asset.datum = spot.datum if spot else ""
    asset.outline = outline.geojson if outline else None
    asset.south, asset.north = (
        (outline.south, outline.north) if outline else (asset.latitude, asset.latitude)
    )
    asset.west, asset.east = (
        (outline.west, outline.east) if outline else (asset.longitude, asset.longitude)
    )


def _move_codes(assets: Sequence[Asset]) -> None:
    """Codes go along when what they hang on is now in another grid."""
    areas = {each.pk: each.area for each in assets}
    for code in PlaceCode.objects.filter(asset__in=areas):
        if code.asset_id and code.area != areas[code.asset_id]:
            code.area = areas[code.asset_id]
            code.save(update_fields=["area"])
