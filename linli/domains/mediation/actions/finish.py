"""How talks end, and what everybody is told of the ways that remain."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.mediation import MediationEnded
from linli.domains.mediation import rules
from linli.domains.mediation.actions import clockwork
from linli.domains.mediation.actions.record import advance, at_table, note, require_words
from linli.domains.mediation.models import Dispute, Party
from linli.domains.mediation.rules import OF_A_PARTY, Ending, Move, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail


@transaction.atomic
def end_mediation(
    *,
    actor: Actor,
    dispute: Dispute,
    ending: Ending,
    reason: str,
    party: Party | None = None,
    paths_told: bool = True,
    seen_version: int | None = None,
) -> Dispute:
    """End the talks without agreement: a party's right at any time (art. 23, 2), or they failed.

    The parties have to be told of the ways that remain (art. 26): Invalid as long as they weren't.
    """
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute, seen_version)
    rules.require_ending(Status(dispute.status), ending)
    reason = require_words(reason, "reason", _("请写明终止的原因。"))
    if ending in OF_A_PARTY and party is None:
        words = _("请选择是哪一方提出的。")
        raise Invalid(words, party=words)
    if not paths_told:
        words = _("终止前要告知各方还可以走的途径（人民调解法第二十六条）。")
        raise Invalid(words, paths_told=words)

    end(actor, dispute, ending, reason=reason, party=party)

    trail.record(actor, "mediation.end", dispute, ending=ending)
    return dispute


def end(
    actor: Actor, dispute: Dispute, ending: Ending, *, reason: str = "", party: Party | None = None
) -> None:
    """Part of a deed that has required its permission: stop the clock and tell who waits for it."""
    rules.require_ending(Status(dispute.status), ending)
    advance(dispute, Move.END, **_conclusion(dispute, ending))
    details = {"place": party.place} if party else {}
    note(dispute, "end", actor, reason, ending=ending, **details)
    tell_end(dispute)


def conclude(dispute: Dispute, move: Move) -> None:
    """Part of a deed: the talks end with an agreement that is in effect."""
    advance(dispute, move, **_conclusion(dispute, Ending.AGREEMENT))
    tell_end(dispute)


def tell_end(dispute: Dispute) -> None:
    publish(
        MediationEnded(
            dispute_id=dispute.pk, area=dispute.area, number=dispute.number,
            ending=dispute.ending, case_id=dispute.case_id,
        )
    )  # fmt: skip


def _conclusion(dispute: Dispute, ending: Ending) -> dict[str, Any]:
    stopped = clockwork.stop(dispute.clock)
    return {
        "ending": ending,
        "concluded_at": clock.now(),
        "clock": stopped.log,
        "provisional": stopped.provisional,
    }
