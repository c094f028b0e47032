"""Buildings for those who look after them, the page behind a QR code, and the sheets to print."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from linli.core.divisions import queries as divisions
from linli.core.divisions.models import Division
from linli.core.places import actions, queries
from linli.core.places.forms import BuildingForm, CommunityFilter
from linli.core.places.models import Building, PlaceCode
from linli.core.places.qr import picture_of
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt

PER_PAGE = 50
PER_SHEET = 24  # three across and eight down on A4

read_or_send = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def place(request: HttpRequest, token: str) -> HttpResponse:
    """What can be done at this place, in a few big cards."""
    return render(request, "places/place.html", {"place": queries.place_by_token(token)})


@require_GET
def buildings(request: ActingRequest) -> HttpResponse:
    """The buildings of the actor's communities."""
    policy.require_anywhere(request.actor, queries.VIEW)
    chosen = CommunityFilter(request.GET, divisions.communities_of(request.actor, queries.VIEW))
    rows = queries.buildings_visible_to(request.actor).filter(policy.under(chosen.area))
    page = Paginator(rows.order_by("community", "name_sort", "id"), PER_PAGE)
    context = {
        "form": chosen,
        "page": page.get_page(request.GET.get("page")),
        "communities": divisions.communities_of(request.actor, actions.EDIT),
    }
    return render(request, "places/buildings.html", context)


@require_GET
def building(request: ActingRequest, building_id: UUID) -> HttpResponse:
    """One building: where it stands, its dwellings, its codes, and what others add."""
    shown = queries.building(request.actor, building_id)
    context = {
        "building": shown,
        "points": _points(shown),
        "ground": queries.ground_of([shown.community_id]) if shown.point else None,
        "dwellings": queries.dwellings_visible_to(request.actor)
        .filter(building=shown)
        .order_by("unit", "floor", "room"),
        "codes": queries.codes_visible_to(request.actor).filter(building=shown),
        "may_edit": policy.allows(request.actor, actions.EDIT, at=shown),
    }
    return render(request, "places/building.html", context)


@read_or_send
def add_building(request: ActingRequest, code: str) -> HttpResponse:
    """Enter a building of a community."""
    community = divisions.division(request.actor, code)
    policy.require(request.actor, actions.EDIT, at=community)
    form = BuildingForm(request.POST or None, grids=_grids(request, community))

    def deed(typed: dict[str, Any]) -> Building:
        return actions.add_building(actor=request.actor, community=community, **typed)

    return _answer(request, form, deed, _("登记%s的楼栋") % community.name, reverse("places:list"))


@read_or_send
def change_building(request: ActingRequest, building_id: UUID) -> HttpResponse:
    """Correct what is known of a building."""
    shown = queries.building(request.actor, building_id)
    policy.require(request.actor, actions.EDIT, at=shown)
    grids = _grids(request, shown.community)
    form = BuildingForm(request.POST or None, grids=grids, initial=BuildingForm.of(shown))

    def deed(typed: dict[str, Any]) -> Building:
        return actions.change_building(actor=request.actor, building=shown, **typed)

    back = reverse("places:building", args=[shown.pk])
    return _answer(request, form, deed, shown.name, back)


@require_POST
def make_code(request: ActingRequest, building_id: UUID) -> HttpResponse:
    """Make a code to hang in a building."""
    shown = queries.building(request.actor, building_id)
    actions.make_code(actor=request.actor, community=shown.community, building=shown)
    messages.success(request, _("已生成二维码，可以打印了。"))
    return redirect("places:building", shown.pk)


@require_POST
def end_code(request: ActingRequest, token: str) -> HttpResponse:
    """Take a code out of use."""
    ended = actions.end_code(actor=request.actor, code=queries.code(request.actor, token))
    messages.success(request, _("这个二维码已停用，扫码的人会看到说明。"))
    if ended.building_id:
        return redirect("places:building", ended.building_id)
    if ended.asset_id:
        return redirect("places:asset", ended.asset_id)
    return redirect("places:codes")


@require_GET
def codes(request: ActingRequest) -> HttpResponse:
    """Every code of the actor's places, ready to be printed and cut."""
    policy.require_anywhere(request.actor, queries.PRINT)
    chosen = CommunityFilter(request.GET, divisions.communities_of(request.actor, queries.PRINT))
    found = queries.codes_visible_to(request.actor).filter(policy.under(chosen.area))
    shown = [_printed(request, code) for code in found.order_by("area", "name")]
    sheets = [shown[start : start + PER_SHEET] for start in range(0, len(shown), PER_SHEET)]
    return render(request, "places/codes.html", {"form": chosen, "sheets": sheets})


def _printed(request: ActingRequest, code: PlaceCode) -> tuple[PlaceCode, str]:
    address = request.build_absolute_uri(reverse("place:place", args=[code.token]))
    return code, picture_of(address)


def _grids(request: ActingRequest, community: Division) -> Any:
    return divisions.grids_of(request.actor, community, actions.EDIT)


def _points(building: Building) -> list[dict[str, Any]]:
    if building.point is None:
        return []
    return [
        {
            "lat": building.point.latitude,
            "lon": building.point.longitude,
            "title": building.name,
        }
    ]


def _answer(
    request: ActingRequest, form: BuildingForm, deed: Any, title: str, back: str
) -> HttpResponse:
    """Show the form, or do the deed and open the building."""

    def again(status: int) -> HttpResponse:
        page = {"form": form, "title": title, "back": back}
        return render(request, "places/form.html", page, status=status)

    if request.method != "POST":
        return again(200)
    return attempt(
        request, form, deed, done=_("已保存。"), again=again,
        onward=lambda saved: reverse("places:building", args=[saved.pk]),
    )  # fmt: skip
