"""What the parties of a body bring in: promised, and come."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.domains.meetings import actions, queries
from linli.domains.meetings.forms import DeliveryForm, PledgeForm
from linli.domains.meetings.models import Body, Delivery, Pledge
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pledges(request: ActingRequest, body_id: UUID) -> HttpResponse:
    """What was promised to a body; its seats and its recorders promise more."""
    body = queries.body(request.actor, body_id)
    if request.method != "POST":
        return _show(request, body)
    policy.require(request.actor, "meetings.propose", at=body)
    seats = queries.seats_to_pledge(request.actor, body)
    form = PledgeForm(request.POST, seats=seats, prefix="pledge")

    def deed(typed: dict[str, Any]) -> Pledge:
        return actions.pledge(actor=request.actor, **typed)

    return attempt(
        request, form, deed, done=_("已登记认领。"), onward=lambda _pledge: _page_of(body.pk),
        again=lambda status: _show(request, body, {"pledge": form}, status),
    )  # fmt: skip


@login_required
@require_POST
def deliver(request: ActingRequest, pledge_id: UUID) -> HttpResponse:
    pledge = queries.pledge(request.actor, pledge_id)
    policy.require(request.actor, "meetings.record", at=pledge)
    form = DeliveryForm(request.POST, prefix=pledge.pk.hex)

    def deed(typed: dict[str, Any]) -> Delivery:
        return actions.deliver(actor=request.actor, pledge=pledge, **typed)

    def again(status: int) -> HttpResponse:
        body = queries.body(request.actor, pledge.body_id)
        return _show(request, body, {pledge.pk.hex: form}, status)

    return attempt(
        request, form, deed, done=_("已登记兑现。"), again=again,
        onward=lambda _delivery: _page_of(pledge.body_id),
    )  # fmt: skip


def _page_of(body_id: UUID) -> str:
    return reverse("meetings:pledges", args=[body_id])


def _show(
    request: ActingRequest, body: Body, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    typed, today = wrong or {}, clock.local_date(clock.now())
    may_record = policy.allows(request.actor, "meetings.record", body)
    seats = queries.seats_to_pledge(request.actor, body)
    may_pledge = policy.allows(request.actor, "meetings.propose", body) and seats.exists()
    rows = list(queries.pledges_of(request.actor, body))
    context = {
        "body": body,
        "rows": [(each, each.is_late(today)) for each in rows],
        "deliveries": [
            (each, typed.get(each.pk.hex) or DeliveryForm(prefix=each.pk.hex), each.pk.hex in typed)
            for each in rows
            if may_record and each.delivered_at is None
        ],
        "form": typed.get("pledge") or PledgeForm(seats=seats, prefix="pledge"),
        "may_pledge": may_pledge,
        "wrong": next(iter(typed.values()), None),
    }
    return render(request, "meetings/pledges.html", context, status=status)
