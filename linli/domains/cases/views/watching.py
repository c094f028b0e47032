"""What a signed-in resident follows in their neighbourhood, and what they say of results there."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.core.places import queries as places
from linli.domains.cases import actions
from linli.domains.cases.actions import Wish
from linli.domains.cases.forms.matters import WatchForm
from linli.domains.cases.models import Watch
from linli.domains.cases.queries import publicity
from linli.kernel.errors import NotPermitted
from linli.platform.access.actor import COMMUNITY_DIGITS, ActingRequest, Kind
from linli.platform.database import scope
from linli.platform.ui.deeds import attempt, plainly


@login_required
@never_cache
@require_safe
def watching(request: ActingRequest) -> HttpResponse:
    """Everything that the resident follows, each with its way out."""
    _require_resident(request)
    kept = publicity.watches_of(request.actor)
    with scope.limited_to([*{each.community_id for each in kept}]):
        names = _names(kept)
    rows = [{"watch": each, "words": _words(each, names)} for each in kept]
    shown = {"rows": rows, "places": publicity.communities_with_matters()}
    return render(request, "cases/watching.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActingRequest, community: str) -> HttpResponse:
    """Follow a part of a community, a building, what is around it, a category."""
    _require_resident(request)
    name = divisions.community_names().get(community)
    if name is None:
        raise Http404
    with scope.limited_to([community]):
        offered = {
            "grid": divisions.grids_drawn(community),
            "building": places.buildings_marked(community),
            "category": publicity.categories_told(),
        }
        form = WatchForm(request.POST or None, offered=offered)

        def page(status: int) -> HttpResponse:
            shown = {"form": form, "name": name, "community": community}
            return render(request, "cases/watch.html", shown, status=status)

        if request.method != "POST":
            return page(200)
        return attempt(
            request, form, lambda typed: _watch(request, community, typed),
            done=_("已关注，有新的公开事项和结果会通知您。"),
            onward=lambda _kept: reverse("cases:watching"), again=page,
        )  # fmt: skip


@login_required
@require_POST
def end(request: ActingRequest, watch_id: UUID) -> HttpResponse:
    """Follow it no more: one click."""
    _require_resident(request)
    kept = next((w for w in publicity.watches_of(request.actor) if w.pk == watch_id), None)
    with scope.limited_to([kept.community_id] if kept else []):
        return plainly(
            request, lambda: actions.unwatch(actor=request.actor, watch_id=watch_id),
            done=_("已取消关注。"), onward=reverse("cases:watching"),
        )  # fmt: skip


@login_required
@require_POST
def say(request: ActingRequest, community: str, number: str) -> HttpResponse:
    """Say of a reported result whether it looks fixed from here."""
    _require_resident(request)
    told = publicity.matter(community, number)
    is_fixed = request.POST.get("fixed") == "yes"
    with scope.limited_to([community]):
        return plainly(
            request,
            lambda: actions.say_of_result(actor=request.actor, case=told.case, is_fixed=is_fixed),
            done=_("已记下您的说法。它不改变办理状态，也不计入评价。"),
            onward=reverse("voice:matter", args=[community, number]),
        )  # fmt: skip


def _watch(request: ActingRequest, community: str, typed: dict[str, Any]) -> Watch:
    grid = typed["grid"]
    area = grid.code if grid and not typed["building"] else community
    wish = Wish(area, typed["category"], typed["building"], typed["metres"])
    return actions.watch(actor=request.actor, wish=wish)


def _require_resident(request: ActingRequest) -> None:
    if request.actor.kind != Kind.RESIDENT:
        raise NotPermitted(_("这一页给登录的居民关注身边的事。"))


def _names(kept: Any) -> dict[str, str]:
    """The names of grids and buildings that are followed; two queries."""
    grids = divisions.grids_named(each.area for each in kept if len(each.area) > COMMUNITY_DIGITS)
    buildings = places.buildings_named(each.building_id for each in kept if each.building_id)
    return grids | {str(pk): name for pk, name in buildings.items()}


def _words(kept: Watch, names: dict[str, str]) -> list[str]:
    """What is followed, part by part: community, grid or building, how far around, category."""
    said = [
        kept.community.name,
        names.get(str(kept.building_id) if kept.building_id else kept.area, ""),
    ]
    if kept.metres:
        said.append(_("周围 %d 米") % kept.metres)
    said.append(kept.category.called if kept.category else _("全部分类"))
    return [each for each in said if each]
