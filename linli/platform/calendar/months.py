"""A year as months of weeks, the way a calendar on the wall shows it."""

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.platform.calendar.notices import Notice
from linli.platform.calendar.rules import DayKind, usual_kind

MARKS: dict[DayKind, "Promise | str"] = {
    DayKind.OFF: gettext_lazy("休"),
    DayKind.WORKING: gettext_lazy("班"),
    DayKind.MORNING: gettext_lazy("上午"),
    DayKind.AFTERNOON: gettext_lazy("下午"),
}
WEEK = (  # as the head of a column, and in full
    (pgettext_lazy("weekday", "一"), gettext_lazy("星期一")),
    (pgettext_lazy("weekday", "二"), gettext_lazy("星期二")),
    (pgettext_lazy("weekday", "三"), gettext_lazy("星期三")),
    (pgettext_lazy("weekday", "四"), gettext_lazy("星期四")),
    (pgettext_lazy("weekday", "五"), gettext_lazy("星期五")),
    (pgettext_lazy("weekday", "六"), gettext_lazy("星期六")),
    (pgettext_lazy("weekday", "日"), gettext_lazy("星期日")),
)
TONES = {DayKind.OFF: "good", DayKind.WORKING: "warn"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: its number, and for a day that the notice names its mark, tone and feast."""

    number: int
    is_off: bool
    mark: "Promise | str" = ""
    tone: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month by weeks from Monday on; None where the week reaches into another month."""

    title: str
    weeks: list[list[Cell | None]]


def wall_of(notice: Notice) -> dict[str, Any]:
    """What the template of the months needs."""
    return {"notice": notice, "months": list(_months_of(notice)), "weekdays": WEEK}


def _months_of(notice: Notice) -> Iterator[Month]:
    """The months of the notice's year; before them the last one of the year before, if it is named."""
    if any(day.year < notice.year for day in notice.days):
        yield _month(notice, notice.year - 1, 12)
    for number in range(1, 13):
        yield _month(notice, notice.year, number)


def _month(notice: Notice, year: int, month: int) -> Month:
    weeks = Calendar().monthdatescalendar(year, month)
    # Translators: a date format of Django's; Y year, n month
    title = format_date(date(year, month, 1), _("Y年n月"))
    return Month(title, [[_cell(notice, day, month) for day in week] for week in weeks])


def _cell(notice: Notice, day: date, month: int) -> Cell | None:
    if day.month != month:
        return None
    named = notice.days.get(day)
    if named is None:
        return Cell(day.day, usual_kind(day) is DayKind.OFF)
    tone = TONES.get(named.kind, "info")
    return Cell(day.day, named.kind is DayKind.OFF, MARKS[named.kind], tone, named.title)
