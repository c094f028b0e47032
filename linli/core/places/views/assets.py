"""Public assets for those who look after them."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.core.divisions.geometry import features
from linli.core.places import actions, queries
from linli.core.places.forms import AssetFilter
from linli.core.places.models import Asset
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.components.tables import NONE, Column, address_of, link
from linli.platform.ui.deeds import plainly

PER_PAGE = 50


@require_safe
def asset_list(request: ActingRequest) -> HttpResponse:
    """The assets of the actor's communities, by kind and number."""
    policy.require_anywhere(request.actor, queries.VIEW)
    chosen = AssetFilter(request.GET, divisions.communities_of(request.actor, queries.VIEW))
    found = queries.assets_visible_to(request.actor).filter(
        policy.under(chosen.area), is_active=True
    )
    page = Paginator(chosen.narrow(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": chosen,
        "columns": [
            Column(_("设施编号"), "main"),
            _("种类"),
            _("在哪里"),
            _("社区"),
            _("管护单位"),
        ],
        "rows": [_row(each) for each in page.object_list],
        "page": page,
        "may_import": request.actor.holds("places.import_assets"),
    }
    return render(request, "places/assets.html", context)


@require_safe
def asset_page(request: ActingRequest, asset_id: UUID) -> HttpResponse:
    """One asset: where it stands, who keeps it, its codes, and what others add."""
    shown = queries.asset(request.actor, asset_id)
    ground = queries.ground_of([shown.community_id]) if shown.point else None
    context = {
        "asset": shown,
        **_drawn(shown, ground),
        "landmarks": ground.buildings if ground else [],
        "codes": queries.codes_visible_to(request.actor).filter(asset=shown),
        "may_edit": shown.is_active and policy.allows(request.actor, actions.EDIT, at=shown),
    }
    return render(request, "places/asset.html", context)


@require_POST
def make_code(request: ActingRequest, asset_id: UUID) -> HttpResponse:
    """Make a code to hang on an asset; whoever scans it reports that very asset."""
    shown = queries.asset(request.actor, asset_id)
    return plainly(
        request,
        lambda: actions.make_code(actor=request.actor, community=shown.community, asset=shown),
        done=_("已生成二维码，可以打印了。"), onward=reverse("places:asset", args=[shown.pk]),
    )  # fmt: skip


@require_POST
def retire(request: ActingRequest, asset_id: UUID) -> HttpResponse:
    """Take an asset out of use."""
    shown = queries.asset(request.actor, asset_id)
    return plainly(
        request, lambda: actions.retire_asset(actor=request.actor, asset=shown),
        done=_("已停用，以前反映它的事件都还在。"), onward=reverse("places:asset", args=[shown.pk]),
    )  # fmt: skip


def _drawn(asset: Asset, ground: queries.Ground | None) -> dict[str, Any]:
    """Its own line or area alone; a spot among the grids."""
    if ground is None:
        return {"points": [], "areas": None}
    if asset.outline is not None:
        return {"points": [], "areas": features([(str(asset), asset.outline)])}
    spot = {"lat": asset.latitude, "lon": asset.longitude, "title": str(asset)}
    return {"points": [spot], "areas": ground.areas}


def _row(asset: Asset) -> list[object]:
    return [
        link(asset.number, address_of("places:asset", asset.pk)), asset.kind_words,
        asset.location, asset.community.name, asset.keeper.name if asset.keeper else NONE,
    ]  # fmt: skip
