"""The page where a calendar is opened, and the address that calendar programs read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.platform.access.actor import ActingRequest
from linli.platform.agenda import actions, queries, writing
from linli.platform.database import scope

ICAL = "text/calendar; charset=utf-8"


@never_cache
@login_required
@require_safe
def mine(request: ActingRequest) -> HttpResponse:
    """Whether the own calendar can be read from outside."""
    return _page(request, "")


@never_cache
@login_required
@require_POST
def open_(request: ActingRequest) -> HttpResponse:
    """Make an address and show it, this once."""
    token = actions.open_feed(actor=request.actor)
    return _page(request, request.build_absolute_uri(reverse("agenda:feed", args=[token])))


@login_required
@require_POST
def close(request: ActingRequest) -> HttpResponse:
    """End the address."""
    actions.close_feed(actor=request.actor)
    messages.success(request, _("订阅地址已经停用，手机里的日历不再更新。"))
    return redirect("agenda:mine")


@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar as a calendar program reads it. What isn't open isn't there."""
    actor = queries.behind(token)
    if actor is None:
        raise Http404
    with scope.limited_to(actor.scope):
        told = list(queries.appointments(actor))
    host = request.get_host().partition(":")[0]
    origin = request.build_absolute_uri("/").rstrip("/")
    return HttpResponse(writing.calendar(_("邻里"), told, host, origin), content_type=ICAL)


def _page(request: ActingRequest, shown: str) -> HttpResponse:
    context = {"feed": queries.feed_of(request.actor), "address": shown}
    return render(request, "agenda/mine.html", context)
