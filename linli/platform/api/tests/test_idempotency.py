from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from linli.core.divisions.models import Department, Division
from linli.kernel import clock
from linli.platform.api import actions
from linli.platform.api.models import Answer
from linli.platform.api.tests.conftest import Caller, open_service, security_admin

pytestmark = pytest.mark.urls("linli.platform.api.tests.house")
NOTE = {"title": "楼道灯不亮"}


@pytest.mark.django_db
def test_asking_again_brings_the_first_answer_byte_for_byte(caller):
    first = caller.send("/notes/", NOTE)
    again = caller.send("/notes/", NOTE)
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert first["Location"] == again["Location"]
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert Department.objects.count() == 1


@pytest.mark.django_db
def test_another_key_is_another_deed(caller):
    caller.send("/notes/", {"title": "一"}, once="a")
    caller.send("/notes/", {"title": "二"}, once="b")
    assert Department.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda caller, path: caller.send(path, {"title": "别的"}),
        lambda caller, path: caller.send(path + "?x=1", NOTE),
        lambda caller, path: caller.send("/notes/refuse/conflict/", NOTE),
    ],
)
def test_a_key_used_for_another_request_is_refused(caller, change):
    caller.send("/notes/", NOTE)
    answer = change(caller, "/notes/")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert Department.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", [None, "", "x" * 256, "é", "a\tb"])
def test_an_unsafe_call_without_a_sound_key_is_told_how_to_make_one(caller, key):
    answer = caller.send("/notes/", NOTE, once=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_needed")
    assert not Department.objects.exists()


@pytest.mark.django_db
def test_a_verdict_of_the_rules_stands_when_asked_again(caller):
    first = caller.send("/notes/refuse/conflict/")
    again = caller.send("/notes/refuse/conflict/")
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/notes/", {"title": ""}, 422),
        ("/notes/", "{", 400),
        ("/notes/refuse/too-many/", None, 429),
        ("/notes/refuse/broken/", None, 500),
    ],
)
def test_what_was_never_judged_can_be_mended_under_the_same_key(caller, path, body, status):
    assert caller.send(path, body).status_code == status
    assert not Answer.objects.exists()
    assert caller.send("/notes/", NOTE).status_code == 201


@pytest.mark.django_db
def test_the_keys_of_two_programs_do_not_meet(caller):
    other = actions.create_key(actor=security_admin(), account=open_service("lift"), name="电梯")
    caller.send("/notes/", {"title": "一"})
    assert Caller(other.token).send("/notes/", {"title": "二"}).status_code == 201


@pytest.mark.django_db
def test_reading_needs_no_key_and_keeps_nothing(caller):
    assert caller.get("/api/v1/notes/").status_code == 200
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_an_answer_is_kept_two_days_and_unreadable_to_whoever_has_the_database(caller):
    answer = caller.send("/notes/", NOTE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM api_answer")
        assert NOTE["title"].encode() not in bytes(cursor.fetchone()[0])
    assert actions.forget_answers() == 0
    Answer.objects.update(at=clock.now() - actions.KEPT_FOR * 1.01)
    assert actions.forget_answers() == 1
    assert caller.send("/notes/", NOTE).content != answer.content


@pytest.fixture
def committed_key(committed):
    """A key whose rows are really committed, for calls that run beside each other."""
    Division.objects.create(code="110101001001", name="花园", level="community")
    return actions.create_key(actor=security_admin(), account=open_service(), name="并行")


def in_parallel(times, call):
    def run(_number):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def test_twenty_calls_at_once_under_one_key_have_one_effect(committed_key):
    answers = in_parallel(20, lambda: Caller(committed_key.token).send("/notes/", NOTE))
    done = [each for each in answers if each.status_code == 201]
    waiting = [each for each in answers if each.status_code == 409]
    assert len(done) + len(waiting) == 20
    assert len({each.content for each in done}) == 1
    assert {each.json()["code"] for each in waiting} <= {"in_flight"}
    assert all(each["Retry-After"] == "1" for each in waiting)
    assert Department.objects.count() == 1
    assert Caller(committed_key.token).send("/notes/", NOTE).content == done[0].content


def test_a_call_that_dies_before_its_commit_leaves_neither_effect_nor_answer(
    committed_key, monkeypatch
):
    from linli.platform.api.idempotency import Claim

    store = Claim.store

    def store_and_die(claim, response):
        store(claim, response)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Claim, "store", store_and_die)
        with pytest.raises(KeyboardInterrupt):
            Caller(committed_key.token).send("/notes/", NOTE)
    assert not Department.objects.exists()
    assert Caller(committed_key.token).send("/notes/", NOTE).status_code == 201


def test_an_answer_lost_on_its_way_is_there_when_asked_again(committed_key):
    """The commit is made and the reply never sent: what kill -9 at the worst moment leaves."""
    lost = Caller(committed_key.token).send("/notes/", NOTE)
    del lost
    again = Caller(committed_key.token).send("/notes/", NOTE)
    assert again["Idempotency-Replayed"] == "true"
    assert Department.objects.count() == 1
