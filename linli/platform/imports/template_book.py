"""The workbook to fill in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from linli.platform.access.actor import Actor
from linli.platform.exports.writers import TextSheet, workbook
from linli.platform.imports.declaration import ImportColumn, Importer

WIDTH = 18  # characters
ROWS_WITH_LISTS = 10_000  # rows that offer their drop-downs
HEAD = {"bold": True, "bg_color": "#E8EEF4", "border": 1, "num_format": "@"}
REQUIRED = {**HEAD, "font_color": "#B42318"}
EXAMPLE = {"italic": True, "font_color": "#667085", "num_format": "@"}


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
        pale = book.add_format(EXAMPLE)
        for index, column in enumerate(importer.columns):
            sheet.write_string(1, index, column.example, pale)
        _explain(book.add_worksheet(_("填写说明"), worksheet_class=TextSheet), importer, offered)
        _offer(book.add_worksheet(_("选项"), worksheet_class=TextSheet), sheet, importer, offered)


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
            sheet.write_string(line, index, str(value))


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
