"""What every deed on a dispute has in common: the lock, who sits at the table, the move, the line."""

from typing import Any

from django.utils.translation import gettext as _

from linli.domains.mediation import queries, rules
from linli.domains.mediation.errors import ChangedMeanwhile, NotOnThisDispute
from linli.domains.mediation.models import Dispute, Step
from linli.domains.mediation.rules import Move, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access.actor import Actor
from linli.platform.database import rows


def locked(dispute: Dispute, seen_version: int | None = None) -> Dispute:
    """The dispute as it is now, held until the deed is done.

    Raises ChangedMeanwhile when somebody else acted since the actor saw `seen_version`.
    """
    fresh = rows.fetch(Dispute, dispute.pk, lock=True)
    if seen_version is not None and seen_version != fresh.version:
        raise ChangedMeanwhile(_("您打开页面之后，这件纠纷已有新的进展。请核对最新情况后再操作。"))
    return fresh


def at_table(actor: Actor, dispute: Dispute, seen_version: int | None = None) -> Dispute:
    """The dispute, locked, for somebody who mediates in it or heads the committee.

    Raises NotOnThisDispute for a mediator of the committee who has no seat in it, or had to give it up.
    """
    if not queries.is_confidant(actor, dispute):
        raise NotOnThisDispute(_("您不是这件纠纷的调解员，不能办理，也不能查看调解内容。"))
    return locked(dispute, seen_version)


def advance(dispute: Dispute, move: Move, **changes: Any) -> None:
    """Make `move` and write it with `changes`."""
    dispute.status = rules.after(Status(dispute.status), move)
    write(dispute, **changes)


def write(dispute: Dispute, **changes: Any) -> None:
    """Write `changes` and the next version, so that whoever looked earlier is told."""
    dispute.version += 1
    for name, value in changes.items():
        setattr(dispute, name, value)
    rows.update(dispute, ["status", "version", *changes])


def note(dispute: Dispute, kind: str, actor: Actor, words: str = "", **details: Any) -> Step:
    """Add a line to the timeline. `details` are codes and ids; whatever people said is `words`."""
    return rows.insert(
        Step(
            dispute=dispute, community_id=dispute.community_id, at=clock.now(), kind=kind,
            by=actor.account_id, words=words, details=details,
        )
    )  # fmt: skip


def require_words(text: str, field: str, words: Any) -> str:
    """The text without blanks round it; Invalid with `words` at the field when nothing is left."""
    if not text.strip():
        raise Invalid(words, **{field: words})
    return text.strip()
