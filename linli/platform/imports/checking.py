"""The dry run: every cell read, every row judged, nothing written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from linli.platform.access.actor import Actor
from linli.platform.exports.writers import Tick
from linli.platform.imports import source
from linli.platform.imports.cells import as_text, is_blank
from linli.platform.imports.declaration import (
    BadCell,
    Cell,
    Finding,
    ImportColumn,
    Importer,
    Row,
    Value,
)
from linli.platform.imports.models import ImportBatch
from linli.platform.imports.source import INBOUND, Table

TICK = 500
SHOWN = 60  # characters of a wrong value that are shown again


@dataclass
class Checked:
    """What the check found. `rows` are those that can be written."""

    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    total: int = 0

    @property
    def wrong_rows(self) -> set[int]:
        return {each.row for each in self.findings if not each.is_note}


def check(
    importer: Importer,
    actor: Actor,
    area: str,
    table: Table,
    head: int,
    mapping: Mapping[str, int],
    tick: Tick = lambda _rows: None,
) -> Checked:
    """Read all rows under the head, then let the importer judge those that can be read."""
    found = Checked()
    columns = [(each, mapping[each.key]) for each in importer.columns if each.key in mapping]
    for number, cells in _rows_below(table, head):
        found.total += 1
        if _is_example(columns, cells):
            found.findings.append(Finding(number, "", _("跳过模板中的示例行"), is_note=True))
            continue
        values, findings = _read(columns, cells, number)
        found.findings += findings
        if not any(not each.is_note for each in findings):
            found.rows.append(Row(number, area, values))
        if found.total % TICK == 0:
            tick(found.total)
    found.findings += _doubles(importer, found.rows)
    if importer.check is not None:
        found.findings += importer.check(found.rows, actor, area)
    wrong = found.wrong_rows
    found.rows = [each for each in found.rows if each.number not in wrong]
    found.findings.sort(key=lambda each: each.row)
    tick(found.total)
    return found


def of_batch(
    actor: Actor, importer: Importer, batch: ImportBatch, tick: Tick
) -> tuple[Table, Checked]:
    """The whole table that was sent, and what the check finds in it."""
    table = source.read(INBOUND.path(batch.store_key), batch.sheet)
    return table, check(importer, actor, batch.area, table, batch.head, batch.mapping, tick)


def _rows_below(table: Table, head: int) -> Iterator[tuple[int, Sequence[Cell]]]:
    """(number, cells) of each row that says anything; the line our own CSV ends with says nothing."""
    for index in range(head + 1, len(table.rows)):
        cells = table.rows[index]
        filled = [each for each in cells if not is_blank(each)]
        is_signature = len(filled) == 1 and str(filled[0]).startswith("# ")
        if filled and not is_signature:
            yield index + 1, cells


def _read(
    columns: Sequence[tuple[ImportColumn, int]], cells: Sequence[Cell], number: int
) -> tuple[dict[str, object], list[Finding]]:
    values: dict[str, object] = {}
    findings: list[Finding] = []
    for column, index in columns:
        cell = cells[index] if index < len(cells) else None
        try:
            value = _value(column, cell)
        except BadCell as bad:
            shown = as_text(cell)[:SHOWN]
            findings.append(Finding(number, column.key, bad.rule, bad.repair, shown))
            continue
        if value is not None:
            values[column.key] = value.value
            if value.repaired:
                findings.append(
                    Finding(number, column.key, value.repaired, "", as_text(cell)[:SHOWN], True)
                )
    return values, findings


def _value(column: ImportColumn, cell: Cell) -> Value | None:
    """What the cell means; None when it is blank and may be."""
    if not is_blank(cell):
        return column.parse(cell)
    if column.required:
        raise BadCell(_("必填，不能为空"), _("请填写这一格。"))
    return None


def _is_example(columns: Sequence[tuple[ImportColumn, int]], cells: Sequence[Cell]) -> bool:
    """Whether the row is the example of our template, left standing."""
    shown = [as_text(cells[index]) if index < len(cells) else "" for _column, index in columns]
    return any(shown) and shown == [column.example for column, _index in columns]


def _doubles(importer: Importer, rows: Sequence[Row]) -> Iterator[Finding]:
    """A finding for each row whose natural key stood already further up."""
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(row.get(each) for each in importer.natural_key)
        if key in first:
            rule = _("与第 %d 行重复") % first[key]
            yield Finding(row.number, importer.natural_key[0], rule, _("请删除其中一行。"))
        first.setdefault(key, row.number)
