"""Bodies and their seats; from the page of a body its meetings are called."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.core.divisions import queries as divisions
from linli.domains.meetings import actions, queries
from linli.domains.meetings.forms import BodyForm, CallForm, SeatForm
from linli.domains.meetings.models import Body, Meeting, Seat
from linli.domains.meetings.rules import Kind
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly

NEWEST = 12
YEAR = timedelta(days=366)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def body_list(request: ActingRequest) -> HttpResponse:
    """Every body the actor may see; whoever presides sets up another."""
    policy.require_anywhere(request.actor, "meetings.view")
    communities = divisions.communities_of(request.actor, "meetings.preside")
    form = BodyForm(request.POST or None, communities=communities)

    def page(status: int) -> HttpResponse:
        context = {
            "form": form,
            "rows": queries.bodies(request.actor),
            "may_found": request.actor.holds("meetings.preside"),
        }
        return render(request, "meetings/bodies.html", context, status=status)

    if request.method != "POST":
        return page(200)
    policy.require_anywhere(request.actor, "meetings.preside")

    def deed(typed: dict[str, Any]) -> Body:
        return actions.found_body(
            actor=request.actor, community=typed["community"], kind=Kind(typed["kind"]),
            name=typed["name"],
        )  # fmt: skip

    return attempt(request, form, deed, done=_("已设立，请登记席位。"), again=page, onward=_page_of)


@login_required
@require_safe
def body_page(request: ActingRequest, body_id: UUID) -> HttpResponse:
    return _show(request, queries.body(request.actor, body_id))


@login_required
@require_POST
def seat(request: ActingRequest, body_id: UUID) -> HttpResponse:
    body = queries.body(request.actor, body_id)
    policy.require(request.actor, "meetings.preside", at=body)
    form = SeatForm(request.POST, accounts=queries.accounts_to_seat(body.area), prefix="seat")

    def deed(typed: dict[str, Any]) -> Seat:
        account = typed.pop("account")
        return actions.take_seat(
            actor=request.actor, body=body, account_id=account.pk if account else None, **typed
        )

    return attempt(
        request, form, deed, done=_("已登记席位。"), onward=lambda _seat: _page_of(body),
        again=lambda status: _show(request, body, {"seat": form}, status),
    )  # fmt: skip


@login_required
@require_POST
def call(request: ActingRequest, body_id: UUID) -> HttpResponse:
    body = queries.body(request.actor, body_id)
    policy.require(request.actor, "meetings.record", at=body)
    form = CallForm(request.POST, prefix="call")

    def deed(typed: dict[str, Any]) -> Meeting:
        return actions.call_meeting(
            actor=request.actor, body=body, at=typed["at"], location=typed["location"],
            topic=typed["topic"],
        )  # fmt: skip

    return attempt(
        request, form, deed, done=_("已通知有账号的成员；其他成员请打电话通知。"),
        onward=lambda meeting: reverse("meetings:meeting", args=[meeting.pk]),
        again=lambda status: _show(request, body, {"call": form}, status),
    )  # fmt: skip


@login_required
@require_POST
def leave(request: ActingRequest, body_id: UUID, seat_id: UUID) -> HttpResponse:
    body = queries.body(request.actor, body_id)
    found = queries.seats_now(body).filter(pk=seat_id).first()
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return plainly(
        request, lambda: actions.leave_seat(actor=request.actor, seat=found), done=_("席位已空出。"),
        onward=_page_of(body),
    )  # fmt: skip


def _page_of(body: Body) -> str:
    return reverse("meetings:body", args=[body.pk])


def _show(
    request: ActingRequest, body: Body, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    typed = wrong or {}
    may_preside = policy.allows(request.actor, "meetings.preside", body)
    context = {
        "body": body,
        "seats": list(queries.seats_now(body)),
        "meetings": list(queries.visible_to(request.actor).filter(body=body)[:NEWEST]),
        "missed": [first for first, was_held in _last_year(body) if not was_held],
        "may_preside": may_preside,
        "may_call": policy.allows(request.actor, "meetings.record", body),
        "call_form": typed.get("call") or CallForm(prefix="call"),
        "seat_form": typed.get("seat") or _seat_form(body, may_preside=may_preside),
        "wrong": next(iter(typed.values()), None),
    }
    return render(request, "meetings/body.html", context, status=status)


def _last_year(body: Body) -> Sequence[tuple[date, bool]]:
    today = clock.local_date(clock.now())
    return queries.months_of(body, today - YEAR, today)


def _seat_form(body: Body, *, may_preside: bool) -> SeatForm | None:
    """Who works here is shown to whoever gives seats alone."""
    if not may_preside:
        return None
    return SeatForm(accounts=queries.accounts_to_seat(body.area), prefix="seat")
