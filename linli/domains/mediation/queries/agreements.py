"""Reading an agreement: whether its text is what was agreed, and whose mark is missing."""

from collections.abc import Sequence

from linli.domains.mediation import rules
from linli.domains.mediation.models import Agreement, Dispute, Duty, Party
from linli.domains.mediation.rules import Seat, Signer


def standing_agreement(dispute: Dispute) -> Agreement:
    """The text that hasn't been torn up. Raises Agreement.DoesNotExist when there is none."""
    return dispute.agreements.get(torn_at=None)


def digest_of(agreement: Agreement, parties: Sequence[Party], duties: Sequence[Duty]) -> str:
    """The digest of what stands in an agreement and in its duties."""
    tasks = [(str(each.party_id), each.task, each.due_on.isoformat()) for each in duties]
    names = [party.name for party in parties]
    return rules.digest(agreement.dispute.number, names, agreement.terms, tasks)


def is_intact(agreement: Agreement) -> bool:
    """Whether the stored text still has the digest that it was given when it was agreed on."""
    parties = list(agreement.dispute.parties.all())
    return agreement.digest == digest_of(agreement, parties, list(agreement.duties.all()))


def missing_marks(agreement: Agreement) -> list[tuple[Signer, str]]:
    """Whose signature, or the seal, an agreement still lacks before it counts."""
    parties, mediators = _whose(agreement)
    return rules.missing(parties, mediators, _signed(agreement))


def may_sign(agreement: Agreement) -> list[tuple[Signer, str]]:
    """Who may still sign: whoever is missing, and further mediators of the dispute."""
    parties, mediators = _whose(agreement)
    everybody = [
        *((Signer.PARTY, each) for each in parties),
        *((Signer.MEDIATOR, each) for each in mediators),
        (Signer.COMMITTEE, ""),
    ]
    signed = _signed(agreement)
    return [each for each in everybody if each not in signed]


def _whose(agreement: Agreement) -> tuple[list[str], list[str]]:
    parties = agreement.dispute.parties.values_list("pk", flat=True)
    seated = agreement.dispute.seats.filter(status=Seat.ACCEPTED).values_list("pk", flat=True)
    return [str(each) for each in parties], [str(each) for each in seated]


def _signed(agreement: Agreement) -> set[tuple[str, str]]:
    return set(agreement.signatures.values_list("signer", "whose"))
