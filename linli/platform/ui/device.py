"""A device that many people use, such as the screen in a hall: nothing typed stays on it.

Whoever sets one up opens any address with `?shared=1` on it, once; `?shared=0` takes that back.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

MARK: Final = "shared"
YEAR: Final = 365 * 24 * 3600  # seconds


def is_shared(request: HttpRequest) -> bool:
    return request.GET.get(MARK, request.COOKIES.get(MARK)) == "1"


class SharedDeviceMiddleware:
    """Keeps the mark on the device; each visit makes it last another year."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if is_shared(request):
            response.set_cookie(
                MARK, "1", max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
            )
        elif MARK in request.COOKIES:
            response.delete_cookie(MARK, samesite="Lax")
        return response
