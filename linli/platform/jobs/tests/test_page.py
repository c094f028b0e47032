"""The page of failed jobs, and how a job gets there."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.jobs import courier, queries, rules, worker
from linli.platform.jobs.models import Delivery, Failure
from linli.platform.jobs.tests.stage import Rang, listen_and_fail, listen_well


def signed_in(*permissions):
    person = Account.objects.create(username="管", name="管", kind="staff", created_at=clock.now())
    role = Role.objects.create(key="r", permissions=list(permissions))
    Grant.objects.create(account=person, role=role, area="110101")
    client = Client()
    client.force_login(person)
    return client


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


@pytest.fixture
def poison():
    """A job that fails each time, queued before one that doesn't."""
    with transaction.atomic():
        courier.carry(Rang(bell=new_id()), [listen_and_fail, listen_well])


@pytest.mark.usefixtures("committed")
def test_a_job_that_fails_lets_the_others_pass_and_says_why(poison):
    worker.drain()

    assert Delivery.objects.get().listener == courier.name_of(listen_well)
    assert run("SELECT status::text, attempts FROM procrastinate_jobs") == [("todo", 1)]
    assert Failure.objects.get().reason.startswith("ZeroDivisionError @ listen_and_fail")


@pytest.mark.usefixtures("committed")
def test_after_the_last_try_a_job_is_given_up_shown_and_can_be_tried_again(poison):
    run(f"UPDATE procrastinate_jobs SET attempts = {rules.MOST_TRIES}")
    worker.drain()
    client = signed_in(queries.TEND)

    page = client.get(reverse("jobs:list")).content.decode()
    assert "ZeroDivisionError" in page
    assert "listen_and_fail" in page

    ((job,),) = run("SELECT id FROM procrastinate_jobs")
    assert client.post(reverse("jobs:retry"), {"job": job}).status_code == 302
    assert run("SELECT status::text FROM procrastinate_jobs") == [("todo",)]


@pytest.mark.django_db
def test_the_page_says_when_all_is_well():
    assert "没有失败的任务" in signed_in(queries.TEND).get(reverse("jobs:list")).content.decode()


@pytest.mark.django_db
def test_the_page_is_not_for_everybody():
    client = signed_in("cases.read")

    assert client.get(reverse("jobs:list")).status_code == 403
    assert client.post(reverse("jobs:retry"), {"job": 1}).status_code == 403
    assert client.post(reverse("jobs:retry"), {}).status_code == 403  # before the form is read


@pytest.mark.django_db
@pytest.mark.parametrize("job", ["", "x", "-1", str(2**64)])
def test_a_retry_of_nothing_in_particular_is_answered_in_words(job):
    answer = signed_in(queries.TEND).post(reverse("jobs:retry"), {"job": job})

    assert answer.status_code == 400
    assert "请返回失败任务页面再试" in answer.content.decode()
