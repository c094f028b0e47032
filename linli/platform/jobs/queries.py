"""What is waiting, what failed and why, and what got lost. For system administrators and `doctor`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.jobs.courier import DELIVER

TEND = "jobs.tend"
LONGEST_LIST = 200
FAILED = f"""
SELECT job.id, job.task_name, job.args, job.attempts, last.at, last.reason
FROM procrastinate_jobs AS job
LEFT JOIN LATERAL (
    SELECT at, reason FROM jobs_failure WHERE job_id = job.id ORDER BY id DESC LIMIT 1
) AS last ON true
WHERE job.status = 'failed' ORDER BY job.id DESC LIMIT {LONGEST_LIST}
"""
COUNTS = "SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status"
LATE = """
SELECT count(*) FROM procrastinate_jobs
WHERE status = 'todo' AND coalesce(scheduled_at, '-infinity') < now() - make_interval(secs => %s)
  AND NOT EXISTS (SELECT 1 FROM procrastinate_workers
                  WHERE last_heartbeat > now() - interval '1 minute')
"""
LOST = f"""
SELECT event.id, heard.listener
FROM jobs_publishedevent AS event CROSS JOIN LATERAL unnest(event.listeners) AS heard (listener)
WHERE event.at < %(before)s
  AND NOT EXISTS (SELECT 1 FROM jobs_delivery AS done
                  WHERE done.event_id = event.id AND done.listener = heard.listener)
  AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs AS job
                  WHERE job.task_name = '{DELIVER}' AND job.args->>'event_id' = event.id::text
                    AND job.args->>'listener' = heard.listener)
ORDER BY event.id
"""
FORGOTTEN = """
SELECT run.schedule, run.period FROM jobs_scheduledrun AS run
WHERE run.done_at IS NULL AND run.period < %(before)s
  AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs AS job
                  WHERE job.args->>'schedule' = run.schedule
                    AND (job.args->>'period')::timestamptz = run.period)
"""
SETTLING = timedelta(minutes=2)  # younger rows may belong to a transaction that is still going on


@dataclass(frozen=True)
class FailedJob:
    """A job that was given up, with what it was to do in ids and codes."""

    id: int
    task: str
    detail: str
    attempts: int
    at: datetime | None
    reason: str


def failed(actor: Actor) -> list[FailedJob]:
    """The jobs that were given up, newest first, at most 200."""
    policy.require_anywhere(actor, TEND)
    return [
        FailedJob(job_id, task, _detail(args), attempts, at, reason or "")
        for job_id, task, args, attempts, at, reason in _rows(FAILED)
    ]


def counts(actor: Actor) -> dict[str, int]:
    """How many jobs are in each state; finished ones are deleted and not counted."""
    policy.require_anywhere(actor, TEND)
    return dict(_rows(COUNTS))


def lost_deliveries(before: datetime) -> Sequence[tuple[UUID, str]]:
    """(event, listener) of events older than `before` for which neither a receipt nor a job exists."""
    return _rows(LOST, {"before": before})


def forgotten_periods(before: datetime) -> Sequence[tuple[str, datetime]]:
    """(schedule, period) claimed before `before`, not done, and without a job."""
    return _rows(FORGOTTEN, {"before": before})


def what_failed() -> Sequence[str]:
    """A sentence when jobs have been given up, for `linli doctor`."""
    number = dict(_rows(COUNTS)).get("failed", 0)
    return [_("有 %d 个任务执行失败，已不再自动重试。") % number] if number else []


def what_got_lost() -> Sequence[str]:
    """A sentence for each event or period whose job has vanished, for `linli doctor`."""
    before = clock.now() - SETTLING
    events = [
        _("事件 %(event)s 没有送达 %(listener)s，队列里也没有它的任务。")
        % {"event": event, "listener": listener}
        for event, listener in lost_deliveries(before)
    ]
    periods = [
        _("定时工作 %(schedule)s 在 %(period)s 的这一次没有完成，队列里也没有它的任务。")
        % {"schedule": schedule, "period": period}
        for schedule, period in forgotten_periods(before)
    ]
    return events + periods


def what_waits() -> Sequence[str]:
    """A sentence when jobs wait and no worker is alive, for `linli doctor`."""
    ((number,),) = _rows(LATE, [60])
    return [_("有 %d 个任务在等待，但没有任务进程在运行。") % number] if number else []


def _rows(sql: str, values: Any = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _detail(args: Any) -> str:
    if isinstance(args, str):  # Django's cursor leaves jsonb as text
        return args
    return " ".join(f"{key}={value}" for key, value in sorted(args.items()))
