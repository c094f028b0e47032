"""What every page is told: who reads it, how they like to read, and their menu."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, NavItem, domains
from linli.platform.ui.components.icons import names
from linli.platform.ui.device import is_shared
from linli.platform.ui.frame import Frame, address
from linli.platform.ui.reader import Reader

gettext_noop("邻里")
# From which order on an entry stands under a name of the house; before, under its domain's own.
HOUSE = 30
GROUPS = ((70, _("设置与管理")), (HOUSE, _("基础资料")))


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page; the menu is built only where a layout shows it."""
    reader = Reader.of(request)
    return {
        "reader": reader,
        "frame": Frame(request, reader),
        "site_name": gettext(settings.SITE_NAME),  # the usual one has an English form
        "demonstration": settings.DEMONSTRATION,
        "shared_device": is_shared(request),
        "menu": SimpleLazyObject(lambda: menu(request)),
        "call_number": settings.CALL_NUMBER,
        "notices_url": address("notices:list"),
        "bell_url": SimpleLazyObject(lambda: for_members(request, "notices:bell")),
    }


def for_members(request: HttpRequest, name: str) -> str:
    """The address of a page that only people who have signed in are offered."""
    return address(name) if request.user.is_authenticated else ""


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The entries that this actor may use, by group and in order, the one being read marked.

    What a domain offers alone stands first and under no name; the first named group and the one
    that is read are open.
    """
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    offered = [
        (_group(domain, item), item)
        for domain in domains
        for item in domain.nav
        if any(map(actor.holds, item.permissions()))
    ]
    sizes = Counter(group for group, _item in offered)
    named = [
        (group if sizes[group] > 1 or item.order >= HOUSE else "", item) for group, item in offered
    ]
    places = {group: min(x.order for name, x in named if name == group) for group, _item in named}
    named.sort(key=lambda each: (each[0] != "", places[each[0]], each[1].order))
    return _marked(request.path, [_entry(group, item) for group, item in named])


def _group(domain: Manifest, item: NavItem) -> str:
    return str(next((name for start, name in GROUPS if item.order >= start), domain.title))


def _entry(group: str, item: NavItem) -> dict[str, Any]:
    return {
        "title": item.title,
        "group": group,
        "icon": item.icon if item.icon in names() else "dot",
        "href": address(item.url_name),
    }


def _marked(path: str, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    above = [each["href"] for each in entries if _lies_under(path, each["href"])]
    now = max(above, key=len, default=None)
    read = [each["group"] for each in entries if each["href"] == now]
    open_ = {*read, *[each["group"] for each in entries if each["group"]][:1]}
    return [
        each | {"current": each["href"] == now, "open": each["group"] in open_} for each in entries
    ]


def _lies_under(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))
