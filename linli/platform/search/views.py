"""The search page."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.platform.access import limits
from linli.platform.access.actor import ActingRequest
from linli.platform.search import queries

LONGEST_WORDS = 100
PER_KIND = 20
TRIES_A_MINUTE = 120  # typing fast asks about twice a second; copying a register asks more often


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: ActingRequest) -> HttpResponse:
    """What the typed words find, as a page, or to htmx as the list alone.

    The box sends with POST: a name or a phone number mustn't stand in addresses and their logs.
    A link may still bring `?q=`, for a case number.
    """
    words = (request.POST.get("q") or request.GET.get("q", ""))[:LONGEST_WORDS].strip()
    if words:
        key = f"search:{request.actor.account_id}"
        limits.take(key, most=TRIES_A_MINUTE, within=timedelta(minutes=1))
    page = {"words": words, "groups": queries.find(request.actor, words, PER_KIND)}
    is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "search/found.html" if is_partial else "search/find.html", page)
