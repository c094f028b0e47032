"""The two workbooks of an import: the template to fill in, and the file back with what to mend."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from linli.platform.access.actor import Actor
from linli.platform.exports import rules as outgoing
from linli.platform.exports.writers import TextSheet, put, workbook
from linli.platform.imports.cells import as_text
from linli.platform.imports.declaration import Finding, ImportColumn, Importer
from linli.platform.imports.source import Table

WIDTH = 18  # characters
ROWS_WITH_LISTS = 10_000  # rows of the template that offer their drop-downs
MOST_LISTED = 50_000  # findings in the workbook
HEAD = {"bold": True, "bg_color": "#E8EEF4", "border": 1, "num_format": "@"}
REQUIRED = {**HEAD, "font_color": "#B42318"}
RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
PALE = {"italic": True, "font_color": "#667085", "num_format": "@"}


def write_template(target: Path, importer: Importer, actor: Actor, area: str) -> None:
    """A workbook to fill in: titles with notes, an example, drop-downs, and a sheet of explanations.

    Cells are formatted as text, so that Excel keeps every digit of a long number. The drop-downs
    come from a hidden sheet, since Excel takes no list over 255 characters in the cell's own rule.
    """
    offered = {each.key: _offered(each, actor, area) for each in importer.columns}
    with workbook(target) as book:
        sheet = book.add_worksheet(_("数据"), worksheet_class=TextSheet)
        as_written = book.add_format({"num_format": "@"})
        styles = {True: book.add_format(REQUIRED), False: book.add_format(HEAD)}
        sheet.set_column(0, len(importer.columns) - 1, WIDTH, as_written)
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(importer.columns):
            sheet.write_string(0, index, _marked(column), styles[column.required])
            if column.hint:
                sheet.write_comment(0, index, str(column.hint), {"x_scale": 1.6})
        pale = book.add_format(PALE)
        for index, column in enumerate(importer.columns):
            sheet.write_string(1, index, column.example, pale)
        _explain(book.add_worksheet(_("填写说明"), worksheet_class=TextSheet), importer, offered)
        _offer(book.add_worksheet(_("选项"), worksheet_class=TextSheet), sheet, importer, offered)


def write_report(
    drafts: Sequence[Path],
    importer: Importer,
    table: Table,
    head: int,
    mapping: Mapping[str, int],
    findings: Sequence[Finding],
) -> None:
    """The file back, wrong cells red, with what to mend at the end of each row; and the findings as data.

    It can be mended and sent again as it is: the column with our words belongs to no import column.
    """
    body, plain = drafts
    wrong = [each for each in findings if not each.is_note]
    with workbook(body) as book:
        sheet = book.add_worksheet(_("数据"), worksheet_class=TextSheet)
        styles = {True: book.add_format(RED), False: None}
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        bold = book.add_format(HEAD)
        sheet.freeze_panes(1, 0)
        _copy(sheet, table, head, mapping, wrong, importer, styles, bold, moment)
        _list(
            book.add_worksheet(_("问题清单"), worksheet_class=TextSheet), table, importer, findings
        )
    plain.write_text(json.dumps([asdict(each) for each in _first(findings)], ensure_ascii=False))


def _copy(
    sheet: Worksheet, table: Table, head: int, mapping: Mapping[str, int], wrong: Sequence[Finding],
    importer: Importer, styles: Mapping[bool, Any], bold: Any, moment: Any,
) -> None:  # fmt: skip
    """Every row from the head down; rows keep their distance, so that they are found again."""
    by_row: defaultdict[int, list[Finding]] = defaultdict(list)
    for each in wrong:
        by_row[each.row].append(each)
    width = max(len(row) for row in table.rows[head:])
    for line, cells in enumerate(table.rows[head:]):
        found = by_row[head + line + 1]
        red = {mapping.get(each.column) for each in found}
        padded = [*cells, *[None] * (width - len(cells))]
        for index, cell in enumerate(padded):
            if cell is not None or index in red:
                style = bold if line == 0 else styles[index in red]
                value = outgoing.cell(cell)
                put(
                    sheet, line, index, value, style or (moment if hasattr(value, "hour") else None)
                )
        if line == 0:
            sheet.write_string(0, width, _("需要修改"), bold)
        elif found:
            words = "；".join(_sentence(importer, each) for each in found)
            sheet.write_string(line, width, words, styles[True])


def _list(sheet: Worksheet, table: Table, importer: Importer, findings: Sequence[Finding]) -> None:
    sheet.set_column(0, 5, WIDTH)
    titles = (_("工作表"), _("行"), _("列"), _("内容"), _("问题"), _("怎样修改"))
    for index, title in enumerate(titles):
        sheet.write_string(0, index, title)
    for line, each in enumerate(findings[:MOST_LISTED], 1):
        rule = _("已自动修正：%s") % each.rule if each.is_note else each.rule
        row = (table.name, each.row, title_of(importer, each), each.value, rule, each.repair)
        for index, value in enumerate(row):
            put(sheet, line, index, outgoing.cell(value))


def _first(findings: Sequence[Finding], most: int = 2_000) -> Sequence[Finding]:
    """What a page can show: what is wrong before what was repaired, each by row."""
    return sorted(findings, key=lambda each: (each.is_note, each.row))[:most]


def title_of(importer: Importer, finding: Finding) -> str:
    return str(importer.column(finding.column).title) if finding.column else _("整行")


def _sentence(importer: Importer, finding: Finding) -> str:
    return f"{title_of(importer, finding)}：{finding.rule}。{finding.repair}"


def _marked(column: ImportColumn) -> str:
    return f"{column.title}*" if column.required else str(column.title)


def _offered(column: ImportColumn, actor: Actor, area: str) -> Sequence[str]:
    return column.choices(actor, area) if callable(column.choices) else column.choices


def _explain(sheet: Worksheet, importer: Importer, offered: Mapping[str, Sequence[str]]) -> None:
    sheet.set_column(0, 1, WIDTH)
    sheet.set_column(2, 4, 40)
    notes = [
        _("在“数据”表中从第 2 行起填写；示例行可以删除，也可以保留，导入时会跳过。"),
        _("带 * 的列必填。列的顺序可以改变，不需要的列可以删除。"),
        *importer.notes,
    ]
    rows: list[Sequence[object]] = [[note] for note in notes]
    rows += [[], [_("列"), _("是否必填"), _("说明"), _("示例"), _("可选内容")]]
    for column in importer.columns:
        required = _("必填") if column.required else _("选填")
        listed = "、".join(offered[column.key][:50])
        rows.append([column.title, required, column.hint, column.example, listed])
    for line, row in enumerate(rows):
        for index, value in enumerate(row):
            sheet.write_string(line, index, as_text(str(value)))


def _offer(
    lists: Worksheet, sheet: Worksheet, importer: Importer, offered: Mapping[str, Sequence[str]]
) -> None:
    """Write every list onto the hidden sheet, row by row, and tie the columns of the template to them."""
    lists.hide()
    longest = max((len(each) for each in offered.values()), default=0)
    for line in range(longest):
        for index, column in enumerate(importer.columns):
            words = offered[column.key]
            if line < len(words):
                lists.write_string(line, index, words[line])
    for index, column in enumerate(importer.columns):
        if offered[column.key]:
            letter = _letter(index)
            reach = f"='{lists.get_name()}'!${letter}$1:${letter}${len(offered[column.key])}"
            sheet.data_validation(
                1, index, ROWS_WITH_LISTS, index, {"validate": "list", "source": reach}
            )


def _letter(index: int) -> str:
    """The name of a column: A, B, … Z, AA, …"""
    before, last = divmod(index, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)
