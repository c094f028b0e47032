"""The rows are written, chunk by chunk, by their domain."""

import json
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum

from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.exports.writers import Tick
from linli.platform.imports import checking, queries
from linli.platform.imports.actions.standing import (
    as_sender,
    note,
    require_step,
    telling,
)
from linli.platform.imports.checking import Checked
from linli.platform.imports.declaration import Importer, Row
from linli.platform.imports.errors import RowsWrong
from linli.platform.imports.models import ImportBatch, ImportChunk
from linli.platform.imports.rules import Mode, State

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@transaction.atomic
def begin(actor: Actor, batch_id: UUID, *, mode: Mode) -> ImportBatch:
    """Have the rows written: all or none, or those that are right. Also goes on where one stopped.

    Raises UnknownImport, NotPermitted, NotThisStep, or RowsWrong when all were asked for.
    """
    from linli.platform.imports.tasks import write as job

    batch = queries.own(actor, batch_id)
    importer = queries.importer(batch.importer)
    policy.require(actor, importer.needs, at=batch)
    require_step(batch, "begin")
    if batch.wrong and mode == Mode.WHOLE:
        raise RowsWrong(batch.wrong)
    note(batch, state=State.RUNNING, mode=mode, progress=0, problem="")
    trail.record(actor, "imports.begin", batch, importer=importer.key, mode=mode)
    job.defer(batch_id=str(batch.pk))
    return batch


def write(batch_id: UUID) -> None:
    """The job. Whatever was written stays written; doing it again goes on behind the last chunk.

    The rows are checked again, since the registry may have changed since the preview.
    """
    batch = ImportBatch.objects.select_related("account").get(pk=batch_id)
    if batch.state != State.RUNNING:
        return
    with as_sender(batch) as actor:
        importer = queries.importer(batch.importer)
        policy.require(actor, importer.needs, at=batch)
        with transaction.atomic():
            _table, found = checking.of_batch(actor, importer, batch, telling(batch))
        write_rows(actor, importer, batch, found, telling(batch))


def write_rows(
    actor: Actor, importer: Importer, batch: ImportBatch, found: Checked, tick: Tick
) -> None:
    """Write the good rows, all in one transaction or each chunk in its own, and count them.

    Raises RowsWrong when all were asked for and some are wrong.
    """
    if batch.mode == Mode.WHOLE and found.wrong_rows:
        raise RowsWrong(len(found.wrong_rows))
    with transaction.atomic() if batch.mode == Mode.WHOLE else nullcontext():
        done = 0
        for number, rows in _chunks(found.rows, importer.chunk):
            _write_chunk(actor, importer, batch, number, rows)
            done += len(rows)
            tick(done)
        _finish(actor, importer, batch, found)


def _chunks(rows: Sequence[Row], size: int) -> Iterator[tuple[int, list[Row]]]:
    """Rows by where they stand in the sheet, so that a chunk is the same one when an import resumes."""
    chunk: list[Row] = []
    for row in rows:
        if chunk and row.number // size != chunk[0].number // size:
            yield chunk[0].number // size, chunk
            chunk = []
        chunk.append(row)
    if chunk:
        yield chunk[0].number // size, chunk


@transaction.atomic
def _write_chunk(
    actor: Actor, importer: Importer, batch: ImportBatch, number: int, rows: Sequence[Row]
) -> None:
    """Write these rows unless they have been; the chunk's own row commits with them.

    Imports of one kind take turns, so that two of the same file find each other's rows.
    """
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [f"linli.imports.{importer.key}"])
    if ImportChunk.objects.filter(batch=batch, number=number).exists():
        return
    written = importer.write(actor, rows)
    undo = {"created": list(written.created), "changed": dict(written.changed)}
    ImportChunk.objects.create(
        batch=batch, number=number, created=len(written.created), changed=len(written.changed),
        unchanged=written.unchanged, undo=json.dumps(undo, ensure_ascii=False, default=str),
    )  # fmt: skip


@transaction.atomic
def _finish(actor: Actor, importer: Importer, batch: ImportBatch, found: Checked) -> None:
    counts = batch.chunks.aggregate(
        created=Sum("created", default=0),
        changed=Sum("changed", default=0),
        unchanged=Sum("unchanged", default=0),
    )
    note(
        batch, state=State.DONE, problem="", done_at=clock.now(), total=found.total,
        wrong=len(found.wrong_rows), **counts,
    )  # fmt: skip
    trail.record(actor, "imports.write", batch, importer=importer.key, mode=batch.mode, **counts)
