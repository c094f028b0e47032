"""Which bodies still have to meet this month."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.domains.meetings import rules
from linli.domains.meetings.models import Body, Meeting
from linli.domains.meetings.rules import JOINT, Status
from linli.kernel import clock


def bodies_to_remind(now: datetime) -> QuerySet[Body]:
    """Joint bodies that neither met nor are called in the month of `now`; for linli's own round.

    A body that was set up within the month has time until the next. Those reminded already are left out.
    """
    today = clock.local_date(now)
    first = today.replace(day=1)
    begin, end = clock.midnight(first), clock.midnight(rules.next_month(first))
    called = Q(at__gte=begin, at__lt=end) & ~Q(status=Status.CANCELLED)
    met = Meeting.objects.filter(body=OuterRef("pk")).filter(
        called | Q(opened_at__gte=begin, opened_at__lt=end)
    )
    waiting = Body.objects.filter(kind__in=JOINT, founded_on__lte=first)
    due = Q(reminded_on=None) | Q(reminded_on__lt=first)
    return waiting.filter(due, ~Exists(met))
