"""The State Council's yearly notice on days off, as an administrator brings it.

Two forms are read: the JSON of the public data set holiday-cn ({"year", "papers", "days": [{"date",
"name", "isOffDay"}]}), whose days may say "kind" instead of "isOffDay" for a half-day, and CSV with
the columns 日期, 名称, 安排 (date, name, kind).
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from linli.kernel.errors import Invalid
from linli.platform.calendar.rules import Day, DayKind, usual_kind
from linli.platform.calendar.ticks import FIRST_YEAR, LAST_YEAR, SETTLING

FEWEST_DAYS_OFF = 10  # the statutory feasts alone: ten days until 2007, thirteen since 2025
LONGEST_NAME, LONGEST_SOURCE = 40, 300
MOST_ROWS = 120
MOST_FAULTS = 5
COLUMNS = {"日期": "date", "名称": "name", "安排": "kind", "isoffday": "kind"}
KINDS = {
    **{each.value: each for each in DayKind},
    **dict.fromkeys(("休", "放假", "休息", "true"), DayKind.OFF),
    **dict.fromkeys(("班", "上班", "调休上班", "false"), DayKind.WORKING),
    **dict.fromkeys(("上午", "上午上班"), DayKind.MORNING),
    **dict.fromkeys(("下午", "下午上班"), DayKind.AFTERNOON),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Which days of a year differ from a plain week, and who says so.

    Not `published` means the office's own forecast, whose deadlines stay provisional.
    """

    year: int
    source: str
    days: Mapping[date, Day]
    published: bool = True

    @property
    def days_off(self) -> int:
        return sum(each.kind is DayKind.OFF for each in self.days.values())

    @property
    def make_up_days(self) -> int:
        return sum(each.kind is DayKind.WORKING for each in self.days.values())


def read(words: str, *, year: int, source: str = "", published: bool = True) -> Notice:
    """Read a notice in either form. Raises Invalid naming each faulty line and how to mend it."""
    rows, paper = _json_rows(words, year) if words.lstrip().startswith("{") else _csv_rows(words)
    days = _days(rows, year)
    notice = Notice(year, source or paper, days, published)
    check(notice)
    return notice


def check(notice: Notice) -> None:
    """Raise Invalid for a notice that can't be the whole of its year's."""
    if not FIRST_YEAR <= notice.year <= LAST_YEAR:
        raise Invalid(
            _("工作日历只排到 2000 年至 2099 年。"), year=_("请填 2000 到 2099 之间的年份。")
        )
    if not notice.source.isprintable() or not 0 < len(notice.source) <= LONGEST_SOURCE:
        raise Invalid(_("请写明依据。"), source=_("请填写通知的网址或文号，方便以后核对。"))
    if not notice.published:
        return
    new_year = date(notice.year, 1, 1)
    named = notice.days.get(new_year)
    if (named.kind if named else usual_kind(new_year)) is not DayKind.OFF:
        _refuse(_("元旦（1 月 1 日）没有列为放假，请对照通知核对年份和日期。"))
    if notice.days_off < FEWEST_DAYS_OFF:
        _refuse(_("只有 %d 天放假，像是没有贴全，请把全年的安排一起贴上。") % notice.days_off)


def days_to_plain(days: Mapping[date, Day]) -> list[dict[str, str]]:
    """The days as JSON values, in order."""
    return [
        {"date": day.isoformat(), "name": each.name, "kind": each.kind.value}
        for day, each in sorted(days.items())
    ]


def days_from_plain(rows: Sequence[Mapping[str, str]]) -> dict[date, Day]:
    """The days that `days_to_plain` wrote."""
    return {date.fromisoformat(r["date"]): Day(DayKind(r["kind"]), r["name"]) for r in rows}


def _refuse(words: str) -> NoReturn:
    raise Invalid(_("这份放假安排还不能用，请按提示修改。"), days=words)


Row = tuple[str, Mapping[str, Any]]  # where it stands, and what it says


def _json_rows(words: str, year: int) -> tuple[list[Row], str]:
    try:
        body = json.loads(words)
    except (ValueError, RecursionError) as error:
        where = getattr(error, "lineno", 1)
        _refuse(_("JSON 在第 %d 行附近写错了，请从数据来源重新复制全文。") % where)
    given = body.get("year", year)
    if given != year:
        _refuse(_("内容是 %(given)s 年的，而您选的是 %(year)s 年，请改成一致。") % vars())
    rows, papers = body.get("days"), body.get("papers")
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        _refuse(_("JSON 里没有 days 列表，请按 {“year”: …, “days”: […]} 的样子粘贴。"))
    return [
        (_("第 %d 天") % place, {"kind": each.get("isOffDay"), **each})
        for place, each in enumerate(rows, 1)
    ], str(papers[0]) if papers and isinstance(papers, list) else ""


def _csv_rows(words: str) -> tuple[list[Row], str]:
    try:
        header, *lines = list(csv.reader(words.strip().splitlines())) or [[]]
    except csv.Error:
        _refuse(_("表格里有一格长得看不懂，请检查有没有漏掉的引号。"))
    names = [COLUMNS.get(each.strip().lower(), each.strip().lower()) for each in header]
    if missing := {"date", "name", "kind"} - set(names):
        _refuse(_("第一行要有“日期,名称,安排”三列，现在缺 %s。") % "、".join(sorted(missing)))
    return [
        (_("第 %d 行") % place, dict(zip(names, line, strict=False)))
        for place, line in enumerate(lines, 2)
        if any(line)
    ], ""


def _days(rows: Sequence[Row], year: int) -> dict[date, Day]:
    """The rows as days; every fault is gathered, so that all can be mended at once."""
    if not 0 < len(rows) <= MOST_ROWS:
        _refuse(_("一年的安排应在 1 到 %d 天之间，请核对内容。") % MOST_ROWS)
    days: dict[date, Day] = {}
    faults: list[str] = []
    for where, row in rows:
        try:
            day = _date(row, year)
            if day in days:
                raise ValueError(_("日期重复了，请只留一行"))
            days[day] = _day(row)
        except ValueError as error:
            faults.append(f"{where}：{error}")
    if faults:
        _refuse("；".join(_shortened(faults)) + "。")
    return days


def _shortened(faults: Sequence[str]) -> Iterator[str]:
    yield from faults[:MOST_FAULTS]
    if len(faults) > MOST_FAULTS:
        yield _("另有 %d 处") % (len(faults) - MOST_FAULTS)


def _date(row: Mapping[str, Any], year: int) -> date:
    words = str(row.get("date") or "").strip()
    parts = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", words)
    try:
        day = date(*(int(each) for each in parts.groups())) if parts else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(_("“%s”不是日期，请写成 2027-01-01 这样") % words[:20])
    if year not in {day.year, (day + SETTLING).year}:
        raise ValueError(
            _("%(day)s 不属于 %(year)s 年的安排，请核对年份") % {"day": day, "year": year}
        )
    return day


def _day(row: Mapping[str, Any]) -> Day:
    words = str(row.get("kind")).strip().lower()
    if words not in KINDS:
        raise ValueError(_("安排“%s”看不懂，请写 休、班、上午 或 下午") % words[:20])
    name = str(row.get("name") or "").strip()
    if not name.isprintable() or not 0 < len(name) <= LONGEST_NAME:
        raise ValueError(_("请写明节日名称，不超过 %d 个字") % LONGEST_NAME)
    return Day(KINDS[words], name)
