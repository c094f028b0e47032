"""What a subscriber gets, in which order, and what becomes of what doesn't get through."""

import base64
import hashlib
import hmac
import json
import socket
from datetime import datetime, timedelta

import pytest
from jsonschema import Draft202012Validator

from linli.contracts.cases import CaseClosed
from linli.kernel import clock
from linli.kernel.errors import Conflict
from linli.platform.audit.models import Entry
from linli.platform.jobs.models import PublishedEvent
from linli.platform.notices import outgoing
from linli.platform.notices.models import Message
from linli.platform.notices.tests.stage import NOON, worker
from linli.platform.notices.tests.trap import listening
from linli.platform.webhooks import actions, catalogue, dispatch
from linli.platform.webhooks.models import Delivery, Subscription
from linli.platform.webhooks.rules import DISABLED_AFTER, MOST_TRIES, OVERLAP, Standing, State
from linli.platform.webhooks.tests.stage import (
    CLOSED,
    COMMUNITY,
    ELSEWHERE,
    HOUSE,
    REPORTED,
    happened,
    subscribed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def receiver(settings, noon):
    """A program in the own network that the deployer has allowed."""
    with listening() as listener:
        settings.CALLS_ALLOWED_TO = (f"127.0.0.1:{listener.port}",)
        settings.SITE_URL = "https://linli.example.cn"
        listener.url = f"http://127.0.0.1:{listener.port}/hook"
        yield listener


def told(receiver):
    return [json.loads(body) for _path, _headers, body in receiver.requests]


def states():
    return list(Delivery.objects.order_by("event_id").values_list("state", flat=True))


def later(**span):
    return clock.stopped_at(clock.now() + timedelta(**span))


def test_a_subscriber_gets_a_cloud_event(receiver):
    subscribed(receiver.url)
    stored = happened()

    assert dispatch.send_due() == 1

    ((_path, headers, body),) = receiver.requests
    event = json.loads(body)
    assert headers["Content-Type"].startswith("application/cloudevents+json")
    assert {key: event[key] for key in ("specversion", "id", "source", "type")} == {
        "specversion": "1.0",
        "id": str(stored.pk),
        "source": "https://linli.example.cn",
        "type": REPORTED,
    }
    assert event["subject"] == event["data"]["case_id"]
    assert datetime.fromisoformat(event["time"]) == stored.at
    assert event["dataschema"].endswith(f"/webhooks/events.json#/$defs/{REPORTED}")
    Draft202012Validator(catalogue.document()["$defs"][REPORTED]).validate(event["data"])
    assert states() == [State.DELIVERED]


def test_an_event_holds_what_was_published_and_nothing_else(receiver):
    subscribed(receiver.url)
    stored = happened()
    dispatch.send_due()

    (event,) = told(receiver)
    assert event["data"] == stored.body
    assert set(event["data"]) == {"case_id", "area", "channel", "reported_at"}


def signed_by(secret, headers, body):
    """An independent reader of Standard Webhooks: is one of the signatures ours?"""
    key = base64.b64decode(secret.split("_", 1)[1])
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{expected}" in headers["webhook-signature"].split(" ")


def test_the_receiver_can_check_who_calls_and_when(receiver):
    opened = subscribed(receiver.url)
    happened()
    dispatch.send_due()

    ((_path, headers, body),) = receiver.requests
    assert signed_by(opened.secret, headers, body)
    assert not signed_by(opened.secret, headers, body + b" ")
    assert headers["webhook-timestamp"] == str(int(NOON.timestamp()))
    assert headers["webhook-id"] == json.loads(body)["id"]


def test_a_new_secret_signs_beside_the_old_one_for_three_days(receiver):
    old = subscribed(receiver.url)
    new = actions.rotate(actor=HOUSE, subscription=old.subscription)
    happened()
    dispatch.send_due()
    with clock.stopped_at(NOON + OVERLAP):
        happened()
        dispatch.send_due()

    (_path, first, body), (_path, second, body_after) = receiver.requests
    assert signed_by(old.secret, first, body)
    assert signed_by(new.secret, first, body)
    assert signed_by(new.secret, second, body_after)
    assert not signed_by(old.secret, second, body_after)


def test_address_and_secrets_lie_encrypted(receiver, superuser):
    opened = subscribed(receiver.url)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT address::text, secret::text FROM webhooks_subscription")
        (row,) = cursor.fetchall()
    assert opened.secret not in str(row)
    assert "127.0.0.1" not in str(row)


def test_while_nobody_subscribes_nothing_is_written_for_it():
    stored = happened()

    assert stored.listeners
    assert not any("webhooks" in each for each in stored.listeners)
    assert not Delivery.objects.exists()


def test_a_subscriber_hears_its_kinds_at_its_places_only(receiver):
    subscribed(receiver.url, area=COMMUNITY)
    wide = subscribed(receiver.url, area="", types=(CLOSED,), name="市平台").subscription
    happened(COMMUNITY)
    happened(ELSEWHERE)
    closed = happened(ELSEWHERE, CaseClosed)

    assert Delivery.objects.filter(subscription=wide).get().event_id == closed.pk
    assert Delivery.objects.count() == 2


def test_a_fan_out_that_runs_twice_tells_once(receiver):
    subscribed(receiver.url)
    stored = happened()

    assert actions.queue(stored, REPORTED, COMMUNITY) in {0, 1}
    assert Delivery.objects.count() == 1


def test_events_come_in_the_order_in_which_they_happened(receiver):
    subscribed(receiver.url)
    happened_ids = [str(happened().pk) for _each in range(3)]

    dispatch.send_due()

    assert [each["id"] for each in told(receiver)] == happened_ids


def test_a_receiver_in_trouble_gets_the_same_event_again_and_the_order_stays(receiver):
    subscribed(receiver.url)
    ids = [str(happened().pk) for _each in range(2)]
    receiver.answer = (503, {}, [])
    assert dispatch.send_due() == 1
    assert dispatch.send_due() == 0  # it rests
    receiver.answer = (200, {}, [])

    with later(seconds=10):
        dispatch.send_due()

    assert [each["id"] for each in told(receiver)] == [ids[0], *ids]
    assert states() == [State.DELIVERED, State.DELIVERED]


def test_what_a_receiver_refuses_is_given_up_and_holds_up_nothing(receiver):
    subscribed(receiver.url)
    happened()
    receiver.answer = (422, {}, [])
    dispatch.send_due()
    receiver.answer = (200, {}, [])
    happened()

    dispatch.send_due()

    assert states() == [State.DEAD, State.DELIVERED]
    dead = Delivery.objects.get(state=State.DEAD)
    assert (dead.answered, dead.tries) == (422, 1)
    assert "422" in dead.reason


def test_a_redirect_to_a_private_address_is_not_followed(receiver):
    with listening() as trap:
        receiver.answer = (302, {"Location": f"http://127.0.0.1:{trap.port}/"}, [])
        subscribed(receiver.url)
        happened()
        dispatch.send_due()

        assert trap.requests == []
    assert states() == [State.DEAD]


def test_an_address_that_has_moved_inside_is_not_called(receiver, settings):
    subscribed(receiver.url)
    settings.CALLS_ALLOWED_TO = ()
    happened()
    dispatch.send_due()

    assert receiver.requests == []
    assert states() == [State.WAITING]


def test_a_receiver_that_hangs_is_left_and_called_again(receiver, settings, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.2)
    settings.CALLS_ALLOWED_TO = ("127.0.0.1",)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        subscribed(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        happened()
        dispatch.send_due()

    (waiting,) = Delivery.objects.all()
    assert (waiting.state, waiting.tries) == (State.WAITING, 1)
    assert waiting.subscription.next_at > clock.now()


def test_a_receiver_that_hangs_holds_up_no_other(receiver, settings, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.2)
    settings.CALLS_ALLOWED_TO = ("127.0.0.1",)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        subscribed(f"http://127.0.0.1:{silent.getsockname()[1]}/", name="慢")
        subscribed(receiver.url)
        happened()
        dispatch.send_due()

    assert len(receiver.requests) == 1


def test_a_long_queue_is_sent_turn_by_turn_until_it_is_empty(receiver, monkeypatch):
    monkeypatch.setattr(dispatch, "TURN", 2)
    subscribed(receiver.url)
    subscribed(receiver.url, name="另一个")
    for _each in range(5):
        happened()

    assert dispatch.send_due() == 10
    assert set(states()) == {State.DELIVERED}


def test_a_receiver_that_asks_for_patience_gets_it(receiver):
    opened = subscribed(receiver.url)
    happened()
    receiver.answer = (429, {"Retry-After": "600"}, [])
    dispatch.send_due()

    opened.subscription.refresh_from_db()
    assert opened.subscription.next_at == NOON + timedelta(minutes=10)


def test_after_ten_tries_an_event_is_given_up(receiver):
    subscribed(receiver.url)
    happened()
    receiver.answer = (500, {}, [])
    for hours in range(MOST_TRIES):
        with clock.stopped_at(NOON + timedelta(hours=6 * hours)):
            dispatch.send_due()

    assert len(receiver.requests) == MOST_TRIES
    assert states() == [State.DEAD]
    assert len({headers["webhook-id"] for _path, headers, _body in receiver.requests}) == 1


def fail_until_given_up(receiver):
    receiver.answer = (422, {}, [])
    dispatch.send_due()
    receiver.answer = (200, {}, [])
    receiver.requests.clear()


def test_one_dead_letter_is_replayed_with_the_same_id(receiver):
    subscribed(receiver.url)
    stored = happened()
    fail_until_given_up(receiver)

    actions.replay(actor=HOUSE, delivery=Delivery.objects.get())
    dispatch.send_due()

    assert [each["id"] for each in told(receiver)] == [str(stored.pk)]
    assert states() == [State.DELIVERED]
    assert Entry.objects.filter(deed="webhooks.replay").exists()
    with pytest.raises(Conflict):
        actions.replay(actor=HOUSE, delivery=Delivery.objects.get())


def test_all_dead_letters_are_replayed_in_their_order(receiver):
    opened = subscribed(receiver.url)
    ids = [str(happened().pk) for _each in range(3)]
    fail_until_given_up(receiver)

    assert actions.replay_all(actor=HOUSE, subscription=opened.subscription) == 3
    dispatch.send_due()

    assert [each["id"] for each in told(receiver)] == ids


def test_after_three_days_of_failure_it_is_disabled_and_its_keepers_are_told(receiver):
    keeper = worker("管理员", area="110101", permissions=("webhooks.manage",))
    opened = subscribed(receiver.url)
    happened()
    receiver.answer = (500, {}, [])
    dispatch.send_due()
    with clock.stopped_at(NOON + DISABLED_AFTER):
        happened()
        dispatch.send_due()

        opened.subscription.refresh_from_db()
        assert opened.subscription.standing == Standing.DISABLED
        assert set(states()) == {State.DEAD}
        notice = Message.objects.get(account=keeper, channel="app").notice
        assert "大数据平台" in notice.words
        assert notice.link == f"/webhooks/{opened.subscription.pk}/"
        count = PublishedEvent.objects.count()
        assert "fan_out" not in str(happened().listeners)
        assert PublishedEvent.objects.count() == count + 1


def test_a_receiver_that_says_it_is_gone_is_disabled_at_once(receiver):
    opened = subscribed(receiver.url)
    happened()
    receiver.answer = (410, {}, [])
    dispatch.send_due()

    opened.subscription.refresh_from_db()
    assert opened.subscription.standing == Standing.DISABLED


def test_a_disabled_subscription_can_be_resumed_and_what_it_missed_replayed(receiver):
    opened = subscribed(receiver.url)
    happened()
    receiver.answer = (410, {}, [])
    dispatch.send_due()
    receiver.answer = (200, {}, [])
    with pytest.raises(Conflict):
        actions.replay_all(actor=HOUSE, subscription=opened.subscription)

    actions.resume(actor=HOUSE, subscription=opened.subscription)
    actions.replay_all(actor=HOUSE, subscription=opened.subscription)
    dispatch.send_due()

    assert states() == [State.DELIVERED]


def test_a_success_forgives_earlier_failures(receiver):
    opened = subscribed(receiver.url)
    happened()
    receiver.answer = (500, {}, [])
    dispatch.send_due()
    receiver.answer = (200, {}, [])
    with later(minutes=1):
        dispatch.send_due()

    opened.subscription.refresh_from_db()
    assert (opened.subscription.failures, opened.subscription.failing_since) == (0, None)


def test_a_closed_subscription_forgets_address_and_secrets(receiver):
    opened = subscribed(receiver.url)
    happened()
    actions.close(actor=HOUSE, subscription=opened.subscription)

    found = Subscription.objects.get()
    assert (found.address, found.secret, found.standing) == ("", "", Standing.CLOSED)
    assert dispatch.send_due() == 0
    assert states() == [State.DEAD]
    with pytest.raises(Conflict):
        actions.resume(actor=HOUSE, subscription=found)
