"""What is published reaches every listener once, in the scope of the place where it happened."""

from datetime import UTC, datetime
from enum import StrEnum

import pytest
from django.db import connection, transaction

from linli.kernel.ids import new_id
from linli.platform.database import scope
from linli.platform.jobs import actions, courier, queries
from linli.platform.jobs.models import Delivery, PublishedEvent
from linli.platform.jobs.tests.stage import Rang, heard, listen_and_fail, listen_well

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def silence():
    heard.clear()


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'listener' FROM procrastinate_jobs ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def only_event():
    return PublishedEvent.objects.get()


def test_a_fact_is_stored_with_one_job_for_each_listener():
    courier.carry(Rang(bell=new_id()), [listen_well, listen_and_fail])

    names = [courier.name_of(each) for each in (listen_well, listen_and_fail)]
    assert jobs() == names
    assert only_event().listeners == names


def test_a_fact_that_nobody_hears_is_stored_all_the_same():
    courier.carry(Rang(bell=new_id()), [])

    assert only_event().type.endswith("Rang")
    assert jobs() == []


def test_a_fact_falls_with_the_write_behind_it():
    with transaction.atomic():
        courier.carry(Rang(bell=new_id()), [listen_well])
        transaction.set_rollback(True)

    assert not PublishedEvent.objects.exists()
    assert jobs() == []


def test_a_listener_hears_the_same_values_that_were_published():
    event = Rang(
        bell=new_id(), at=datetime(2026, 3, 1, 8, tzinfo=UTC), tone=Tone.LOW, names=("甲",)
    )
    courier.carry(event, [listen_well])

    courier.deliver_once(only_event().pk, courier.name_of(listen_well))

    assert heard[0][0] == event


class Tone(StrEnum):
    LOW = "low"


def test_a_second_delivery_changes_nothing():
    courier.carry(Rang(bell=new_id()), [listen_well])
    name = courier.name_of(listen_well)

    assert courier.deliver_once(only_event().pk, name) is True
    assert courier.deliver_once(only_event().pk, name) is False
    assert len(heard) == 1


def test_a_listener_that_fails_leaves_no_receipt():
    courier.carry(Rang(bell=new_id()), [listen_and_fail])

    with pytest.raises(ZeroDivisionError):
        courier.deliver_once(only_event().pk, courier.name_of(listen_and_fail))

    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"area": "110101001001007"}, ("110101001001",)),
        ({"area": "110101001"}, ("110101001",)),
        ({"community_id": "110101001001"}, ("110101001001",)),
        ({}, scope.NOWHERE),
    ],
)
def test_a_listener_works_where_the_fact_happened(place, expected):
    courier.carry(Rang(bell=new_id(), **place), [listen_well])

    courier.deliver_once(only_event().pk, courier.name_of(listen_well))

    assert heard[0][1] == expected
    assert scope.current() == scope.NOWHERE


def test_three_lost_jobs_are_found_and_queued_again():
    for _time in range(4):
        courier.carry(Rang(bell=new_id()), [listen_well])
    PublishedEvent.objects.update(at=datetime(2026, 1, 1, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE id > (SELECT min(id) FROM procrastinate_jobs)"
        )

    assert len(queries.what_got_lost()) == 3
    assert actions.reconcile() == 3
    assert queries.what_got_lost() == []
    assert len(jobs()) == 4
