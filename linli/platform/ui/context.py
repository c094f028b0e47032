"""What every page is told: who reads it, how they like to read, and their menu."""

import json
from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from linli.kernel.manifest import NavItem, domains
from linli.platform.ui.components.icons import names
from linli.platform.ui.reader import MODES, SIZES, Reader
from linli.platform.ui.words import SCRIPT_WORDS

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


_FRAME: Final = {
    "stylesheets": [f"ui/css/{sheet}.css" for sheet in STYLESHEETS],
    "htmx_config": HTMX_CONFIG,
    "script_words": SCRIPT_WORDS,  # said in the reader's language by the encoder
}


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; the menu is built only where a layout shows it."""
    return {
        "reader": Reader.of(request),
        "reader_modes": MODES,
        "reader_sizes": SIZES,
        "site_name": settings.SITE_NAME,
        "demonstration": settings.DEMONSTRATION,
        "menu": SimpleLazyObject(lambda: menu(request)),
        "frame": frame(get_language() or ""),
        "call_number": settings.CALL_NUMBER,
        "search_url": SimpleLazyObject(lambda: for_members(request, "search:find")),
        "sign_out_url": address("account_logout"),
        "mine_url": address("account:mine"),
        "notices_url": address("notices:list"),
        "bell_url": SimpleLazyObject(lambda: for_members(request, "notices:bell")),
    }


@lru_cache
def frame(_language: str) -> dict[str, SafeString]:
    """What is the same on every page in one language, drawn once."""
    parts = ("head", "words", "keys")
    return {part: render_to_string(f"ui/parts/{part}.html", _FRAME) for part in parts}


@lru_cache
def address(name: str) -> str:
    """The address of a page, or nothing where this deployment hasn't got it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def for_members(request: HttpRequest, name: str) -> str:
    """The address of a page that only people who have signed in are offered."""
    return address(name) if request.user.is_authenticated else ""


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries that this actor may use, in order, the one being read marked."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    items = [item for item in domains.gather("nav") if any(map(actor.holds, item.permissions()))]
    entries = [_entry(item) for item in sorted(items, key=lambda item: item.order)]
    above = [each["href"] for each in entries if _lies_under(request.path, each["href"])]
    now = max(above, key=len, default=None)
    return [each | {"current": each["href"] == now} for each in entries]


def _entry(item: NavItem) -> dict[str, Any]:
    return {
        "title": item.title,
        "icon": item.icon if item.icon in names() else "dot",
        "href": address(item.url_name),
    }


def _lies_under(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))
