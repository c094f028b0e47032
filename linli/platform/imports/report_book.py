"""The workbook that goes back, with what to mend."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from linli.platform.exports import rules as outgoing
from linli.platform.exports.writers import TextSheet, put, workbook
from linli.platform.imports.declaration import Cell, Finding, Importer
from linli.platform.imports.source import Table

WIDTH = 18  # characters
MOST_LISTED = 50_000  # findings in the workbook
MOST_SHOWN = 2_000  # findings kept for the page
RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
BOLD = {"bold": True, "bg_color": "#E8EEF4", "border": 1}
MOMENT = {"num_format": "yyyy-mm-dd hh:mm"}


@dataclass(frozen=True)
class Report:
    """What a check found in a table, to be given back to whoever sent it.

    The table comes back with its wrong cells red and our words in a column at the end of each wrong
    row. It can be mended and sent again as it is, since that column belongs to no import column.
    """

    importer: Importer
    table: Table
    head: int
    mapping: Mapping[str, int]
    findings: Sequence[Finding]

    def write(self, body: Path) -> None:
        """The workbook: the table where anything is wrong in it, and the list of all findings."""
        with workbook(body) as book:
            if any(not each.is_note for each in self.findings):
                self._copy(book)
            self._list(book.add_worksheet(_("问题清单"), worksheet_class=TextSheet))

    def write_findings(self, plain: Path) -> None:
        """The first findings as JSON, for a page: what is wrong, then what was repaired."""
        first = sorted(self.findings, key=lambda each: (each.is_note, each.row))[:MOST_SHOWN]
        plain.write_text(json.dumps([asdict(each) for each in first], ensure_ascii=False))

    def _copy(self, book: Workbook) -> None:
        """The titles, then every row below them at the distance it had."""
        sheet = book.add_worksheet(_("数据"), worksheet_class=TextSheet)
        sheet.freeze_panes(1, 0)
        bold, red, moment = (book.add_format(each) for each in (BOLD, RED, MOMENT))
        rows = self.table.rows[self.head :]
        width = max(len(row) for row in rows)
        for index, title in enumerate(rows[0]):
            put(sheet, 0, index, outgoing.cell(title), bold)
        sheet.write_string(0, width, _("需要修改"), bold)
        wrong = self._wrong_by_row()
        for line, cells in enumerate(rows[1:], 1):
            found = wrong.get(self.head + line + 1, ())
            at_fault = {self.mapping[each.column] for each in found if each.column in self.mapping}
            for index, cell in enumerate(_filled(cells, at_fault)):
                style = red if index in at_fault else moment if isinstance(cell, datetime) else None
                if cell is not None or style:
                    put(sheet, line, index, outgoing.cell(cell), style)
            if found:
                words = "；".join(self._sentence(each) for each in found)
                sheet.write_string(line, width, words, red)

    def _wrong_by_row(self) -> Mapping[int, Sequence[Finding]]:
        by_row: defaultdict[int, list[Finding]] = defaultdict(list)
        for each in self.findings:
            if not each.is_note:
                by_row[each.row].append(each)
        return by_row

    def _list(self, sheet: Worksheet) -> None:
        """Every finding in a row of its own: sheet, row, column, value, rule, repair."""
        titles = (_("工作表"), _("行"), _("列"), _("内容"), _("问题"), _("怎样修改"))
        sheet.set_column(0, len(titles) - 1, WIDTH)
        for index, title in enumerate(titles):
            sheet.write_string(0, index, title)
        for line, each in enumerate(self.findings[:MOST_LISTED], 1):
            rule = _("已自动修正：%s") % each.rule if each.is_note else each.rule
            title = title_of(self.importer, each)
            row = (self.table.name, each.row, title, each.value, rule, each.repair)
            for index, value in enumerate(row):
                put(sheet, line, index, outgoing.cell(value))

    def _sentence(self, finding: Finding) -> str:
        return f"{title_of(self.importer, finding)}：{finding.rule}。{finding.repair}"


def title_of(importer: Importer, finding: Finding) -> str:
    """The title of the column that a finding speaks of."""
    return str(importer.column(finding.column).title) if finding.column else _("整行")


def _filled(cells: Sequence[Cell], at_fault: set[int]) -> list[Cell]:
    """The cells, long enough to have every one that is at fault."""
    missing = max(at_fault, default=0) + 1 - len(cells)
    return [*cells, *[None] * missing]
