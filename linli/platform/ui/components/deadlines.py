"""How a clock stands, said in words. Lists say it in every row, so the words are kept once made."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, Protocol

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.words import register

SOON: Final = timedelta(hours=4)
STANDINGS: Final[Mapping[str, tuple[str, object]]] = {
    "in_time": ("good", _("按时完成")),
    "done_late": ("bad", _("已完成，超时")),
    "late": ("bad", _("超时 %(span)s")),
    "paused": ("neutral", _("计时暂停")),
    "soon": ("warn", _("还剩 %(span)s")),
    "running": ("info", _("还剩 %(span)s")),
}  # how a clock stands: tone and words


class Reading(Protocol):
    """What a deadline shows of a clock (platform.calendar's `Reading`)."""

    @property
    def due_at(self) -> datetime | None: ...
    @property
    def provisional(self) -> bool: ...
    @property
    def paused(self) -> bool: ...
    @property
    def stopped(self) -> bool: ...
    @property
    def overdue(self) -> bool: ...
    @property
    def remaining(self) -> timedelta: ...
    @property
    def in_working_time(self) -> bool: ...


@register.simple_tag
def deadline(reading: Reading | None) -> SafeString:
    """How a clock stands, in words, and when it is due."""
    if reading is None:
        return badge(gettext("无时限"))
    minutes = int(abs(reading.remaining).total_seconds()) // 60
    unit, count = _largest_unit(minutes, in_working_time=reading.in_working_time)
    mark = _mark(get_language() or "", _standing(reading), unit, count)
    return mark_safe(f'<span class="deadline">{mark}{_due(reading)}</span>')  # noqa: S308  # escaped parts


def _standing(reading: Reading) -> str:
    if reading.stopped:
        return "done_late" if reading.overdue else "in_time"
    if reading.overdue:
        return "late"
    if reading.paused:
        return "paused"
    return "soon" if reading.remaining <= SOON else "running"


def _largest_unit(minutes: int, *, in_working_time: bool) -> tuple[str, int]:
    """Minutes in the largest unit that they fill; working time counts in hours, since days differ."""
    days, hours = minutes // 1440, minutes // 60
    if in_working_time and hours:
        return "working_hours", hours
    if days:
        return "days", days
    return ("hours", hours) if hours else ("minutes", minutes)


def _span(unit: str, count: int) -> str:
    words = {
        "working_hours": ngettext("%(count)d 个工作小时", "%(count)d 个工作小时", count),
        "days": ngettext("%(count)d 天", "%(count)d 天", count),
        "hours": ngettext("%(count)d 小时", "%(count)d 小时", count),
        "minutes": ngettext("%(count)d 分钟", "%(count)d 分钟", count),
    }
    return words[unit] % {"count": count}


@lru_cache(maxsize=4096)
def _mark(language: str, standing: str, unit: str, count: int) -> SafeString:
    tone, words = STANDINGS[standing]
    return badge(str(words) % {"span": _span(unit, count)}, tone)


def _due(reading: Reading) -> str:
    if reading.due_at is None or reading.stopped:
        return ""
    at = timezone.localtime(reading.due_at)
    # Written by hand: Django's own date formatting takes twenty times as long.
    moment = f"{at.month}-{at.day} {at.hour:02}:{at.minute:02}"
    words = _due_words(get_language() or "", provisional=reading.provisional)
    return f'<time datetime="{at.isoformat()}">{escape(words % {"moment": moment})}</time>'


@lru_cache
def _due_words(language: str, *, provisional: bool) -> str:
    return gettext("约 %(moment)s 到期") if provisional else gettext("%(moment)s 到期")
