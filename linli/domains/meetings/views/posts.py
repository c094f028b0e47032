"""The organisation of a community on one page: its posts, who holds them, until when."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.domains.meetings import actions, queries
from linli.domains.meetings.forms import AppointForm
from linli.domains.meetings.models import Tenure
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest
from linli.platform.ui.deeds import attempt, plainly

ROWS = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def posts(request: ActingRequest) -> HttpResponse:
    """Every post that the actor may see; whoever presides enters who holds it."""
    policy.require_anywhere(request.actor, "meetings.view")
    may_appoint = request.actor.holds("meetings.appoint")
    areas = queries.areas_to_appoint(request.actor) if may_appoint else []
    form = AppointForm(request.POST or None, areas=areas)

    def page(status: int) -> HttpResponse:
        shown = Paginator(queries.posts(request.actor), ROWS).get_page(request.GET.get("page"))
        context = {
            "page": shown, "rows": shown.object_list, "form": form, "may_appoint": may_appoint,
        }  # fmt: skip
        return render(request, "meetings/posts.html", context, status=status)

    if request.method != "POST":
        return page(200)
    policy.require_anywhere(request.actor, "meetings.appoint")

    def deed(typed: dict[str, Any]) -> Tenure:
        return actions.appoint(actor=request.actor, **typed)

    return attempt(
        request, form, deed, done=_("已登记任职。"), again=page,
        onward=lambda _tenure: reverse("meetings:posts"),
    )  # fmt: skip


@login_required
@require_POST
def leave(request: ActingRequest, tenure_id: UUID) -> HttpResponse:
    tenure = queries.tenure(request.actor, tenure_id)
    return plainly(
        request, lambda: actions.leave_post(actor=request.actor, tenure=tenure),
        done=_("已登记离任。"), onward=reverse("meetings:posts"),
    )  # fmt: skip
