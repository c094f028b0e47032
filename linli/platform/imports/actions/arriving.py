"""A file arrives, its columns are agreed on, and it is checked without writing anything."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.files.actions import Upload
from linli.platform.files.store import BODY
from linli.platform.imports import checking, matching, queries, source
from linli.platform.imports.actions.standing import (
    as_sender,
    note,
    require_step,
    telling,
)
from linli.platform.imports.checking import Checked
from linli.platform.imports.declaration import Importer
from linli.platform.imports.errors import ColumnsMissing, FileUnreadable
from linli.platform.imports.models import ColumnMapping, ImportBatch, ImportChunk
from linli.platform.imports.report_book import Report
from linli.platform.imports.rules import AT_WORK, KEPT, UNDO_WITHIN, State
from linli.platform.imports.source import FINDINGS, INBOUND, Table

PREVIEW = 20  # rows that are enough to agree on the columns


@transaction.atomic
def receive(actor: Actor, key: str, upload: Upload, *, area: str) -> ImportBatch:
    """Take in a file for `area` and guess which column tells what; nothing is imported yet.

    Raises UnknownImport, NotPermitted, FileUnreadable or StorageFull.
    """
    importer = queries.importer(key)
    policy.require(actor, importer.needs, at=area)
    data = upload.read(source.MOST_BYTES + 1)
    store_key = INBOUND.put({BODY: data})
    try:
        batch = describe(importer, INBOUND.path(store_key), area=area)
    except FileUnreadable:
        INBOUND.remove(store_key)
        raise
    batch.account_id, batch.store_key = actor.account_id, store_key
    batch.name = Path(upload.name or "").name[:120]
    batch.save(force_insert=True)
    trail.record(actor, "imports.receive", batch, importer=key, sha256=batch.sha256)
    return batch


def describe(importer: Importer, path: Path, *, area: str, sheet: int | None = None) -> ImportBatch:
    """A batch for the file at `path`, unsaved: its best sheet, its head and a guess at its columns."""
    first = source.read(path, sheet or 0, PREVIEW)
    tables = [first]
    if sheet is None:
        tables += [source.read(path, each, PREVIEW) for each in range(1, min(len(first.sheets), 5))]
    guesses = [_guess(importer, table, area) for table in tables]
    best = max(guesses, key=lambda guess: len(guess[1]))
    head, mapping = best
    return ImportBatch(
        importer=importer.key, area=area, name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        language=translation.get_language() or "zh-hans", created_at=clock.now(),
        sheet=tables[guesses.index(best)].sheet, head=head, mapping=mapping,
    )  # fmt: skip


def _guess(importer: Importer, table: Table, area: str) -> tuple[int, dict[str, int]]:
    """The head's index and its mapping: as tables with these titles were read last, else by titles."""
    head = matching.head_row(importer, table.rows)
    digest = matching.digest(table.rows[head])
    known = ColumnMapping.objects.filter(importer=importer.key, area=area, digest=digest).first()
    return head, known.mapping if known else matching.matched(importer, table.rows[head])


@transaction.atomic
def choose(
    actor: Actor, batch_id: UUID, *, mapping: Mapping[str, int], sheet: int, head: int
) -> ImportBatch:
    """Agree on which column tells what, and have the file checked."""
    from linli.platform.imports.tasks import check as job

    batch = queries.own(actor, batch_id)
    importer = queries.importer(batch.importer)
    policy.require(actor, importer.needs, at=batch)
    require_step(batch, "choose")
    require_columns(importer, mapping)
    facts = {"mapping": dict(mapping), "sheet": sheet, "head": head, "progress": 0, "problem": ""}
    note(batch, state=State.CHECKING, **facts)
    trail.record(actor, "imports.choose", batch, importer=importer.key)
    job.defer(batch_id=str(batch.pk))
    return batch


def require_columns(importer: Importer, mapping: Mapping[str, int]) -> None:
    """Raise ColumnsMissing unless every required column has a source."""
    missing = {
        each.key: str(each.title)
        for each in importer.columns
        if each.required and each.key not in mapping
    }
    if missing:
        raise ColumnsMissing(missing)


def check(batch_id: UUID) -> None:
    """The job: look at every row and keep a report. Doing it twice makes the report anew."""
    batch = ImportBatch.objects.select_related("account").get(pk=batch_id)
    if batch.state != State.CHECKING:
        return
    with as_sender(batch) as actor, transaction.atomic():
        importer = queries.importer(batch.importer)
        policy.require(actor, importer.needs, at=batch)
        table, found = checking.of_batch(actor, importer, batch, telling(batch))
        _remember(batch, table)
        report_key = report(importer, batch, table, found)
        note(
            batch, state=State.CHECKED, problem="", report_key=report_key, total=found.total,
            wrong=len(found.wrong_rows), noted=sum(each.is_note for each in found.findings),
        )  # fmt: skip


def _remember(batch: ImportBatch, table: Table) -> None:
    """Tables with these titles will be read the same way in this area."""
    ColumnMapping.objects.update_or_create(
        importer=batch.importer, area=batch.area, digest=matching.digest(table.rows[batch.head]),
        defaults={"mapping": batch.mapping},
    )  # fmt: skip


def report(importer: Importer, batch: ImportBatch, table: Table, found: Checked) -> str:
    """Keep the error workbook and the findings; answers their key."""
    whole = Report(importer, table, batch.head, batch.mapping, found.findings)
    with INBOUND.draft(BODY, FINDINGS) as (key, (body, plain)):
        whole.write(body)
        whole.write_findings(plain)
    if batch.report_key:
        INBOUND.remove(batch.report_key)
    return key


def sweep() -> int:
    """Remove files, reports and what an undo would need once their day is over; answers how many.

    An import that was not finished by then ends here, since its file is gone.
    """
    now = clock.now()
    ImportChunk.objects.filter(batch__done_at__lt=now - UNDO_WITHIN).delete()
    old = ImportBatch.objects.filter(created_at__lt=now - KEPT).exclude(store_key="")
    over = list(old.exclude(state__in=AT_WORK))
    for batch in over:
        INBOUND.remove(batch.store_key)
        INBOUND.remove(batch.report_key or batch.store_key)
        note(batch, store_key="", report_key="")
        if batch.state not in {State.DONE, State.UNDONE}:
            note(batch, state=State.STOPPED, problem=_("文件已超过 24 小时，已删除。请重新上传。"))
    held = set(ImportBatch.objects.exclude(store_key="").values_list("store_key", flat=True))
    for key in INBOUND.every_key(older_than=now - KEPT):
        if key not in held:
            INBOUND.remove(key)  # left by a transaction that never committed
    return len(over)
