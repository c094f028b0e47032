"""The page behind a QR code, and the sheets on which the codes are printed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from linli.core.places import queries
from linli.core.places.qr import picture_of
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest

PER_SHEET = 24  # three across and eight down on A4


def place(request: HttpRequest, token: str) -> HttpResponse:
    """What can be done at this place, in a few big cards."""
    return render(request, "places/place.html", {"place": queries.place_by_token(token)})


@login_required
def codes(request: ActingRequest) -> HttpResponse:
    """Every code of the actor's places, ready to be printed and cut."""
    policy.require_anywhere(request.actor, "places.print")
    shown = [
        (code, picture_of(request.build_absolute_uri(reverse("place:place", args=[code.token]))))
        for code in queries.codes_visible_to(request.actor).order_by("area", "name")
    ]
    sheets = [shown[start : start + PER_SHEET] for start in range(0, len(shown), PER_SHEET)]
    return render(request, "places/codes.html", {"sheets": sheets})
