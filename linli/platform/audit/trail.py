"""How a deed or a look gets into the trail: in the same transaction, or it did not happen."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from linli.kernel import clock
from linli.platform.access.actor import Actor, Kind
from linli.platform.audit.models import Entry
from linli.platform.database import rows

LOOK = "look"
NAMED = {Kind.MACHINE, Kind.SERVICE}


def record(
    actor: Actor,
    deed: str,
    subject: Model,
    *,
    person_id: UUID | None = None,
    reason: str = "",
    **details: Any,
) -> None:
    """Write down that `actor` did `deed` to `subject`. `details` are ids and codes, never data of people."""
    rows.insert(entry(actor, deed, subject, person_id, reason, details))


def look(
    actor: Actor,
    subject: Model,
    fields: Sequence[str],
    *,
    person_id: UUID | None = None,
    reason: str = "",
) -> None:
    """Write down that `actor` has seen these sensitive `fields` (their names) of `subject`.

    Call it before the values leave: both stand in one transaction, so nothing is shown that isn't
    on record. `person_id` is whose data it is; that person can read the entry.
    """
    deed = f"{subject._meta.app_label}.{LOOK}"
    record(actor, deed, subject, person_id=person_id, reason=reason, fields=sorted(fields))


def record_many(actor: Actor, deed: str, subjects: Sequence[Model], **details: Any) -> None:
    """Write down one deed done to many subjects, in one statement."""
    rows.insert_many([entry(actor, deed, subject, details=details) for subject in subjects])


def entry(
    actor: Actor,
    deed: str,
    subject: Model,
    person_id: UUID | None = None,
    reason: str = "",
    details: dict[str, Any] | None = None,
) -> Entry:
    """The row that `record` writes, unsaved, for deeds that write many at once."""
    return Entry(
        at=clock.now(),
        actor_id=actor.account_id,
        actor_kind=actor.kind,
        actor_name=actor.name if actor.kind in NAMED else "",
        deed=deed,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk or ""),
        area=getattr(subject, "area", ""),
        person_id=person_id,
        reason=reason,
        details=details or {},
    )
