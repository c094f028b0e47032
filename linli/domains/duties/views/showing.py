"""Turning duties into what the pages show: plain values, no queries."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import dropwhile
from typing import Any

from django.utils.translation import gettext as _

from linli.domains.duties import words
from linli.domains.duties.models import Duty
from linli.domains.duties.queries import Figures
from linli.domains.duties.rules import Origin
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import NONE, Column, address_of, beside, link

HUNDRED = 100


def columns() -> list[object]:
    return [
        Column(_("事项名称"), "main"), _("社区"), _("来源"), _("承办岗位"),
        Column(_("每月工作小时"), "number"), _("状态"), _("复核日期"),
    ]  # fmt: skip


def row(duty: Duty) -> list[object]:
    lacks = badge(_("缺配套"), tone="bad") if getattr(duty, "lacks", False) else ""
    return [
        link(duty.title, address_of("duties:duty", duty.pk)), duty.community.name,
        beside(duty.origin_words, duty.delegated_by), duty.post, plain(duty.hours),
        beside(badge(duty.status_words, tone=duty.tone), lacks),
        duty.review_on.isoformat() if duty.review_on else NONE,
    ]  # fmt: skip


def plain(number: Decimal) -> str:
    """Without zeros that say nothing."""
    return f"{number.normalize():f}"


def percent(share: float | None) -> str:
    return NONE if share is None else f"{share * HUNDRED:.1f}"


def stats(found: Figures, lists: str) -> list[dict[str, Any]]:
    """The figures above the list, each leading to what it counts; `lists` is the list's address."""
    return [
        {"label": _("在清单上的事项"), "value": found.duties, "href": lists, "tone": "neutral"},
        {
            "label": _("其中上级委托"), "value": found.delegated,
            "href": f"{lists}?origin={Origin.DELEGATED}", "tone": "neutral",
        },
        {
            "label": _("委托而缺配套"), "value": found.unsupported,
            "href": f"{lists}?lacking=on", "tone": "bad",
        },
    ]  # fmt: skip


def series(found: Sequence[tuple[date, int, int]]) -> list[list[object]]:
    """A line for each month since there is a list: before it nothing was counted, which isn't zero."""
    begun = dropwhile(lambda each: not each[1], found)
    return [[f"{day:%Y-%m}", standing, lacking] for day, standing, lacking in begun]


def load(found: Sequence[tuple[str, int, Decimal]]) -> list[list[object]]:
    return [[post, duties, plain(hours)] for post, duties, hours in found]


def needs(missing: Sequence[Any]) -> list[object]:
    return [words.NEED[each] for each in missing]
