"""What a cell may mean: the parsers of import columns. Each repairs what is plainly meant and says so."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from stdnum.cn import ric

from linli.platform.exports import rules as outgoing
from linli.platform.imports.declaration import BadCell, Cell, Parse, Value

_BLANKS = re.compile(r"[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+")
_EDGES = re.compile(rf"^{_BLANKS.pattern}|{_BLANKS.pattern}$")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_CLOCK = re.compile(r"(?<=\d)[ T]\d{1,2}:\d\d.*$")
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|[48]00-?\d{3}-?\d{4}|\d{7,8}")
SERIAL_START = date(1899, 12, 30)  # Excel's day 0, with its leap year 1900 that never was
SERIALS = range(1, 2_958_466)  # to 9999-12-31
YEARS = range(1900, 2101)
RECENT = range(1950, 2101)  # "2026" alone would be a day of 1905 by Excel's count
_BETWEEN = re.compile("[/.年月]")
_MOMENTS: Sequence[Callable[[str], datetime]] = [
    datetime.fromisoformat,
    *(
        partial(lambda form, text: datetime.strptime(text, form), form)  # noqa: DTZ007  # aware later
        for form in (
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%d %H:%M",
            "%m/%d/%Y %I:%M:%S %p",
            "%m/%d/%Y %I:%M %p",
        )
    ),
]
EXACT = 10**15  # Excel keeps fifteen digits of a number and turns the rest into zeros


def as_text(cell: Cell) -> str:
    """A cell as its reader sees it; whole numbers without the point that Excel stores."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == cell.min.time() else f"{cell:%Y-%m-%d %H:%M}"
    return "" if cell is None else str(cell)


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not _BLANKS.sub("", cell))


def text(most: int = 200) -> Parse:
    """Words, without blanks around them and without the apostrophe of our own exports."""

    def parse(cell: Cell) -> Value:
        given = as_text(cell)
        kept = _EDGES.sub("", outgoing.plain(given))
        if len(kept) > most:
            raise BadCell(_("超过 %d 个字") % most, _("请缩短到 %d 个字以内。") % most)
        return Value(kept, _("去掉首尾空格") if kept != given else "")

    return parse


def code(pattern: str = r"[0-9A-Za-z-]+", rule: str = "", repair: str = "") -> Parse:
    """Letters and digits: full-width ones become plain, blanks inside go. `pattern` must fit all of it."""
    fits = re.compile(pattern)

    def parse(cell: Cell) -> Value:
        kept, repaired = _plain_digits(cell)
        if not fits.fullmatch(kept):
            raise BadCell(
                rule or _("不是规定的编码格式"),
                repair or _("请按模板中的示例填写，并设为文本格式。"),
            )
        return Value(kept, repaired)

    return parse


def integer(least: int = 0, most: int = 10**9) -> Parse:
    """A whole number from `least` to `most`."""

    def parse(cell: Cell) -> Value:
        kept, repaired = _plain_digits(cell)
        try:
            number = int(kept)
        except ValueError:
            raise BadCell(_("不是整数"), _("请填写整数，例如 3。")) from None
        return Value(_in_range(number, least, most), repaired)

    return parse


def decimal(places: int = 2, least: int = 0, most: int = 10**12) -> Parse:
    """A number with at most `places` decimals."""

    def parse(cell: Cell) -> Value:
        kept, repaired = _plain_digits(repr(cell) if isinstance(cell, float) else cell)
        try:
            number = Decimal(kept.replace(",", ""))
            rounded = round(number, places)
        except InvalidOperation:
            raise BadCell(_("不是数字"), _("请填写数字，不要带单位。")) from None
        if rounded != number:
            raise BadCell(_("小数超过 %d 位") % places, _("请保留 %d 位小数。") % places)
        return Value(_in_range(rounded, least, most), repaired)

    return parse


def day(least: date = date(1900, 1, 1), most: date = date(2100, 12, 31)) -> Parse:
    """A date: Excel's own, its serial number, or written in one of the usual ways."""

    def parse(cell: Cell) -> Value:
        found = _day_in(cell)
        if found is None:
            raise BadCell(_("不是日期"), _("请填写日期，例如 2026-05-01。"))
        if not least <= found.value <= most:
            raise BadCell(_("日期超出合理范围"), _("请填写 %s 至 %s 之间的日期。") % (least, most))
        return found

    return parse


def month() -> Parse:
    """A month, as its first day: written as one, or as any day in it."""

    def parse(cell: Cell) -> Value:
        written = _MONTH.fullmatch(_plain_digits(cell)[0]) if isinstance(cell, str) else None
        found = _from_parts(written, "", 1) if written else _day_in(cell)
        if found is None or found.value.year not in RECENT:
            raise BadCell(_("不是月份"), _("请填写月份，例如 2026-05。"))
        return Value(found.value.replace(day=1), found.repaired)

    return parse


def moment() -> Parse:
    """A day and its time, in the community's own time zone unless the cell names another."""

    def parse(cell: Cell) -> Value:
        found = _moment_in(cell)
        if found is None:
            raise BadCell(_("不是时间"), _("请填写日期和时间，例如 2026-05-01 08:30。"))
        if found.value.year not in YEARS:
            raise BadCell(_("时间超出合理范围"), _("请核对年份。"))
        return found

    return parse


def choice(meanings: Mapping[str, Any]) -> Parse:
    """One of the words in `meanings`; the value is what the word stands for."""

    def parse(cell: Cell) -> Value:
        given = as_text(cell)
        kept = _EDGES.sub("", unicodedata.normalize("NFKC", given))
        if kept not in meanings:
            listed = "、".join(list(meanings)[:20])
            raise BadCell(_("不在可选范围内"), _("请从以下内容中选择：%s。") % listed)
        return Value(meanings[kept], _("去掉首尾空格") if kept != given else "")

    return parse


def yes_no() -> Parse:
    return choice({"是": True, "否": False, "有": True, "无": False, "Y": True, "N": False})


def phone() -> Parse:
    """A mobile or fixed number of mainland China; +86 goes, and blanks."""

    def parse(cell: Cell) -> Value:
        given, repaired = _plain_digits(cell)
        kept = re.sub(r"^(\+|00)86-?", "", given)
        if not _PHONE.fullmatch(kept):
            raise BadCell(_("不是电话号码"), _("请填写 11 位手机号，或带区号的固定电话。"))
        return Value(kept, repaired or (_("去掉国家代码") if kept != given else ""))

    return parse


def citizen_id() -> Parse:
    """An identity number of 18 characters (GB 11643-1999); one of 15 is written as 18."""

    def parse(cell: Cell) -> Value:
        kept, repaired = _plain_digits(cell)
        kept = kept.upper()
        if re.fullmatch(r"\d{15}", kept):
            longer = f"{kept[:6]}19{kept[6:]}"
            kept, repaired = longer + ric.calc_check_digit(longer + "0"), _("15 位号码补为 18 位")
        if not _is_citizen_id(kept):
            raise BadCell(
                _("身份证号码不正确"),
                _("请核对 18 位号码；如以 000 结尾，请把该列设为文本后重新填写。"),
            )
        return Value(kept, repaired)

    return parse


def _is_citizen_id(number: str) -> bool:
    """Form, check character and a birthday that exists; codes of places change too often to ask."""
    return (
        re.fullmatch(r"[1-9]\d{16}[\dX]", number) is not None
        and ric.calc_check_digit(number) == number[-1]
        and _day_in(number[6:14]) is not None
    )


def _plain_digits(cell: Cell) -> tuple[str, str]:
    """The cell in plain characters without blanks, and what was repaired."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= EXACT:
        raise BadCell(
            _("数字超过 15 位，Excel 已改写后几位"), _("请把该列设为文本格式，再重新填写。")
        )
    given = outgoing.plain(as_text(cell))
    half = unicodedata.normalize("NFKC", given)
    kept = _BLANKS.sub("", half)
    if half != given:
        return kept, _("全角改为半角")
    return kept, _("去掉空格") if kept != given else ""


def _day_in(cell: Cell) -> Value | None:
    """The day that a cell means, or None."""
    match cell:
        case datetime():
            return Value(cell.date())
        case date():
            return Value(cell)
        case bool() | None:
            return None
        case int() | float():
            return _from_serial(cell)
    written, repaired = _plain_digits(_CLOCK.sub("", cell))
    if re.fullmatch(r"\d{4,5}", written):
        return _from_serial(int(written))
    return _from_parts(_DAY.fullmatch(written), repaired)


def _moment_in(cell: Cell) -> Value | None:
    """The moment that a cell means, aware; None when it means none."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in SERIALS:
        cell = datetime.combine(SERIAL_START, time()) + timedelta(seconds=round(cell * 86_400))
    plain = " ".join(unicodedata.normalize("NFKC", cell).split()) if isinstance(cell, str) else ""
    if ":" in plain:
        cell = _written_moment(plain)
    if isinstance(cell, datetime):
        return Value(cell if timezone.is_aware(cell) else timezone.make_aware(cell))
    found = _day_in(cell)
    return found and Value(
        timezone.make_aware(datetime.combine(found.value, time())), found.repaired
    )


def _written_moment(text: str) -> datetime | None:
    """A day with a time as programs and people write them; AM or PM tells an American date."""
    day, blank, rest = text.partition(" ")
    if blank and day[:4].isdigit():
        text = f"{_BETWEEN.sub('-', day.removesuffix('日'))} {rest}"
    for read in _MOMENTS:
        try:
            return read(text)
        except ValueError:
            continue
    return None


def _from_parts(parts: re.Match[str] | None, repaired: str, *more: int) -> Value | None:
    told = [int(each) for each in (parts.groups() if parts else ()) if each]
    try:
        year, month, number = (*told, *more)
        return Value(date(year, month, number), repaired)
    except ValueError:  # no such day, or no day at all
        return None


def _from_serial(number: float) -> Value | None:
    if int(number) not in SERIALS:
        return _day_in(str(int(number))) if 19_000_101 <= number <= 21_001_231 else None
    return Value(SERIAL_START + timedelta(days=int(number)), _("日期序号改为日期"))


def _in_range(number: "int | Decimal", least: int, most: int) -> "int | Decimal":
    if not least <= number <= most:
        raise BadCell(_("数字超出范围"), _("请填写 %d 到 %d 之间的数字。") % (least, most))
    return number
