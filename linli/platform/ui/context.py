"""What every page is told: who reads it, how they like to read, and their menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import NavItem, domains
from linli.platform.ui.components.icons import names
from linli.platform.ui.device import is_shared
from linli.platform.ui.frame import Frame, address
from linli.platform.ui.reader import Reader

gettext_noop("邻里")
# From which order on an entry stands under which name; what is used every day has none.
GROUPS = ((70, _("设置与管理")), (30, _("基础资料")), (0, ""))


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
        "group": next(name for start, name in GROUPS if item.order >= start),
        "icon": item.icon if item.icon in names() else "dot",
        "href": address(item.url_name),
    }


def _lies_under(path: str, href: str) -> bool:
    return path == href or (href != "/" and path.startswith(href))
