"""Before the talks: what each party says to mediation, and whom they accept as mediator."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.mediation import queries, rules
from linli.domains.mediation.actions.finish import end
from linli.domains.mediation.actions.record import advance, at_table, note, require_words, write
from linli.domains.mediation.actions.tell import tell_mediator
from linli.domains.mediation.errors import MediatorBarred, MoveNotAllowed, OwnChallenge
from linli.domains.mediation.models import (
    Acceptance,
    Challenge,
    Dispute,
    Mediator,
    Party,
    Seat,
)
from linli.domains.mediation.rules import (
    BARRED,
    Chosen,
    Consent,
    Ending,
    How,
    Move,
    Relation,
    SeatMove,
    Status,
)
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def record_consent(
    *, actor: Actor, dispute: Dispute, party: Party, answer: Consent, how: How, words: str = ""
) -> Dispute:
    """Note what a party says to being mediated. A clear refusal ends it lawfully (art. 17).

    When the last party agrees and a mediator is accepted by all, the talks begin.
    """
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    if dispute.status != Status.ASKED:
        raise MoveNotAllowed(rules.NOT_NOW, status=dispute.status)
    party = _of(dispute, party)

    party.consent, party.consent_how, party.consent_at = answer, how, clock.now()
    party.consent_noted_by = actor.account_id
    rows.update(party, ["consent", "consent_how", "consent_at", "consent_noted_by"])
    note(dispute, "consent", actor, words.strip(), place=party.place, answer=answer, how=how)
    trail.record(actor, "mediation.consent", dispute, party=str(party.pk), answer=answer)
    if answer == Consent.REFUSED:
        end(actor, dispute, Ending.REFUSED, party=party)
    else:
        _begin_if_ready(actor, dispute)
    return dispute


@transaction.atomic
def appoint_mediator(
    *, actor: Actor, dispute: Dispute, mediator: Mediator, relation: Relation, chosen_by: Chosen
) -> Seat:
    """Give a mediator a seat, with what they have to do with the parties (art. 19).

    Raises MediatorBarred for a relative, an agent or a party itself.
    """
    policy.require(actor, "mediation.appoint", at=dispute)

    dispute = at_table(actor, dispute)
    _require_talks(dispute)
    if relation in BARRED:
        raise MediatorBarred(_("与当事人有这种关系的人不能担任本案调解员，请另选一位。"))
    if mediator.community_id != dispute.community_id or mediator.left_on is not None:
        words = _("请从本社区调解委员会现任的调解员中选择。")
        raise Invalid(words, mediator=words)
    if dispute.seats.filter(mediator=mediator).exists():
        words = _("这位调解员已经参加本案，或者已经回避。")
        raise Invalid(words, mediator=words)

    seat = rows.insert(
        Seat(
            dispute=dispute, community_id=dispute.community_id, mediator=mediator,
            relation=relation, chosen_by=chosen_by, named_at=clock.now(),
        )
    )  # fmt: skip
    write(dispute)
    tell_mediator(seat)
    note(dispute, "appoint", actor, mediator=str(mediator.pk), relation=relation)

    trail.record(actor, "mediation.appoint", dispute, mediator=str(mediator.pk), relation=relation)
    return seat


@transaction.atomic
def accept_mediator(*, actor: Actor, seat: Seat, party: Party, how: How) -> Seat:
    """Note that a party accepts a mediator (art. 23, 1); accepted by all, the mediator is seated."""
    policy.require(actor, "mediation.mediate", at=seat.dispute)

    dispute = at_table(actor, seat.dispute)
    _require_talks(dispute)
    seat, party = rows.fetch(Seat, seat.pk), _of(dispute, party)
    rules.seat_after(rules.Seat(seat.status), SeatMove.ACCEPT)

    Acceptance.objects.get_or_create(
        seat=seat, party=party,
        defaults={
            "community_id": dispute.community_id, "how": how, "at": clock.now(),
            "noted_by": actor.account_id,
        },
    )  # fmt: skip
    note(dispute, "accept", actor, place=party.place, mediator=str(seat.mediator_id), how=how)
    _seat_if_accepted(dispute, seat)
    write(dispute)
    _begin_if_ready(actor, dispute)

    trail.record(actor, "mediation.accept", dispute, seat=str(seat.pk), party=str(party.pk))
    return seat


@transaction.atomic
def challenge_mediator(
    *, actor: Actor, seat: Seat, relation: Relation, reason: str, party: Party | None = None
) -> Challenge:
    """Note that a party, or the mediator (`party` None), asks for a recusal; the talks wait for it."""
    policy.require(actor, "mediation.mediate", at=seat.dispute)

    dispute = at_table(actor, seat.dispute)
    _require_talks(dispute)
    reason = require_words(reason, "reason", _("请写明要求回避的理由。"))
    party = _of(dispute, party) if party else None

    _move(seat, SeatMove.CHALLENGE)
    challenge = rows.insert(
        Challenge(
            seat=seat, community_id=dispute.community_id, party=party, relation=relation,
            reason=reason, at=clock.now(),
        )
    )  # fmt: skip
    write(dispute)
    note(dispute, "challenge", actor, reason, mediator=str(seat.mediator_id))

    trail.record(actor, "mediation.challenge", dispute, seat=str(seat.pk), relation=relation)
    return challenge


@transaction.atomic
def rule_on_challenge(*, actor: Actor, challenge: Challenge, upheld: bool, ruling: str) -> Seat:
    """Decide, as head of the committee, whether a mediator steps back.

    Nobody decides about themselves: OwnChallenge. A relative, agent or party can't be kept.
    """
    seat = challenge.seat
    policy.require(actor, "mediation.decide", at=seat.dispute)

    dispute = at_table(actor, seat.dispute)
    ruling = require_words(ruling, "ruling", _("请写明决定的理由，当事人会被告知。"))
    if actor.account_id is not None and actor.account_id == seat.mediator.account_id:
        raise OwnChallenge(_("不能决定自己是否回避，请由委员会其他负责人决定。"))
    if not upheld and challenge.relation in BARRED:
        raise MediatorBarred(_("与当事人有这种关系的人必须回避。"))

    _move(seat, SeatMove.UPHOLD if upheld else SeatMove.DISMISS)
    challenge.upheld, challenge.ruling = upheld, ruling
    challenge.ruled_at, challenge.ruled_by = clock.now(), actor.account_id
    rows.update(challenge, ["upheld", "ruling", "ruled_at", "ruled_by"])
    if not upheld:
        _seat_if_accepted(dispute, seat)
    write(dispute)
    note(dispute, "rule", actor, ruling, mediator=str(seat.mediator_id), upheld=upheld)
    _begin_if_ready(actor, dispute)

    trail.record(actor, "mediation.rule", dispute, seat=str(seat.pk), upheld=upheld)
    return seat


def _move(seat: Seat, move: SeatMove) -> None:
    seat.status = rules.seat_after(rules.Seat(rows.fetch(Seat, seat.pk).status), move)
    rows.update(seat, ["status"])


def _seat_if_accepted(dispute: Dispute, seat: Seat) -> None:
    """Seat the mediator once every party has accepted; a proposal without parties waits for them."""
    accepted = set(seat.acceptances.values_list("party_id", flat=True))
    asked = set(dispute.parties.values_list("pk", flat=True))
    if asked and asked <= accepted:
        _move(seat, SeatMove.ACCEPT)


def _begin_if_ready(actor: Actor, dispute: Dispute) -> None:
    if dispute.status != Status.ASKED:
        return
    consents = dispute.parties.values_list("consent", flat=True)
    if rules.may_begin(list(consents), queries.seats_taken(dispute)):
        advance(dispute, Move.BEGIN, began_at=clock.now())
        note(dispute, "begin", actor)


def _of(dispute: Dispute, party: Party) -> Party:
    """The party as it is now; Invalid for one of another dispute."""
    found = dispute.parties.filter(pk=party.pk).first()
    if found is None:
        words = _("请从这件纠纷的当事人中选择。")
        raise Invalid(words, party=words)
    return found


def _require_talks(dispute: Dispute) -> None:
    if not dispute.is_talking:
        raise MoveNotAllowed(rules.NOT_NOW, status=dispute.status)
