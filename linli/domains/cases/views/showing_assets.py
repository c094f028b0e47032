"""Which asset is it? The nearest ones with their distance: a list, so that it needs no map."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from linli.core.places import queries as places
from linli.core.places.datum import Point
from linli.core.places.models import Asset
from linli.core.places.queries import Place
from linli.domains.cases import queries
from linli.domains.cases.forms.entering import MatterForm
from linli.domains.cases.models import Category
from linli.platform.access.actor import COMMUNITY_DIGITS
from linli.platform.database import scope


def offer_here(form: MatterForm, place: Place) -> None:
    """Ask a resident which asset of this place it is, unless its code says so already."""
    if place.asset_id is None:
        point = _typed(form, "point") or place.point
        _offer(form, place.area, point, None)


def offer_at_desk(form: MatterForm) -> None:
    """Ask the worker who enters a matter which asset it is, once community and point are known."""
    community = _typed(form, "community")
    if community is not None:
        _offer(form, community.code, _typed(form, "point"), _typed(form, "category"))


def _offer(form: MatterForm, area: str, point: Point | None, category: Category | None) -> None:
    if point is None:
        return
    kinds = queries.kinds_meant(category, str(form["description"].value() or ""))
    with scope.limited_to([area[:COMMUNITY_DIGITS]]):
        near = places.assets_near(area, point, kinds)
    form.offer([(asset.number, _line(asset, metres)) for asset, metres in near])


def _line(asset: Asset, metres: int) -> str:
    how_far = _("%d 米") % metres
    return f"{asset.kind_words} {asset.number} · {asset.location} · {how_far}"


def _typed(form: forms.Form, name: str) -> Any:
    """What a sound field holds, also while another one is wrong; None before anything was sent."""
    form.is_valid()  # reads it once, and keeps what a refusal added
    return getattr(form, "cleaned_data", {}).get(name)
