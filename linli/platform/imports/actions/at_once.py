"""An import from the command line or from a program: the same steps, one after the other, waiting."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.exports.writers import Tick
from linli.platform.imports import checking, queries, source
from linli.platform.imports.actions.arriving import describe, require_columns
from linli.platform.imports.actions.standing import inside
from linli.platform.imports.actions.writing import write_rows
from linli.platform.imports.checking import Checked
from linli.platform.imports.models import ImportBatch
from linli.platform.imports.rules import Mode, State


@dataclass(frozen=True)
class Brought:
    """What an import did, or in a dry run what it would meet. `batch` counts what was written."""

    batch: ImportBatch
    found: Checked


def run(
    actor: Actor,
    importer: str,
    path: Path,
    mapping: Mapping[str, int] | None = None,
    dry_run: bool = False,
    *,
    area: str,
    mode: Mode = Mode.WHOLE,
    tick: Tick = lambda _rows: None,
) -> Brought:
    """Import the table in `path` into `area`; with `dry_run` nothing is written at all.

    `mapping` (column key: index from 0) goes before what the titles say. Raises UnknownImport,
    NotPermitted, FileUnreadable, ColumnsMissing, or RowsWrong when all rows were asked for.
    """
    declared = queries.importer(importer)
    policy.require(actor, declared.needs, at=area)
    with inside(area):
        batch = describe(declared, path, area=area)
        batch.mapping = {**batch.mapping, **(mapping or {})}
        require_columns(declared, batch.mapping)
        table = source.read(path, batch.sheet)
        with transaction.atomic():
            found = checking.check(declared, actor, area, table, batch.head, batch.mapping, tick)
        batch.total, batch.wrong = found.total, len(found.wrong_rows)
        if not dry_run:
            batch.account_id, batch.mode, batch.state = actor.account_id, mode, State.RUNNING
            with transaction.atomic():
                batch.save(force_insert=True)
                trail.record(actor, "imports.begin", batch, importer=importer, mode=mode)
            write_rows(actor, declared, batch, found, tick)
    return Brought(batch, found)
