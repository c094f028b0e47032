"""What is confidential, and to whom it is told: the mediators of a dispute and the committee's head."""

from collections.abc import Sequence

from linli.domains.mediation.models import Agreement, Dispute, Party
from linli.domains.mediation.rules import SITTING
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.audit import trail


def is_confidant(actor: Actor, dispute: Dispute) -> bool:
    """Whether `actor` may know who the parties are and what they said.

    That is whoever holds mediation.confide here and has a seat in this dispute (not after a
    recusal), or heads the committee. A mediator of the same committee is not enough.
    """
    if actor.kind == Kind.MACHINE:
        return True
    if not policy.allows(actor, "mediation.confide", dispute):
        return False
    if policy.allows(actor, "mediation.decide", dispute):
        return True
    seats = dispute.seats.filter(status__in=SITTING, mediator__account_id=actor.account_id)
    return actor.account_id is not None and seats.exists()


def parties_shown(actor: Actor, dispute: Dispute, reason: str) -> Sequence[Party]:
    """Names and phones in clear. Needs a reason, and stands in the trail."""
    policy.require(actor, "mediation.confide", at=dispute)
    if not is_confidant(actor, dispute):
        return []
    trail.look(actor, dispute, fields=("name", "phone"), reason=reason)
    return list(dispute.parties.all())


def paper_shown(actor: Actor, agreement: Agreement, reason: str) -> bool:
    """Whether the agreement may be printed, with everybody's names; the look stands in the trail."""
    policy.require(actor, "mediation.confide", at=agreement.dispute)
    if not is_confidant(actor, agreement.dispute):
        return False
    trail.look(actor, agreement.dispute, fields=("agreement", "name", "phone"), reason=reason)
    return True
