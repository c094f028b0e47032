"""Every read of the meetings domain; each says who asks, or which machine."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.meetings import rules
from linli.domains.meetings.errors import MoveNotAllowed
from linli.domains.meetings.models import (
    Attendance,
    Body,
    Duty,
    Item,
    Majority,
    Meeting,
    Seat,
)
from linli.domains.meetings.rules import Kind, Presence, Purpose, Status
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Tally
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts.models import Account
from linli.platform.audit import trail
from linli.platform.database import scope
from linli.platform.notices.recipients import Holders, accounts_of

PRINTED = (Status.SIGNING, Status.SIGNED)  # of which a paper can be had
MOST_SHOWN = 100
Row = TypeVar("Row", Meeting, Body, Duty)


@dataclass(frozen=True, slots=True)
class Scene:
    """A meeting with everything about it, read in a constant number of queries."""

    meeting: Meeting
    attendance: Sequence[Attendance]
    items: Sequence[Item]
    earlier: Sequence[Duty]  # of this body, from meetings before, not confirmed

    @property
    def present(self) -> int:
        return sum(each.presence == Presence.PRESENT for each in self.attendance)


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """The meetings of the areas where `actor` may see them, the newest first."""
    seen = Meeting.objects.filter(policy.within(actor, "meetings.view"))
    return seen.select_related("body", "community").order_by("-at", "id")


def get(actor: Actor, meeting_id: UUID) -> Meeting:
    """One meeting; NotFound also when it exists but isn't this actor's to see."""
    return _found(visible_to(actor), meeting_id)


def bodies(actor: Actor) -> QuerySet[Body]:
    """The bodies of the areas where `actor` may see meetings, with how many seats each has."""
    seen = Body.objects.filter(policy.within(actor, "meetings.view")).select_related("community")
    return seen.annotate(seated=Count("seats", filter=Q(seats__left_on=None)))


def body(actor: Actor, body_id: UUID) -> Body:
    return _found(bodies(actor), body_id)


def duties(actor: Actor) -> QuerySet[Duty]:
    """What signed minutes ask for, the next deadline first."""
    seen = Duty.objects.filter(
        policy.within(actor, "meetings.view"), item__meeting__status=Status.SIGNED
    )
    return seen.select_related("seat", "item__meeting__body").order_by("due_at", "id")


def duty(actor: Actor, duty_id: UUID) -> Duty:
    return _found(duties(actor), duty_id)


def sent_duty(duty_id: UUID) -> Duty | None:
    """A duty that was handed over to casework, for the deed that hears of its case."""
    return Duty.objects.filter(pk=duty_id, sent_at__isnull=False).first()


def duty_of_case(case_id: UUID) -> Duty | None:
    """The duty that became this case, for the deed that hears of its end."""
    return Duty.objects.filter(case_id=case_id).first()


def own_duties(actor: Actor) -> QuerySet[Duty]:
    """What is left to do for the seats of `actor`, wherever they sit."""
    return duties(actor).filter(
        seat__account_id=actor.account_id, status=rules.Duty.DUE, seat__account_id__isnull=False
    )


def scene_of(actor: Actor, meeting: Meeting) -> Scene:
    """What the page of a meeting shows to whoever may see meetings here."""
    policy.require(actor, "meetings.view", at=meeting)
    given = Duty.objects.select_related("seat")
    items = meeting.items.select_related("majority").prefetch_related(Prefetch("duties", given))
    return Scene(
        meeting,
        list(meeting.attendance.select_related("seat")),
        list(items),
        list(open_duties(meeting.body).exclude(item__meeting=meeting)),
    )


def scene_to_print(actor: Actor, meeting: Meeting) -> Scene:
    """As `scene_of`, for a paper that leaves the house: who takes it stands in the trail.

    Raises MoveNotAllowed before anybody has signed.
    """
    scene = scene_of(actor, meeting)
    if meeting.status not in PRINTED:
        raise MoveNotAllowed(_("纪要还没有人签字，不能生成文书。"))
    trail.record(actor, "meetings.minutes_taken", meeting, digest=meeting.digest)
    return scene


def may_raise(actor: Actor, meeting: Meeting) -> bool:
    """Whether `actor` sits on the body, or keeps its records."""
    if policy.allows(actor, "meetings.record", meeting):
        return True
    seats = seats_now(meeting.body).filter(account_id=actor.account_id)
    return actor.account_id is not None and seats.exists()


def may_report(actor: Actor, duty: Duty) -> bool:
    """Whether `actor` has to do it, or keeps the records of the body."""
    own = actor.account_id is not None and actor.account_id == duty.seat.account_id
    return own or policy.allows(actor, "meetings.record", duty)


def raiser_of(duty: Duty) -> UUID | None:
    """Who has to accept it: who raised the item, unless they do it themselves or have no account."""
    raised_by = duty.item.raised_by
    return None if raised_by in {duty.reported_by, duty.seat.account_id} else raised_by


def may_accept(actor: Actor, duty: Duty) -> bool:
    """Whether `actor` raised the item, or keeps the records and may stand in for who did."""
    raised = actor.account_id is not None and actor.account_id == raiser_of(duty)
    return raised or policy.allows(actor, "meetings.record", duty)


def accounts_to_seat(area: str) -> QuerySet[Account]:
    """The accounts that can be given a seat at `area`: whoever may see its meetings."""
    return accounts_of(Holders("meetings.view", area))


def seats_now(body: Body) -> QuerySet[Seat]:
    """The seats that haven't been left."""
    return body.seats.filter(left_on=None)


def open_duties(body: Body) -> QuerySet[Duty]:
    """What the signed meetings of a body asked for and nobody has confirmed."""
    found = Duty.objects.filter(item__meeting__body=body, item__meeting__status=Status.SIGNED)
    return found.exclude(status=rules.Duty.CONFIRMED).select_related("seat")


def majority(kind: Kind, purpose: Purpose, *, at: datetime) -> Majority:
    """The majority in force at `at` for this kind of body; the newest that has begun."""
    found = Majority.objects.filter(kind=kind, purpose=purpose, effective_from__lte=at)
    return found.latest("effective_from")


def present_of(meeting: Meeting) -> tuple[int, int]:
    """How many seats are present, of how many that were invited."""
    here = Count("pk", filter=Q(presence=Presence.PRESENT))
    found = meeting.attendance.aggregate(here=here, everybody=Count("pk"))
    return found["here"], found["everybody"]


def digest_of(meeting: Meeting) -> str:
    """The digest of all that the signatures stand for."""
    came = meeting.attendance.order_by("seat_id").values_list("seat_id", "presence")
    parts = [["meeting", str(meeting.body_id), meeting.serial, meeting.at.isoformat()]]
    parts += [["seat", str(seat), presence] for seat, presence in came]
    for item in meeting.items.prefetch_related("duties"):
        votes = [item.votes_for, item.votes_against, item.votes_abstained, item.is_adopted]
        parts.append(["item", item.place, item.title, item.minutes, item.resolution, *votes])
        parts += [
            ["duty", str(each.seat_id), each.task, each.due_at.isoformat()]
            for each in item.duties.all()
        ]
    return rules.digest(parts)


def late_duties(at: datetime) -> QuerySet[Duty]:
    """Duties past their deadline of which nobody was reminded; for linli's own round."""
    return Duty.objects.filter(
        item__meeting__status=Status.SIGNED,
        status=rules.Duty.DUE,
        due_at__lt=at,
        reminded_for="",
    )


def altered_minutes() -> Sequence[str]:
    """Signed meetings whose record isn't what was signed; empty in a sound database."""
    with scope.system("doctor compares minutes with their digests"):
        signed = Meeting.objects.filter(status__in=(Status.SIGNING, Status.SIGNED))
        found = [str(each.pk) for each in signed.iterator() if each.digest != digest_of(each)]
        return found[:MOST_SHOWN]


def in_time(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Duties reported by their deadline and confirmed, of those that were due in the period, 0 to 1."""
    due = Duty.objects.filter(
        policy.within(actor, "meetings.measure"),
        policy.under(area),
        item__meeting__status=Status.SIGNED,
        due_at__gte=since,
        due_at__lt=until,
    )
    kept = Q(status=rules.Duty.CONFIRMED, reported_at__lte=F("due_at"))
    found = due.aggregate(kept=Count("pk", filter=kept), everything=Count("pk"))
    return found["kept"] / found["everything"] if found["everything"] else None


def months_of(body: Body, since: date, until: date) -> Sequence[tuple[date, bool]]:
    """Every whole month since the body was set up, and whether it met then; one query."""
    opened = body.meetings.filter(opened_at__isnull=False).values_list("opened_at", flat=True)
    return _monthly(body, since, until, {_month(at) for at in opened if at})


def monthly(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Whole months in which a four-party body met, of all that such bodies had, 0 to 1; two queries."""
    standing = Body.objects.filter(
        policy.within(actor, "meetings.measure"), policy.under(area), kind=Kind.FOUR_PARTY
    )
    held = Meeting.objects.filter(body__in=standing, opened_at__gte=since, opened_at__lt=until)
    met: dict[UUID, set[date]] = {}
    for pk, at in held.values_list("body_id", "opened_at"):
        if at:
            met.setdefault(pk, set()).add(_month(at))
    first, last = clock.local_date(since), clock.local_date(until)
    months = [
        was_held
        for body in standing
        for _first, was_held in _monthly(body, first, last, met.get(body.pk, set()))
    ]
    return sum(months) / len(months) if months else None


def tally_joint(actor: Actor, area: str, months: Sequence[date]) -> Sequence[Tally]:
    """Joint meetings held in each month, and one for each community that has a four-party body then."""
    standing = Body.objects.filter(
        policy.within(actor, "meetings.measure"), policy.under(area), kind=Kind.FOUR_PARTY
    )
    opened = Meeting.objects.filter(body__in=standing, opened_at__isnull=False)
    held = Counter(
        (place, _month(at)) for place, at in opened.values_list("community_id", "opened_at") if at
    )
    founded: dict[str, date] = {}
    for place, day in standing.values_list("community_id", "founded_on"):
        founded[place] = min(day, founded.get(place, day))
    return [
        Tally(place, month, held[place, month], 1)
        for place, day in founded.items()
        for month in months
        if month >= day.replace(day=1)
    ]


def joint_held(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Joint meetings a month and community over the months of the period; None without a body."""
    first, last = (clock.local_date(each).replace(day=1) for each in (since, until))
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    spans = [
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(count)
    ]
    found = tally_joint(actor, area, spans)
    return sum(each.numerator for each in found) / len(found) if found else None


def meetings_address(_area: str, _first: date, _last: date) -> str:
    return reverse("meetings:list")


def _monthly(
    body: Body, since: date, until: date, met: Collection[date]
) -> Sequence[tuple[date, bool]]:
    months = rules.whole_months(max(since, body.founded_on), until)
    return [(first, first in met) for first in months]


def _month(at: datetime) -> date:
    return clock.local_date(at).replace(day=1)


def _found(seen: QuerySet[Row], pk: UUID) -> Row:
    row = seen.filter(pk=pk).first()
    if row is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return row
