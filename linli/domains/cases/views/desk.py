"""What staff work from: the list, the inbox of a department, the counter."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.core.divisions import queries as divisions
from linli.core.places import queries as places
from linli.core.places.datum import Point
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.forms import (
    EnterForm,
    ViewForm,
)
from linli.domains.cases.models import Case
from linli.domains.cases.queries import Alike
from linli.domains.cases.rules import Behalf, Channel, Urgency
from linli.domains.cases.views import sheets, showing, showing_alike, showing_assets
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.ui.deeds import attempt


@login_required
@require_safe
def case_list(request: ActingRequest) -> HttpResponse:
    """The board: every case the actor may see, the next deadline first."""
    actor, now = request.actor, clock.now()
    policy.require_anywhere(actor, "cases.view")
    form = sheets.board_form(request)
    choice = form.choice(now) if form.is_valid() else {"statuses": ()}
    board = queries.board(actor, **choice, after=request.GET.get("after", ""))
    return render(
        request,
        "cases/list.html",
        {
            "form": form,
            "columns": showing.board_columns(),
            "rows": [showing.board_row(line, now) for line in board.lines],
            "counts": queries.counts_by_status(actor, now),
            "many": queries.MANY,
            "next": showing.next_page(request, board),
            "may_dispatch": actor.holds("cases.dispatch"),
            "may_enter": actor.holds("cases.enter"),
            "view": sheets.view_of(request),
            "views": queries.saved_views(actor),
            "view_form": ViewForm(),
            "govern_url": showing.govern_address(request),
            "export_url": showing.export_address(request, "cases.cases", "cases.export"),
        },
        status=200 if form.is_valid() else 422,
    )


@login_required
@require_safe
def inbox(request: ActingRequest) -> HttpResponse:
    """What the actor's departments have been sent and haven't finished."""
    policy.require_anywhere(request.actor, "cases.handle")
    shares = queries.inbox(request.actor)
    rows = [showing.inbox_row(share, clock.now()) for share in shares]
    context = {"columns": showing.inbox_columns(), "rows": rows}
    return render(request, "cases/inbox.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: ActingRequest) -> HttpResponse:
    """Enter a matter for the person at the counter or on the phone (代录)."""
    policy.require_anywhere(request.actor, "cases.enter")
    form = EnterForm(
        request.POST or None,
        showing_alike.photos_of(request) or None,
        communities=divisions.communities_of(request.actor, "cases.enter"),
        categories=queries.categories(),
    )
    if request.method != "POST":
        return _enter_page(request, form, 200)
    alike = showing_alike.before_entering(request, form)
    if wanted := request.POST.get("follow"):
        return showing_alike.follow_instead(
            request, form, request.actor, alike, wanted,
            onward=lambda follower: reverse("cases:case", args=[follower.case_id]),
            again=lambda status: _enter_page(request, form, status),
        )  # fmt: skip
    if showing_alike.asks_first(request, form, alike):
        return _enter_page(request, form, 200, alike)
    return attempt(
        request, form, partial(_enter, request.actor),
        done=_("已登记。请把编号和查询码告诉居民。"),
        onward=lambda case: reverse("cases:case", args=[case.pk]),
        again=lambda status: _enter_page(request, form, status),
    )  # fmt: skip


def _enter(actor: Actor, typed: dict[str, Any]) -> Case:
    return actions.report_case(
        actor=actor,
        area=_area_entered(actor, typed["community"].code, typed["point"]),
        description=typed["description"],
        channel=Channel(typed["channel"]),
        urgency=Urgency(typed["urgency"]),
        category=typed["category"],
        location=typed["location"],
        asset=places.asset_meant(typed["community"].code, typed["plate"]),
        point=typed["point"],
        reporter=Reporter(
            typed["name"],
            typed["phone"],
            Behalf(typed["on_behalf"]),
            is_confidential=typed["confidential"],
        ),
        photos=typed["photos"],
        submission_id=typed["submission_id"],
    )


def _enter_page(
    request: ActingRequest, form: EnterForm, status: int, alike: Sequence[Alike] = ()
) -> HttpResponse:
    if status >= 400:
        showing_alike.keep_photos(form)
    showing_assets.offer_at_desk(form)
    communities = divisions.communities_of(request.actor, "cases.enter")
    shown = {
        "form": form,
        "ground": places.ground_of(each.code for each in communities),
        "alike": showing_alike.for_staff(alike),
        "point_given": any(form[name].value() for name in ("latitude", "longitude")),
    }
    return render(request, "cases/enter.html", shown, status=status)


def _area_entered(actor: Actor, community: str, point: Point | None) -> str:
    """The grid around the point, else the part of the community that is the actor's own."""
    area = places.area_at(community, point)
    if policy.allows(actor, "cases.enter", at=area):
        return area
    own = (each for each in actor.areas("cases.enter") if each.startswith(community))
    return next(own, area)
