"""What a browser may load on a page of linli: our own files, and map tiles where configured."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

SELF: Final = "'self'"
NONE: Final = "'none'"


def directives(map_tiles: str) -> dict[str, list[str]]:
    """The Content-Security-Policy; no inline script or style, no eval, no frame around us.

    `map_tiles` is the address of the tiles, "" without; `{s}` in its host stands for any name.
    """
    parts = urlsplit(map_tiles.replace("{s}", "*"))
    tiles = [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
    return {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *tiles],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }


class ContentPolicyMiddleware:
    """Says the policy with every answer; built once, where django-csp builds it for each.

    Files bring a stricter one of their own; no page does, and none uses a nonce.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._policy = build_policy(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        response.headers.setdefault(HEADER, self._policy)
        return response
