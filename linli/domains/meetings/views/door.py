"""The code at the door: the sheet that shows it, and the page that it opens on a phone."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.core.places.qr import picture_of
from linli.domains.meetings import actions, queries
from linli.domains.meetings.rules import Presence
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import plainly


@never_cache
@login_required
@require_safe
def door(request: ActingRequest, meeting_id: UUID) -> HttpResponse:
    """A code to be shown at the door. The page loads itself anew before the code grows old."""
    meeting = queries.get(request.actor, meeting_id)
    policy.require(request.actor, "meetings.record", at=meeting)
    token = queries.ticket(request.actor, meeting)
    present, invited = queries.present_of(meeting)
    address = request.build_absolute_uri(reverse("meetings:check_in", args=[token]))
    context = {
        "meeting": meeting, "address": address, "code": picture_of(address), "present": present,
        "invited": invited,
    }  # fmt: skip
    answer = render(request, "meetings/door.html", context)
    answer["Refresh"] = str(int(queries.RENEWED.total_seconds()))
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: ActingRequest, token: str) -> HttpResponse:
    """What the code opens: one button, which checks in the seat of whoever is signed in."""
    meeting = queries.behind(request.actor, token)
    policy.require(request.actor, "meetings.view", at=meeting)
    own = queries.own_attendance(request.actor, meeting)
    if request.method == "POST" and own is not None:  # without a seat, the page says what to do
        return plainly(
            request, lambda: actions.check_in(actor=request.actor, token=token),
            done=_("签到成功。"), onward=reverse("meetings:check_in", args=[token]),
        )  # fmt: skip
    is_here = own is not None and own.presence == Presence.PRESENT
    context = {"meeting": meeting, "own": own, "is_here": is_here}
    return render(request, "meetings/check_in.html", context)
