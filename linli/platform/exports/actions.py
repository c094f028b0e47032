"""Taking a list out of the house. The trail has it before the file exists."""

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.access.actor import Actor
from linli.platform.access.queries import actor_of
from linli.platform.audit import trail
from linli.platform.database import aside, scope
from linli.platform.exports import queries, rules
from linli.platform.exports.declaration import Exporter
from linli.platform.exports.errors import PurposeMissing
from linli.platform.exports.models import Export
from linli.platform.exports.rules import Form, Stamp, State
from linli.platform.exports.writers import WRITERS, Tick
from linli.platform.files.store import BODY, Store

OUTBOUND = Store("exports")


@transaction.atomic
def ask(
    actor: Actor, key: str, *, form: Form, filters: Mapping[str, str], reason: str = ""
) -> Export:
    """Export a list: ready at once up to 2,000 rows, otherwise a job whose progress the row tells.

    Raises UnknownExport, NotPermitted, PurposeMissing, TooManyRows or StorageFull.
    """
    exporter = _permitted(actor, key, reason)
    now = clock.now()
    export = Export.objects.create(
        account_id=queries.account_of(actor), exporter=key, form=form.value, reason=reason.strip(),
        filters=exporter.known(filters), language=translation.get_language() or "zh-hans",
        created_at=now, expires_at=now + rules.LIFETIME,
    )  # fmt: skip
    trail.record(
        actor, "exports.ask", export, reason=export.reason, exporter=key, form=export.form,
        filters=_recordable(exporter, export.filters),
    )  # fmt: skip
    _begin(actor, export, exporter)
    return export


@transaction.atomic
def write_to(
    actor: Actor,
    key: str,
    target: Path,
    *,
    form: Form,
    filters: Mapping[str, str],
    reason: str = "",
    tick: Tick = lambda _rows: None,
) -> int:
    """Export a list into a file of the command line; answers how many rows. Raises what `ask` raises."""
    exporter = _permitted(actor, key, reason)
    export = Export(exporter=key, form=form.value, filters=exporter.known(filters), reason=reason)
    trail.record(
        actor,
        "exports.write",
        export,
        reason=reason,
        exporter=key,
        form=export.form,
        filters=_recordable(exporter, export.filters),
    )
    rows, stamp = exporter.rows(actor, export.filters), _stamp(actor, export, exporter)
    return WRITERS[form](target, exporter.columns, rows, stamp, tick)


def make(export_id: UUID) -> None:
    """Make the file of an export that was asked for, as whoever asked may see it now.

    Doing it twice makes the file anew and changes nothing else.
    """
    export = Export.objects.select_related("account").get(pk=export_id)
    if export.state in {State.READY, State.EXPIRED}:
        return
    actor = actor_of(export.account)
    _note(export, State.RUNNING)
    try:
        with scope.limited_to(actor.scope), translation.override(export.language):
            _make_all(actor, export)
    except DomainError as refusal:
        _note(export, State.FAILED, str(refusal))
    except Exception:
        _note(export, State.FAILED, _("导出时出错，系统会自动再试；如一直失败，请联系系统管理员。"))
        raise


@transaction.atomic
def fetch(actor: Actor, export_id: UUID) -> Export:
    """The actor's own export, to be handed over now. Raises UnknownExport when it can't be (any more)."""
    export = queries.ready(actor, export_id)
    trail.record(actor, "exports.fetch", export, exporter=export.exporter)
    return export


def sweep() -> int:
    """Remove files and filters of exports past their 24 hours; answers how many."""
    over = Export.objects.filter(expires_at__lt=clock.now()).exclude(state=State.EXPIRED)
    for key in over.exclude(store_key="").values_list("store_key", flat=True):
        OUTBOUND.remove(key)
    for key in OUTBOUND.every_key(older_than=clock.now() - rules.LIFETIME):
        OUTBOUND.remove(key)  # left by a worker that died while writing
    return over.update(state=State.EXPIRED, store_key="", filters={}, problem="")


def _permitted(actor: Actor, key: str, reason: str) -> Exporter:
    exporter = queries.allowed(actor, key)
    if exporter.sensitive and not reason.strip():
        raise PurposeMissing
    return exporter


def _begin(actor: Actor, export: Export, exporter: Exporter) -> None:
    """Short lists are written now, from the rows already read; the others are left to a worker."""
    from linli.platform.exports.tasks import make as job

    rows = iter(exporter.rows(actor, export.filters))
    first = list(islice(rows, rules.AT_ONCE + 1))
    if len(first) > rules.AT_ONCE:
        job.defer(export_id=str(export.pk))
    else:
        _write(actor, export, exporter, first, lambda _rows: None)


@transaction.atomic
def _make_all(actor: Actor, export: Export) -> None:
    exporter = queries.allowed(actor, export.exporter)

    def tick(rows: int) -> None:
        with aside.cursor() as cursor:
            cursor.execute("UPDATE exports_export SET rows = %s WHERE id = %s", [rows, export.pk])

    _write(actor, export, exporter, exporter.rows(actor, export.filters), tick)


def _write(
    actor: Actor, export: Export, exporter: Exporter, rows: Iterable[Any], tick: Tick
) -> None:
    writer = WRITERS[Form(export.form)]
    with OUTBOUND.draft(BODY) as (key, (target,)):
        count = writer(target, exporter.columns, rows, _stamp(actor, export, exporter), tick)
    export.state, export.store_key, export.rows, export.problem = State.READY.value, key, count, ""
    export.save(update_fields=["state", "store_key", "rows", "problem"])
    trail.record(actor, "exports.make", export, exporter=exporter.key, rows=count)


def _stamp(actor: Actor, export: Export, exporter: Exporter) -> Stamp:
    titles = {each.key: str(each.title) for each in exporter.filters}
    chosen = tuple((titles[key], value) for key, value in export.filters.items())
    return Stamp(str(exporter.title), actor.name, clock.now(), chosen, export.reason)


def _note(export: Export, state: State, problem: str = "") -> None:
    Export.objects.filter(pk=export.pk).update(state=state, problem=problem)


def _recordable(exporter: Exporter, filters: Mapping[str, str]) -> dict[str, str]:
    """The filters without what somebody typed in search of a person."""
    private = {each.key for each in exporter.filters if each.private}
    return {key: "*" if key in private else value for key, value in filters.items()}
