"""Reads that only linli's own work makes: terms, what to remind of, what the doctor looks at."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from linli.domains.mediation.models import (
    Agreement,
    Alarm,
    Dispute,
    Duty,
    Kind,
    Sitting,
    TimeLimit,
)
from linli.domains.mediation.queries.agreements import is_intact
from linli.domains.mediation.rules import REMIND_BEFORE, SITTING_NEAR, Limit, Performance, Status
from linli.platform.calendar.clocks import Term, Unit
from linli.platform.database import editions, scope

MOST_SHOWN = 100


def term_of(limit: Limit, *, at: datetime) -> Term:
    """The newest term of this kind that is in force at `at`."""
    *_older, newest = (term for kind, since, term in _terms() if kind == limit and since <= at)
    return newest


@editions.kept
def _terms() -> Sequence[tuple[str, datetime, Term]]:
    rows = TimeLimit.objects.order_by("effective_from")
    return tuple((row.kind, row.effective_from, Term(row.amount, Unit(row.unit))) for row in rows)


def for_machine(dispute_id: UUID) -> Dispute:
    """The dispute that an event named, for listeners working inside its community's scope."""
    return Dispute.objects.get(pk=dispute_id)


def kinds() -> QuerySet[Kind]:
    """The kinds of dispute that can be chosen, which are public."""
    return Kind.objects.filter(is_active=True)


def seats_taken(dispute: Dispute) -> Collection[str]:
    """Where each mediator of a dispute stands."""
    return list(dispute.seats.values_list("status", flat=True))


def due_duties(today: date) -> QuerySet[Duty]:
    """Duties in effect, nearly due or overdue, of which nobody was reminded for that reason yet."""
    late = Q(due_on__lt=today) & ~Q(reminded_for="late")
    soon = Q(due_on__gte=today, due_on__lte=today + REMIND_BEFORE, reminded_for="")
    return Duty.objects.filter(
        late | soon,
        status__in=(Performance.DUE, Performance.NOT_PERFORMED),
        agreement__dispute__status__in=(Status.IN_EFFECT, Status.UNPERFORMED),
    ).select_related("agreement__dispute")


def near_sittings(at: datetime) -> QuerySet[Sitting]:
    """Sittings of talks that go on, begun within a day from `at`, of which nobody was reminded yet."""
    return Sitting.objects.filter(
        reminded_at=None, at__gt=at, at__lte=at + SITTING_NEAR, dispute__status=Status.MEDIATING
    ).select_related("dispute")


def late_alarms(at: datetime) -> QuerySet[Alarm]:
    """Reports to the police that nobody has answered in time, and nobody was reminded of."""
    waiting = Alarm.objects.filter(answered_at=None, due_at__lt=at, reminded_at=None)
    return waiting.select_related("dispute")


def altered_agreements() -> Sequence[str]:
    """Numbers of disputes whose agreement isn't what was agreed on; empty in a sound database."""
    with scope.system("doctor compares agreements with their digests"):
        standing = Agreement.objects.filter(torn_at=None).select_related("dispute")
        found = [each.dispute.number for each in standing.iterator() if not is_intact(each)]
        return found[:MOST_SHOWN]
