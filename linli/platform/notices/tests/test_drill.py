"""A worker killed between the provider's call and its answer: honest doubt, and no second message."""

from datetime import timedelta

import pytest

from linli.kernel import clock
from linli.platform.jobs.tests.workers import wait_until, worker
from linli.platform.notices import actions, dispatch
from linli.platform.notices.models import Message
from linli.platform.notices.recipients import Phone
from linli.platform.notices.reports import Report
from linli.platform.notices.rules import State

pytestmark = [pytest.mark.drill, pytest.mark.usefixtures("committed")]
FATAL = "linli.platform.notices.tests.fatal.FatalSender"


def text(once_key, *, urgent):
    actions.send(
        to=Phone("13800000913"), topic="t", words="已办结", urgent=urgent, once_key=once_key
    )
    Message.objects.update(due_at=clock.now())  # also at night
    return Message.objects.get(notice__once_key=once_key)


def state(message):
    return Message.objects.get(pk=message.pk).state


def killed_while_sending(message, taken):
    with worker(LINLI_SMS_SENDER=FATAL, TAKEN=str(taken)) as process:
        wait_until(lambda: process.poll() is not None)
    assert state(message) == State.SENDING
    Message.objects.update(claimed_at=clock.now() - timedelta(minutes=3))


def test_a_killed_sender_leaves_a_doubt_that_a_report_resolves(tmp_path):
    taken = tmp_path / "taken"
    message = text("1", urgent=False)
    killed_while_sending(message, taken)

    with worker(LINLI_SMS_SENDER=FATAL, TAKEN=str(taken)) as process:
        wait_until(lambda: state(message) == State.UNKNOWN)
        assert process.poll() is None

    assert taken.read_text().count("\n") == 1
    Message.objects.update(provider_ref="77")
    assert dispatch.take_report(Report("77", arrived=True)) is True
    assert state(message) == State.DELIVERED


def test_an_emergency_is_sent_again_after_a_killed_sender(tmp_path):
    message = text("2", urgent=True)
    killed_while_sending(message, tmp_path / "taken")

    with worker():
        wait_until(lambda: state(message) == State.SENT)
