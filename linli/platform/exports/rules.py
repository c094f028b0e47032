"""What a value becomes in a cell. Nothing that leaves linli is ever a formula or a link."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _


class Form(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


class State(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"


CONTENT_TYPES = {
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.CSV: "text/csv; charset=utf-8",
}
LIFETIME = timedelta(hours=24)
AT_ONCE = 2_000  # rows that a browser may wait for; more becomes a job
MOST_ROWS = 1_000_000  # Excel ends at 1,048,576
LONGEST_TEXT = 32_767  # UTF-16 units in one cell of Excel
SAFE_INTEGER = 10**15  # beyond fifteen digits Excel rounds

# A spreadsheet takes a cell of a CSV file for a formula when it begins so; some strip blanks and
# controls first, some read the full-width signs. Source: OWASP, "CSV Injection".
_TRIGGER = re.compile(r"^[\s\x00-\x1f\ufeff\u200b-\u200f']*[=+\-@＝＋－＠]|^'*[\t\r\n]")
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
APOSTROPHE = "'"

Cell = str | int | float | date | datetime | None


@dataclass(frozen=True)
class Stamp:
    """Who took this, when, what and for what: goes with the file wherever it goes."""

    title: str
    who: str
    at: datetime
    filters: tuple[tuple[str, str], ...] = ()
    reason: str = ""

    def lines(self, rows: int) -> list[tuple[str, str]]:
        """(name, value) of each thing to say."""
        chosen = "；".join(f"{name}：{value}" for name, value in self.filters)
        return [
            (_("内容"), self.title),
            (_("导出人"), self.who),
            (_("导出时间"), f"{timezone.localtime(self.at):%Y-%m-%d %H:%M:%S}"),
            (_("筛选条件"), chosen or _("全部")),
            (_("用途"), self.reason or "—"),
            (_("行数"), str(rows)),
            (_("提示"), _("仅限工作使用，请妥善保管，用后及时删除。导出已留痕。")),
        ]


def neutral(text: str) -> str:
    """`text` so that no spreadsheet runs it from a CSV file: an apostrophe goes before a trigger.

    People read the same words after one mark; `plain` (and our own import) takes it off again. An
    apostrophe that was there before a trigger gets a second one, so nothing is ambiguous.
    """
    return APOSTROPHE + text if _TRIGGER.match(text) else text


def plain(text: str) -> str:
    """The text that `neutral` was given."""
    is_marked = text.startswith(APOSTROPHE) and _TRIGGER.match(text[1:])
    return text[1:] if is_marked else text


def cell(value: Any) -> Cell:
    """`value` as a cell can hold it: numbers and dates by themselves, everything else as text."""
    turn = _TURNS.get(type(value))
    return turn(value) if turn else _text(value)


def _text(value: Any) -> str:
    """Text that XML can hold and Excel has room for; what is cut off says so."""
    text = _NOT_XML.sub("\ufffd", str(value))
    if len(text) * 2 <= LONGEST_TEXT or len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text
    end = _("…（内容过长，已截断）")
    room = (LONGEST_TEXT - len(end)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + end


def _number(value: int | float | Decimal) -> Cell:
    """A number that a spreadsheet keeps exactly, else its digits as text."""
    is_safe = -SAFE_INTEGER < value < SAFE_INTEGER  # False for NaN, too
    return (value if isinstance(value, int) else float(value)) if is_safe else str(value)


def _moment(value: datetime) -> Cell:
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return local.replace(tzinfo=None, microsecond=0)


_TURNS: Mapping[type, Callable[[Any], Cell]] = {
    type(None): lambda _value: None,
    bool: lambda value: _("是") if value else _("否"),
    int: _number,
    float: _number,
    Decimal: _number,
    datetime: _moment,
    date: lambda value: value,
    time: lambda value: f"{value:%H:%M:%S}",
}
