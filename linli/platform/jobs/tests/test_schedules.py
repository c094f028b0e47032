"""A schedule's work is done once per period, whatever happens to workers and clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from linli.kernel import clock
from linli.kernel.manifest import Manifest, Schedule, domains
from linli.platform.jobs import queries, rules, schedules
from linli.platform.jobs.models import ScheduledRun

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHTLY = "bells.nightly"
TWO = datetime(2026, 3, 2, 2, tzinfo=SHANGHAI)
done = []


def ring():
    done.append(clock.now())


@pytest.fixture
def nightly(monkeypatch):
    """A house whose one schedule rings at two in the morning, and has been known since yesterday."""
    done.clear()
    bells = Manifest(
        key="bells", title="", schedules=(Schedule(key=NIGHTLY, cron="0 2 * * *", work=ring),)
    )
    monkeypatch.setattr(domains, "_by_key", {"bells": bells})
    ScheduledRun.objects.create(schedule=NIGHTLY, period=TWO - timedelta(days=1), done_at=TWO)


def queued():
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'period' FROM procrastinate_jobs ORDER BY id")
        return [datetime.fromisoformat(period) for (period,) in cursor.fetchall()]


def look_at(moment):
    with clock.stopped_at(moment):
        return schedules.queue_due()


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (TWO - timedelta(microseconds=1), TWO - timedelta(days=1)),
        (TWO, TWO),
        (TWO + timedelta(hours=23, minutes=59), TWO),
    ],
)
def test_cron_is_read_on_the_clocks_of_the_community(now, expected):
    assert rules.last_period("0 2 * * *", now.astimezone(UTC), SHANGHAI) == expected


@pytest.mark.django_db
def test_three_workers_queue_a_period_once(nightly):
    assert [look_at(TWO) for _worker in range(3)] == [1, 0, 0]
    assert queued() == [TWO]


@pytest.mark.django_db
def test_work_done_is_not_done_again_by_a_second_job(nightly):
    look_at(TWO)

    assert schedules.keep_once(NIGHTLY, TWO) is True
    assert schedules.keep_once(NIGHTLY, TWO) is False
    assert len(done) == 1


@pytest.mark.django_db
def test_work_that_fails_is_still_to_do(nightly, monkeypatch):
    look_at(TWO)
    failing = Schedule(key=NIGHTLY, cron="0 2 * * *", work=lambda: 1 / 0)
    monkeypatch.setattr(
        domains, "_by_key", {"bells": Manifest(key="bells", title="", schedules=(failing,))}
    )

    with pytest.raises(ZeroDivisionError):
        schedules.keep_once(NIGHTLY, TWO)

    assert ScheduledRun.objects.get(period=TWO).done_at is None


@pytest.mark.django_db
def test_after_three_days_without_a_worker_the_latest_period_is_made_up(nightly):
    assert look_at(TWO + timedelta(days=3)) == 1
    assert queued() == [TWO + timedelta(days=3)]


@pytest.mark.django_db
def test_a_clock_set_back_repeats_nothing(nightly):
    look_at(TWO)

    assert look_at(TWO - timedelta(hours=1)) == 0
    assert look_at(TWO + timedelta(minutes=1)) == 0


@pytest.mark.django_db
def test_a_new_schedule_waits_for_its_next_period(nightly):
    ScheduledRun.objects.all().delete()

    assert look_at(TWO + timedelta(hours=5)) == 0
    assert look_at(TWO + timedelta(days=1)) == 1


@pytest.mark.django_db
def test_a_period_whose_job_vanished_is_found(nightly):
    look_at(TWO)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")

    assert queries.forgotten_periods(TWO + timedelta(minutes=5)) == [(NIGHTLY, TWO)]
