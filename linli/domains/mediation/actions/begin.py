"""How a quarrel becomes a dispute: at the counter, or by news of a case; and who its parties are."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from linli.contracts.mediation import DisputeOpened
from linli.core.divisions.rules import community_of
from linli.domains.mediation import rules
from linli.domains.mediation.actions import clockwork
from linli.domains.mediation.actions.record import at_table, note, require_words, write
from linli.domains.mediation.errors import MoveNotAllowed
from linli.domains.mediation.models import Dispute, Kind, Party
from linli.domains.mediation.rules import Limit, Seat, SeatMove, Source, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.kernel.ids import new_id
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import is_phone, normalise_phone


@dataclass(frozen=True, slots=True)
class Person:
    """One side as the counter hears it."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class OfCase:
    """The case that a dispute comes from, as the event told it."""

    case_id: UUID
    number: str
    cycle: int


def open_dispute(
    *,
    actor: Actor,
    area: str,
    kind: Kind,
    subject: str,
    statement: str = "",
    location: str = "",
    parties: Sequence[Person],
    submission_id: UUID | None = None,
) -> Dispute:
    """Take up a dispute that somebody brings to the committee (art. 17).

    The same `submission_id` gives the dispute of the first time, so that a double click makes one.
    """
    policy.require(actor, "mediation.open", at=area)

    said = _("请用一句话说说为什么事起纠纷，不写姓名和电话。")
    subject = require_words(subject, "subject", said)
    _check(parties)

    dispute = _new(actor, area, Source.COUNTER, subject[:80])
    dispute.kind, dispute.statement, dispute.location = kind, statement.strip(), location.strip()
    dispute.submission_id = submission_id
    with transaction.atomic():
        first = _insert(dispute)
        if first is not dispute:
            return first
        for place, person in enumerate(parties, start=1):
            rows.insert(_party(dispute, place, person))
        _tell(actor, dispute)
    return dispute


@transaction.atomic
def open_from_case(*, actor: Actor, area: str, case: OfCase) -> Dispute:
    """Take up a dispute that a case turned out to be. News told twice makes one dispute.

    Who the parties are is for the committee to ask: the case's reporter need not be one.
    """
    policy.require(actor, "mediation.open", at=area)

    dispute = _new(actor, area, Source.CASE, _("事件 %s 转来的纠纷") % case.number)
    dispute.case_id, dispute.case_cycle = case.case_id, case.cycle
    dispute.case_number = case.number
    if (first := _insert(dispute)) is not dispute:
        return first
    _tell(actor, dispute)
    return dispute


@transaction.atomic
def describe_dispute(
    *, actor: Actor, dispute: Dispute, kind: Kind, subject: str, statement: str, location: str
) -> Dispute:
    """Say of what kind it is and what it is about, as long as the parties are being asked."""
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    _require_asking(dispute)
    said = _("请用一句话说说为什么事起纠纷，不写姓名和电话。")

    write(
        dispute, kind=kind, subject=require_words(subject, "subject", said)[:80],
        statement=statement.strip(), location=location.strip(),
    )  # fmt: skip
    note(dispute, "describe", actor)

    trail.record(actor, "mediation.describe", dispute, kind=kind.pk)
    return dispute


@transaction.atomic
def add_party(*, actor: Actor, dispute: Dispute, person: Person) -> Party:
    """Note one more side, as long as the parties are being asked; it too has to accept the mediators."""
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    _require_asking(dispute)
    _check_person(person)

    party = rows.insert(_party(dispute, dispute.parties.count() + 1, person))
    for seat in dispute.seats.filter(status=Seat.ACCEPTED):
        seat.status = rules.seat_after(Seat(seat.status), SeatMove.ASK_AGAIN)
        rows.update(seat, ["status"])
    write(dispute)
    note(dispute, "party", actor, place=party.place)

    trail.record(actor, "mediation.party", dispute, party=str(party.pk))
    return party


def _new(actor: Actor, area: str, source: Source, subject: str) -> Dispute:
    """A dispute with its clock running (Ministry of Justice decree 75, art. 33), not yet written."""
    promise = clockwork.start(Limit.TALKS)
    return Dispute(
        id=new_id(),
        number=rules.number(clock.local_date(clock.now()), _next_serial()),
        community_id=community_of(area),
        area=area,
        source=source,
        subject=subject,
        opened_by=actor.account_id,
        opened_at=clock.now(),
        clock=promise.log,
        due_at=promise.due_at,
        provisional=promise.provisional,
    )


def _insert(dispute: Dispute) -> Dispute:
    """Write the dispute, or find the one that the same submission or the same news made before."""
    try:
        with transaction.atomic():
            rows.insert(dispute)
    except IntegrityError:
        first = _same(dispute)
        if first is None:
            raise
        return first
    return dispute


def _same(dispute: Dispute) -> Dispute | None:
    if dispute.submission_id is not None:
        return Dispute.objects.filter(submission_id=dispute.submission_id).first()
    if dispute.case_id is None:
        return None
    same = Dispute.objects.filter(case_id=dispute.case_id, case_cycle=dispute.case_cycle)
    return same.first()


def _tell(actor: Actor, dispute: Dispute) -> None:
    note(dispute, "open", actor, source=dispute.source)
    trail.record(actor, "mediation.open", dispute, source=dispute.source)
    publish(
        DisputeOpened(
            dispute_id=dispute.pk, area=dispute.area, source=dispute.source,
            case_id=dispute.case_id,
        )
    )  # fmt: skip


def _party(dispute: Dispute, place: int, person: Person) -> Party:
    return Party(
        dispute=dispute, community_id=dispute.community_id, place=place,
        name=person.name.strip(), phone=normalise_phone(person.phone),
    )  # fmt: skip


def _check(parties: Sequence[Person]) -> None:
    for place, person in enumerate(parties, start=1):
        _check_person(person, f"_{place}")
    if len(parties) < rules.FEWEST_PARTIES:
        words = _("至少要有两方当事人。")
        raise Invalid(words, name_2=words)


def _check_person(person: Person, suffix: str = "") -> None:
    require_words(person.name, f"name{suffix}", _("请写下当事人的姓名或者单位名称。"))
    if person.phone and not is_phone(person.phone):
        words = _("这个号码拨不通，请核对后重填，例如 13800000000 或 0571-88000000。")
        raise Invalid(words, **{f"phone{suffix}": words})


def _require_asking(dispute: Dispute) -> None:
    if dispute.status != Status.ASKED:
        raise MoveNotAllowed(rules.NOT_NOW, status=dispute.status)


def _next_serial() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('mediation_serial')")
        return int(cursor.fetchone()[0])
