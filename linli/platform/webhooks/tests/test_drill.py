"""A worker killed with -9 between the commit and the delivery: the receiver counts one event."""

import json

import pytest

from linli.platform.jobs.tests.workers import wait_until, worker
from linli.platform.notices.tests.trap import listening
from linli.platform.webhooks.models import Delivery
from linli.platform.webhooks.rules import State
from linli.platform.webhooks.tests.stage import happened, subscribed

pytestmark = [pytest.mark.drill, pytest.mark.usefixtures("committed")]
KILL = "import os; from linli.platform.webhooks import dispatch; "
BEFORE_CALL = KILL + "dispatch.call = lambda *_: os.kill(os.getpid(), 9); "
AFTER_CALL = KILL + "dispatch.settle = lambda *_: os.kill(os.getpid(), 9); "


@pytest.fixture
def receiver(settings):
    with listening() as listener:
        listener.host = f"127.0.0.1:{listener.port}"
        settings.CALLS_ALLOWED_TO = (listener.host,)
        yield listener


def ids(receiver):
    return [json.loads(body)["id"] for _path, _headers, body in receiver.requests]


def state():
    return Delivery.objects.get().state


def killed(receiver, before):
    with worker(before, LINLI_CALLS_ALLOWED_TO=receiver.host) as process:
        wait_until(lambda: process.poll() is not None)
    assert state() == State.SENDING


@pytest.mark.parametrize(("before", "calls"), [(BEFORE_CALL, 1), (AFTER_CALL, 2)])
def test_a_killed_worker_leaves_one_delivery_by_its_id(receiver, before, calls):
    subscribed(f"http://{receiver.host}/hook")
    stored = happened()
    killed(receiver, before)

    with worker(LINLI_CALLS_ALLOWED_TO=receiver.host):
        wait_until(lambda: state() == State.DELIVERED)

    assert ids(receiver) == [str(stored.pk)] * calls
    assert {headers["webhook-id"] for _path, headers, _body in receiver.requests} == {
        str(stored.pk)
    }
