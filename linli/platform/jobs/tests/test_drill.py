"""Workers killed with -9 in the middle of their jobs: nothing is lost and nothing happens twice."""

import pytest
from django.db import transaction

from linli.kernel.ids import new_id
from linli.platform.access.models import Allowance
from linli.platform.jobs import courier, queries, reaper
from linli.platform.jobs.models import Delivery, Failure
from linli.platform.jobs.tests.stage import Rang, count_twice_if_run_twice, hang
from linli.platform.jobs.tests.workers import ask, grow_old, wait_until, worker
from linli.platform.jobs.worker import HUNG

pytestmark = [pytest.mark.drill, pytest.mark.usefixtures("committed")]
JOBS, KILLS = 400, 5
LEFT = "SELECT count(*) FROM procrastinate_jobs"
DONE = "SELECT count(*) FROM jobs_delivery"
DOING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"


def test_five_killed_workers_lose_and_double_nothing():
    with transaction.atomic():
        for _bell in range(JOBS):
            courier.carry(Rang(bell=new_id()), [count_twice_if_run_twice])

    orphans = 0
    for kill in range(KILLS):
        with worker():
            wait_until(lambda kill=kill: ask(DONE) > (kill + 1) * JOBS // (KILLS + 2))
        orphans += ask(DOING)
        grow_old()
    with worker():
        wait_until(lambda: ask(LEFT) == 0)

    assert orphans > 0, "No kill hit a job: the drill has shown nothing."
    assert Delivery.objects.count() == JOBS
    assert list(Allowance.objects.values_list("used", flat=True)) == [1] * JOBS
    assert queries.what_got_lost() == []


def test_a_job_that_hangs_ends_its_worker_and_comes_back():
    with transaction.atomic():
        courier.carry(Rang(bell=new_id()), [hang])

    with worker(before="worker.LONGEST = worker.LONGEST / 1800; ") as process:
        wait_until(lambda: process.poll() is not None)

    assert process.returncode == HUNG
    assert Failure.objects.count() == 1
    grow_old()
    assert reaper.reap() == 1
    assert ask(DOING) == 0
