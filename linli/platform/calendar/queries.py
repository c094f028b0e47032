"""Reading the calendar. Versions never change, so a process keeps the ones that it has read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.calendar.models import CalendarVersion, CalendarYear, OfficeHours
from linli.platform.calendar.notices import Notice, days_from_plain
from linli.platform.calendar.rules import (
    USUAL_HOURS,
    Day,
    Hours,
    Window,
    WorkingCalendar,
    plain_week,
)
from linli.platform.calendar.ticks import YEARS
from linli.platform.database import editions

PUBLISH = "calendar.publish"
EVERYWHERE = ""  # one calendar for the whole deployment
KEPT = 8


def latest_number() -> int:
    """The number of the newest version; 0 before the first."""
    numbers = CalendarVersion.objects.order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def current() -> WorkingCalendar:
    """The calendar as it now stands; another process's publication is seen by the edition."""
    number = _number_kept()
    return version(number) if number else plain_week()


_number_kept = editions.kept(latest_number)


@lru_cache(maxsize=KEPT)
def version(number: int) -> WorkingCalendar:
    """The calendar as it stood in that version. Raises NotFound for a number never given."""
    if not CalendarVersion.objects.filter(pk=number).exists():
        raise NotFound(_("没有这个版本的工作日历。"))
    notices = notices_in(number)
    special: dict[date, Day] = {}
    for (
        notice
    ) in notices:  # in order of years: the next year's notice has the last word on December
        special |= notice.days
    published = frozenset(each.year for each in notices if each.published)
    return WorkingCalendar(number, hours_in(number), special, published)


def notices_in(number: int) -> list[Notice]:
    """What each year's newest notice said when that version was current, in order of years."""
    rows = CalendarYear.objects.filter(version__lte=number).order_by("year", "version")
    return [_notice(row) for row in {row.year: row for row in rows}.values()]


def _notice(row: CalendarYear) -> Notice:
    return Notice(row.year, row.source, days_from_plain(row.days), row.published)


def hours_in(number: int) -> tuple[Hours, ...]:
    """The office hours of that version, one after the other."""
    rows = OfficeHours.objects.filter(version__lte=number).order_by("since", "version")
    told = {row.since: Hours(row.since, tuple(map(Window.parse, row.windows))) for row in rows}
    return tuple(({USUAL_HOURS.since: USUAL_HOURS} | told).values())


@dataclass(frozen=True, slots=True)
class Overview:
    """What the settings page shows: the newest notice of each year, newest first, and the hours."""

    version: int
    notices: Sequence[Notice]
    hours: Sequence[Hours]


def overview(actor: Actor) -> Overview:
    """The calendar for whoever may publish it somewhere."""
    policy.require_anywhere(actor, PUBLISH)
    number = latest_number()
    return Overview(number, notices_in(number)[::-1], hours_in(number))


def notice_of(actor: Actor, year: int) -> Notice:
    """The newest notice of `year`; one without days and source where none is known yet.

    Raises NotFound for a year outside the calendar.
    """
    if year not in YEARS:
        raise NotFound(_("工作日历里没有这一年。"))
    told = {each.year: each for each in overview(actor).notices}
    return told.get(year) or Notice(year, "", {}, published=False)
