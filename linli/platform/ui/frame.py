"""The frame around every page: the same for everybody who reads in the same way, so drawn once.

What differs stands in it as marks from Unicode's private use area, and is filled in for each page.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from linli.platform.ui.reader import MODES, SIZES, Reader
from linli.platform.ui.words import SCRIPT_WORDS

PARTS: Final = ("head", "words", "keys", "language", "reader", "elder", "search", "account", "more")
TOKEN, PATH, NAME = "\ue000", "\ue001", "\ue002"
STYLESHEETS: Final = (
    "tokens",
    "base",
    "layout",
    "marks",
    "frames",
    "tables",
    "forms",
    "figures",
    "pages",
    "print",
)
HTMX_CONFIG: Final = json.dumps(
    {
        "selfRequestsOnly": True,
        "allowEval": False,
        "allowScriptTags": False,
        "includeIndicatorStyles": False,
        "historyCacheSize": 0,  # pages hold people's data, which a shared desk must not keep
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "422", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)


FILLINGS: Final[Mapping[str, Callable[[HttpRequest], str]]] = {
    TOKEN: get_token,
    PATH: HttpRequest.get_full_path,
    NAME: lambda request: getattr(request.user, "name", ""),
}


class Frame:
    """`{{ frame.head }}` and so on: the parts of the frame around the page that is asked for."""

    def __init__(self, request: HttpRequest, reader: Reader) -> None:
        self._request, self._reader = request, reader
        self._filled: dict[str, str] = {}

    def __getitem__(self, part: str) -> SafeString:
        if part not in PARTS:
            raise KeyError(part)
        drawn = _drawn(part, get_language() or "", self._reader)
        for mark in FILLINGS:
            # Who it is is asked of the database, which a page of trouble hasn't got.
            if mark in drawn:
                drawn = drawn.replace(mark, self._filling(mark))
        return mark_safe(drawn)  # noqa: S308  # a template's, and the fillings are escaped

    def _filling(self, mark: str) -> str:
        if mark not in self._filled:
            self._filled[mark] = escape(FILLINGS[mark](self._request))
        return self._filled[mark]


@lru_cache
def _drawn(part: str, _language: str, reader: Reader) -> str:
    return render_to_string(
        f"ui/parts/{part}.html",
        {
            "stylesheets": [f"ui/css/{sheet}.css" for sheet in STYLESHEETS],
            "htmx_config": HTMX_CONFIG,
            "script_words": SCRIPT_WORDS,  # said in the reader's language by the encoder
            "reader": reader,
            "reader_modes": MODES,
            "reader_sizes": SIZES,
            "search_url": address("search:find"),
            "sign_out_url": address("account_logout"),
            "mine_url": address("account:mine"),
            "csrf_token": TOKEN,
            "path": PATH,
            "name": NAME,
        },
    )


@lru_cache
def address(name: str, *args: object) -> str:
    """The address of a page, or nothing where this deployment hasn't got it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
