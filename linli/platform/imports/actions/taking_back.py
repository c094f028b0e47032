"""An import is taken back within its day."""

import json
from uuid import UUID

from django.db import transaction

from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.imports import queries
from linli.platform.imports.actions.standing import as_sender, note, require_step
from linli.platform.imports.declaration import Importer, Undone, Written
from linli.platform.imports.errors import UndoOver
from linli.platform.imports.models import ImportBatch
from linli.platform.imports.rules import State


@transaction.atomic
def undo(actor: Actor, batch_id: UUID) -> ImportBatch:
    """Have an import taken back. Raises UnknownImport, NotPermitted, NotThisStep or UndoOver."""
    from linli.platform.imports.tasks import take_back as job

    batch = queries.own(actor, batch_id)
    importer = queries.importer(batch.importer)
    policy.require(actor, importer.needs, at=batch)
    if not queries.can_undo(importer, batch):
        raise UndoOver
    require_step(batch, "undo")
    note(batch, state=State.UNDOING, problem="")
    trail.record(actor, "imports.undo", batch, importer=importer.key)
    job.defer(batch_id=str(batch.pk))
    return batch


def take_back(batch_id: UUID) -> None:
    """The job: undo every chunk, the last first, all in one transaction."""
    batch = ImportBatch.objects.select_related("account").get(pk=batch_id)
    if batch.state != State.UNDOING:
        return
    with as_sender(batch, refused=State.DONE) as actor, transaction.atomic():
        importer = queries.importer(batch.importer)
        policy.require(actor, importer.needs, at=batch)
        kept = sum(len(each.kept) for each in _undone(actor, importer, batch))
        batch.chunks.all().delete()
        note(batch, state=State.UNDONE, kept=kept, problem="")
        trail.record(actor, "imports.take_back", batch, importer=importer.key, kept=kept)


def _undone(actor: Actor, importer: Importer, batch: ImportBatch) -> list[Undone]:
    """What the importer did about each chunk."""
    if importer.undo is None:
        raise UndoOver
    written = (json.loads(each.undo) for each in batch.chunks.order_by("-number"))
    return [
        importer.undo(actor, Written(created=each["created"], changed=each["changed"]))
        for each in written
    ]
