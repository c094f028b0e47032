"""The only writers of spreadsheets in the house."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from linli.platform.exports import rules
from linli.platform.exports.declaration import Column
from linli.platform.exports.errors import TooManyRows
from linli.platform.exports.rules import Cell, Form, Stamp

Tick = Callable[[int], None]
Writer = Callable[[Path, Sequence[Column], Iterable[Any], Stamp, Tick], int]
TICK = 1_000  # rows between two reports of progress
FIRST_DAY = 1900  # the year with which Excel's calendar begins


class TextSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A sheet on which text is text.

    XlsxWriter copies a string that looks like `<r>…</r>` into the file as it is, markup and all,
    since its own rich strings travel that way. Such a string could bring a formula with it.
    """

    def _xml_rich_inline_string(self, string: str, attributes: Any) -> None:
        self._xml_inline_string(string, True, attributes)


def workbook(target: Path, **options: Any) -> xlsxwriter.Workbook:
    """A workbook that writes text as text, line by line, with its drafts beside `target`."""
    return xlsxwriter.Workbook(
        str(target),
        {
            "constant_memory": True,
            "tmpdir": str(target.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "yyyy-mm-dd",
            **options,
        },
    )


def write_xlsx(
    target: Path, columns: Sequence[Column], rows: Iterable[Any], stamp: Stamp, tick: Tick
) -> int:
    """Write `rows` and the sheet that says who took them; answers how many rows there are."""
    with workbook(target) as book:
        sheet = book.add_worksheet(_("数据"), worksheet_class=TextSheet)
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        _head(book, sheet, columns)
        sheet.set_footer(f"&L{_in_footer(stamp)}&R&P / &N")
        reads = [each.read for each in columns]
        count = 0
        for count, row in enumerate(rows, 1):
            if count > rules.MOST_ROWS:
                raise TooManyRows(rules.MOST_ROWS)
            for column, read in enumerate(reads):
                value = rules.cell(read(row))
                put(sheet, count, column, value, moment if isinstance(value, datetime) else None)
            if count % TICK == 0:
                tick(count)
        sheet.autofilter(0, 0, count, len(columns) - 1)
        _sign(book, stamp, count)
    return count


def write_csv(
    target: Path, columns: Sequence[Column], rows: Iterable[Any], stamp: Stamp, tick: Tick
) -> int:
    """Write `rows` as UTF-8 with a byte order mark, every cell quoted, and a last line that says who."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL)
        out.writerow([rules.neutral(str(each.title)) for each in columns])
        reads = [each.read for each in columns]
        count = 0
        for count, row in enumerate(rows, 1):
            out.writerow([_in_csv(rules.cell(read(row))) for read in reads])
            if count % TICK == 0:
                tick(count)
        out.writerow(["# " + "；".join(f"{name}：{value}" for name, value in stamp.lines(count))])
    return count


WRITERS: dict[Form, Writer] = {Form.XLSX: write_xlsx, Form.CSV: write_csv}


def put(sheet: Worksheet, row: int, column: int, value: Cell, style: Format | None = None) -> None:
    """Write one cell by its kind, never as a formula or a link."""
    match value:
        case None | "":
            sheet.write_blank(row, column, None, style)
        case str():
            sheet.write_string(row, column, value, style)
        case date() if value.year < FIRST_DAY:
            sheet.write_string(row, column, value.isoformat(), style)
        case date():  # and datetime, which is one
            sheet.write_datetime(row, column, value, style)
        case _:
            sheet.write_number(row, column, value, style)


def _head(book: xlsxwriter.Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Titles that stay in sight and are printed on every page."""
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True})
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, str(column.title), bold)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _sign(book: xlsxwriter.Workbook, stamp: Stamp, count: int) -> None:
    sheet = book.add_worksheet(_("导出说明"), worksheet_class=TextSheet)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 80)
    for row, (name, value) in enumerate(stamp.lines(count)):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)


def _in_footer(stamp: Stamp) -> str:
    """Excel reads & as a command in a footer and has room for 255 characters."""
    line = _("%(who)s 于 %(at)s 导出") % {"who": stamp.who, "at": stamp.lines(0)[2][1]}
    return line.replace("&", "&&")[:180]


def _in_csv(value: Cell) -> str:
    match value:
        case None:
            return ""
        case str():
            return rules.neutral(value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
    return str(value)
