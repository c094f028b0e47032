"""Mending: a job tried again, and what got lost queued anew."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import Conflict
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.jobs import queries
from linli.platform.jobs.models import Delivery, Failure, PublishedEvent, ScheduledRun
from linli.platform.jobs.rules import KEPT

IS_FAILED = "SELECT 1 FROM procrastinate_jobs WHERE id = %s AND status = 'failed' FOR UPDATE"
RETRY = "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)"


@transaction.atomic
def retry(actor: Actor, job_id: int) -> None:
    """Queue a job that was given up once more. Raises Conflict when it no longer is."""
    policy.require_anywhere(actor, queries.TEND)
    with connection.cursor() as cursor:
        cursor.execute(IS_FAILED, [job_id])
        if cursor.fetchone() is None:
            raise Conflict(_("这个任务已经不在失败列表里了，请刷新页面查看最新状态。"))
        cursor.execute(RETRY, [job_id])
    trail.record(actor, "jobs.retry", Failure(job_id=job_id), job=job_id)


@transaction.atomic
def reconcile() -> int:
    """Queue again every delivery and every period whose job has vanished; gives how many."""
    from linli.platform.jobs.tasks import deliver, keep

    before = clock.now() - queries.SETTLING
    lost = queries.lost_deliveries(before)
    forgotten = queries.forgotten_periods(before)
    for event_id, listener in lost:
        deliver.defer(event_id=str(event_id), listener=listener)
    for schedule, period in forgotten:
        keep.defer(schedule=schedule, period=period.isoformat())
    return len(lost) + len(forgotten)


@transaction.atomic
def tidy() -> None:
    """Forget events, receipts, periods and failures older than `KEPT`; a job never waits so long."""
    before = clock.now() - KEPT
    settled = PublishedEvent.objects.filter(at__lt=before)
    Delivery.objects.filter(event__in=settled).delete()
    settled.delete()
    Failure.objects.filter(at__lt=before).delete()
    newest = ScheduledRun.objects.order_by("schedule", "-period").distinct("schedule").values("pk")
    ScheduledRun.objects.filter(period__lt=before).exclude(pk__in=newest).delete()
