"""Everything that the page of one dispute shows, read in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from linli.domains.mediation.models import (
    Agreement,
    Alarm,
    Challenge,
    Confirmation,
    Dispute,
    Duty,
    Mediator,
    Party,
    Seat,
    Sitting,
    Step,
)
from linli.domains.mediation.queries.agreements import may_sign, missing_marks
from linli.domains.mediation.queries.confidence import is_confidant
from linli.domains.mediation.queries.reading import mediators_of
from linli.domains.mediation.rules import Signer
from linli.platform.access.actor import Actor
from linli.platform.audit import trail

Marks = Sequence[tuple[Signer, str]]


@dataclass(frozen=True, slots=True)
class Scene:
    """A dispute with everything about it. What is confidential is empty for others than confidants."""

    dispute: Dispute
    confides: bool
    parties: Sequence[Party] = ()
    seats: Sequence[Seat] = ()
    challenges: Sequence[Challenge] = ()
    mediators: Sequence[Mediator] = ()
    sittings: Sequence[Sitting] = ()
    alarms: Sequence[Alarm] = ()
    agreement: Agreement | None = None
    duties: Sequence[Duty] = ()
    confirmation: Confirmation | None = None
    missing: Marks = ()
    may_sign: Marks = ()
    steps: Sequence[Step] = ()

    def party(self, party_id: object) -> Party | None:
        return next((each for each in self.parties if str(each.pk) == str(party_id)), None)

    def seat(self, seat_id: object) -> Seat | None:
        return next((each for each in self.seats if str(each.pk) == str(seat_id)), None)


def scene_of(actor: Actor, dispute: Dispute) -> Scene:
    """What `actor` may know of a dispute."""
    seats = list(dispute.seats.select_related("mediator").prefetch_related("acceptances"))
    steps = list(dispute.steps.all())
    if not is_confidant(actor, dispute):
        return Scene(dispute, confides=False, seats=seats, steps=steps)
    agreement = dispute.agreements.filter(torn_at=None).first()
    waiting = Challenge.objects.filter(seat__dispute=dispute).select_related(
        "seat__mediator", "party"
    )
    return Scene(
        dispute,
        confides=True,
        parties=list(dispute.parties.all()),
        seats=seats,
        challenges=list(waiting.order_by("at")),
        mediators=list(mediators_of(dispute.community_id)),
        sittings=list(dispute.sittings.all()),
        alarms=list(dispute.alarms.all()),
        agreement=agreement,
        duties=_duties(agreement),
        confirmation=_confirmation(agreement),
        missing=missing_marks(agreement) if agreement else (),
        may_sign=may_sign(agreement) if agreement else (),
        steps=steps,
    )


def scene_on_paper(actor: Actor, dispute: Dispute) -> Scene:
    """The same for a sheet of paper, which leaves the house: the look stands in the trail."""
    trail.record(actor, "mediation.print", dispute)
    return scene_of(actor, dispute)


def _duties(agreement: Agreement | None) -> Sequence[Duty]:
    if agreement is None:
        return ()
    return list(agreement.duties.select_related("party").prefetch_related("visits"))


def _confirmation(agreement: Agreement | None) -> Confirmation | None:
    return Confirmation.objects.filter(agreement=agreement).first() if agreement else None
