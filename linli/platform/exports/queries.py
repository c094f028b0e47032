"""Which lists may be taken, and what became of those asked for."""

from collections.abc import Mapping, Sequence
from functools import cache
from uuid import UUID

from django.utils.module_loading import import_string

from linli.kernel import clock
from linli.kernel.manifest import domains
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.exports.declaration import Exporter
from linli.platform.exports.errors import UnknownExport
from linli.platform.exports.models import Export
from linli.platform.exports.rules import State

MOST_SHOWN = 50


@cache
def _declared(paths: Sequence[str]) -> Mapping[str, Exporter]:
    found: list[Exporter] = [import_string(path) for path in paths]
    return {each.key: each for each in found}


def exporters() -> Mapping[str, Exporter]:
    return _declared(tuple(domains.gather("exports")))


def exporter(key: str) -> Exporter:
    """The exporter of that key; raises UnknownExport."""
    try:
        return exporters()[key]
    except KeyError:
        raise UnknownExport from None


def permissions() -> Sequence[str]:
    """What any one exporter needs; whoever holds none of them has nothing to do here."""
    return sorted({each.needs for each in exporters().values()})


def allowed(actor: Actor, key: str) -> Exporter:
    """The exporter, if `actor` may take it anywhere at all. Raises UnknownExport or NotPermitted."""
    found = exporter(key)
    policy.require_anywhere(actor, found.needs)
    return found


def account_of(actor: Actor) -> UUID:
    """Whose exports they are; visitors and machines have none. Raises UnknownExport."""
    if actor.account_id is None:
        raise UnknownExport
    return actor.account_id


def own(actor: Actor, export_id: UUID) -> Export:
    """The actor's own export; raises UnknownExport for any other."""
    found = Export.objects.filter(pk=export_id, account_id=account_of(actor)).first()
    if found is None:
        raise UnknownExport
    return found


def recent(actor: Actor) -> Sequence[Export]:
    """What the actor asked for lately, the newest first; for whoever may export anything."""
    policy.require_anywhere(actor, *permissions())
    rows = Export.objects.filter(account_id=account_of(actor)).order_by("-created_at")
    return tuple(rows[:MOST_SHOWN])


def ready(actor: Actor, export_id: UUID) -> Export:
    """The actor's own export whose file waits; raises UnknownExport when none does."""
    found = own(actor, export_id)
    if found.state != State.READY or found.expires_at < clock.now():
        raise UnknownExport
    return found
