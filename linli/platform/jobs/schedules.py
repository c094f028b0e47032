"""Work that is done exactly once per period, over any number of workers and through restarts.

A period is claimed by a row whose key is (schedule, period), written together with its job; the
work then marks the row as done in its own transaction.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from linli.kernel import clock
from linli.kernel.manifest import Schedule, domains
from linli.platform.jobs import rules
from linli.platform.jobs.models import ScheduledRun

KEEP = "jobs.keep_schedule"
# One probe of the index for each schedule, however many periods are on record.
LATEST = """
SELECT key, (SELECT max(period) FROM jobs_scheduledrun WHERE schedule = key)
FROM unnest(%s::text[]) AS key
"""


def queue_due() -> int:
    """Queue a job for each schedule whose period has begun unclaimed; gives how many.

    A schedule never seen before waits for its next period: a fresh installation doesn't start by
    doing everything at once.
    """
    every: list[Schedule] = list(domains.gather("schedules"))
    now, zone = clock.now(), ZoneInfo(settings.TIME_ZONE)
    begun = {each.key: rules.last_period(each.cron, now, zone) for each in every}
    known = latest_periods(list(begun))
    for key in begun.keys() - known.keys():
        claim(key, begun[key], done_at=now)
    late = [key for key in begun.keys() & known.keys() if begun[key] > known[key]]
    return sum(queue(key, begun[key]) for key in late)


def latest_periods(keys: Sequence[str]) -> dict[str, datetime]:
    """The latest claimed period of each of these schedules; one never seen is left out."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [list(keys)])
        return {key: period for key, period in cursor.fetchall() if period is not None}


def queue(key: str, period: datetime) -> bool:
    """Claim the period and defer its job; False when somebody else has."""
    from linli.platform.jobs.tasks import keep

    with transaction.atomic():
        if not claim(key, period):
            return False
        keep.defer(schedule=key, period=period.isoformat())
        return True


def claim(key: str, period: datetime, done_at: datetime | None = None) -> bool:
    """Write the period's row; False when it stood there already."""
    _row, is_first = ScheduledRun.objects.get_or_create(
        schedule=key, period=period, defaults={"done_at": done_at}
    )
    return is_first


def keep_once(key: str, period: datetime) -> bool:
    """Do the work of this period unless it is done; work and mark stand or fall together.

    The row is locked meanwhile, so that a second worker with the same job waits and then finds it
    done. A schedule that an upgrade took away counts as done.
    """
    with transaction.atomic():
        run = ScheduledRun.objects.select_for_update().get(schedule=key, period=period)
        if run.done_at is not None:
            return False
        for schedule in domains.gather("schedules"):
            if schedule.key == key:
                schedule.work()
        run.done_at = clock.now()
        run.save(update_fields=["done_at"])
        return True
