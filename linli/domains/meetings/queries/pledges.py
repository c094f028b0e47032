"""Reads about what parties promised, and how much of it the community has."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from linli.domains.meetings.models import Body, Delivery, Pledge, Seat
from linli.domains.meetings.rules import JOINT
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor


def pledges_of(actor: Actor, body: Body) -> QuerySet[Pledge]:
    """What was promised to a body, the next day first, each with how much of it has `come`."""
    seen = Pledge.objects.filter(policy.within(actor, "meetings.view"), body=body)
    come = Coalesce(Sum("deliveries__amount"), 0)
    return seen.select_related("seat").annotate(come=come).order_by("due_on", "id")


def pledge(actor: Actor, pledge_id: UUID) -> Pledge:
    seen = Pledge.objects.filter(policy.within(actor, "meetings.view"), pk=pledge_id)
    found = seen.select_related("seat", "body").first()
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return found


def may_pledge(actor: Actor, seat: Seat) -> bool:
    """Whether `actor` sits there, or keeps the records of the body."""
    own = actor.account_id is not None and actor.account_id == seat.account_id
    return own or policy.allows(actor, "meetings.record", seat.body)


def seats_to_pledge(actor: Actor, body: Body) -> QuerySet[Seat]:
    """The seats in whose name `actor` may promise something."""
    seats = body.seats.filter(left_on=None)
    if policy.allows(actor, "meetings.record", body):
        return seats
    return seats.filter(account_id=actor.account_id, account_id__isnull=False)


def delivered(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Pledges that had come whole by their day, of those whose day lay in the period, 0 to 1."""
    first, last = clock.local_date(since), clock.local_date(until)
    due = Pledge.objects.filter(
        policy.within(actor, "meetings.measure"), policy.under(area), due_on__gte=first,
        due_on__lt=last,
    ).values_list("due_on", "delivered_at")  # fmt: skip
    kept = [at is not None and clock.local_date(at) <= day for day, at in due]
    return sum(kept) / len(kept) if kept else None


def integration(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Seats of joint bodies that brought something in, of all that sat there in the period, 0 to 1.

    The resource integration rate (资源整合率) of the plan, for which no public formula exists.
    """
    first, last = clock.local_date(since), clock.local_date(until)
    standing = Body.objects.filter(
        policy.within(actor, "meetings.measure"), policy.under(area), kind__in=JOINT
    )
    sat = Q(since__lt=last) & (Q(left_on=None) | Q(left_on__gte=first))
    came = Delivery.objects.filter(pledge__seat=OuterRef("pk"), at__gte=since, at__lt=until)
    seats = Seat.objects.filter(sat, body__in=standing).annotate(brought=Exists(came))
    brought = list(seats.values_list("brought", flat=True))
    return sum(brought) / len(brought) if brought else None
