"""What can be imported, and how an import stands."""

from collections.abc import Mapping, Sequence
from functools import cache
from uuid import UUID

from django.utils.module_loading import import_string

from linli.kernel import clock
from linli.kernel.manifest import domains
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.imports.declaration import Importer
from linli.platform.imports.errors import UnknownImport
from linli.platform.imports.models import ImportBatch
from linli.platform.imports.rules import UNDO_WITHIN, State

MOST_SHOWN = 50


@cache
def _declared(paths: Sequence[str]) -> Mapping[str, Importer]:
    found: list[Importer] = [import_string(path) for path in paths]
    return {each.key: each for each in found}


def importers() -> Mapping[str, Importer]:
    return _declared(tuple(domains.gather("imports")))


def importer(key: str) -> Importer:
    """The importer of that key; raises UnknownImport."""
    try:
        return importers()[key]
    except KeyError:
        raise UnknownImport from None


def permissions() -> Sequence[str]:
    """What any one importer needs; whoever holds none of them has nothing to do here."""
    return sorted({each.needs for each in importers().values()})


def allowed(actor: Actor, key: str) -> Importer:
    """The importer, if `actor` may use it anywhere at all. Raises UnknownImport or NotPermitted."""
    found = importer(key)
    policy.require_anywhere(actor, found.needs)
    return found


def open_to(actor: Actor) -> Sequence[Importer]:
    """Every importer that `actor` may use somewhere."""
    return tuple(each for each in importers().values() if actor.holds(each.needs))


def places(actor: Actor, importer: Importer) -> Sequence[tuple[str, str]]:
    """(code, name) of each area into which `actor` may import."""
    if importer.places is not None:
        return importer.places(actor)
    return [(area, area) for area in sorted(set(actor.areas(importer.needs)))]


def own(actor: Actor, batch_id: UUID) -> ImportBatch:
    """The actor's own import; raises UnknownImport for any other."""
    found = ImportBatch.objects.filter(pk=batch_id, account__isnull=False).first()
    if found is None or found.account_id != actor.account_id:
        raise UnknownImport
    return found


def recent(actor: Actor) -> Sequence[ImportBatch]:
    """What the actor imported lately, the newest first; for whoever may import anything."""
    policy.require_anywhere(actor, *permissions())
    if actor.account_id is None:
        return ()
    rows = ImportBatch.objects.filter(account_id=actor.account_id).order_by("-created_at")
    return tuple(rows[:MOST_SHOWN])


def same_file(batch: ImportBatch) -> ImportBatch | None:
    """The latest import of the same file into the same area that still counts."""
    before = ImportBatch.objects.filter(
        importer=batch.importer, sha256=batch.sha256, area=batch.area, state=State.DONE
    )
    return before.exclude(pk=batch.pk).order_by("-done_at").first()


def can_undo(importer: Importer, batch: ImportBatch) -> bool:
    """Whether this import, once it is done, can still be taken back."""
    return (
        importer.undo is not None
        and batch.done_at is not None
        and clock.now() < batch.done_at + UNDO_WITHIN
    )
