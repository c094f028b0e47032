"""Jobs of dead workers come back; jobs that kill workers are given up where people see it."""

import pytest
from django.db import connection

from linli.kernel.errors import Conflict, Invalid, NotPermitted
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.audit.models import Entry
from linli.platform.jobs import actions, queries, reaper, rules

pytestmark = pytest.mark.django_db
ADMIN = Actor(
    Kind.STAFF, "管理员", holdings=(Holding("system_admin", frozenset({queries.TEND}), "110101"),)
)
CLERK = Actor(Kind.STAFF, "经办人")


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else None


@pytest.fixture
def job():
    """A job that a worker is doing; the worker said a word just now."""
    (worker,) = run("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
    (number,) = run(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id)"
        " VALUES ('default', 'jobs.deliver', 'doing', %s) RETURNING id",
        worker,
    )
    return number


def state(number):
    return run("SELECT status::text FROM procrastinate_jobs WHERE id = %s", number)[0]


def fall_silent():
    run("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")


def test_a_living_workers_job_is_left_alone(job):
    assert reaper.reap() == 0
    assert state(job) == "doing"


def test_the_job_of_a_silent_worker_is_queued_again(job):
    fall_silent()

    assert reaper.reap() == 1
    assert state(job) == "todo"


def test_the_job_of_a_worker_that_was_pruned_is_queued_again(job):
    run("DELETE FROM procrastinate_workers")

    assert reaper.reap() == 1
    assert state(job) == "todo"


def test_a_job_that_killed_too_many_workers_is_given_up_and_shown(job):
    run("UPDATE procrastinate_jobs SET attempts = %s", rules.MOST_TRIES - 1)
    fall_silent()

    reaper.reap()

    assert state(job) == "failed"
    (shown,) = queries.failed(ADMIN)
    assert (shown.id, shown.reason) == (job, "执行它的进程中断了")
    assert len(queries.what_failed()) == 1


def test_an_administrator_has_a_job_tried_again(job):
    run("UPDATE procrastinate_jobs SET status = 'failed'")

    actions.retry(ADMIN, job)

    assert state(job) == "todo"
    assert Entry.objects.get().deed == "jobs.retry"
    with pytest.raises(Conflict):
        actions.retry(ADMIN, job)


def test_nobody_else_sees_or_retries_failed_jobs(job):
    with pytest.raises(NotPermitted):
        queries.failed(CLERK)
    with pytest.raises(NotPermitted):
        actions.retry(CLERK, job)


def test_a_reason_never_quotes_a_foreign_error():
    try:
        raise ValueError("13800138000")
    except ValueError as error:
        reason = rules.reason_of(error)

    assert reason.startswith("ValueError @ test_a_reason_never_quotes_a_foreign_error")
    assert "138" not in reason


def test_a_refusal_of_our_own_is_told_in_full():
    assert rules.reason_of(Invalid("请填写日期。")) == "invalid: 请填写日期。"
