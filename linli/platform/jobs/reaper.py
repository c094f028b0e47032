"""Brings back the jobs of workers that died, and buries those that killed too many."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.jobs.models import Failure
from linli.platform.jobs.rules import MOST_TRIES, SILENCE

# A job whose worker's row is gone (pruned, or a restart under another id) has no worker either.
ORPHANS = """
SELECT job.id, job.attempts FROM procrastinate_jobs AS job
LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id
WHERE job.status = 'doing'
  AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
ORDER BY job.id
FOR UPDATE OF job SKIP LOCKED
"""
RETRY = "SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)"
BURY = "SELECT procrastinate_finish_job_v1(%s, 'failed', false)"


def reap() -> int:
    """Queue each orphan again, or let it fail visibly when it was tried often enough; gives how many.

    Tells the dead from the living by PostgreSQL's clock alone, so that a worker's wrong clock makes
    no orphans.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ORPHANS, [SILENCE.total_seconds()])
        orphans: list[tuple[int, int]] = cursor.fetchall()
        for job_id, attempts in orphans:
            cursor.execute(BURY if attempts + 1 >= MOST_TRIES else RETRY, [job_id])
        Failure.objects.bulk_create(
            Failure(
                job_id=job_id, attempt=attempts + 1, at=clock.now(), reason=_("执行它的进程中断了")
            )
            for job_id, attempts in orphans
        )
    return len(orphans)
