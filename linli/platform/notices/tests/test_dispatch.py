"""What becomes of a message on its way, told honestly."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail

from linli.kernel import clock
from linli.platform.notices import actions, dispatch, queries, sms
from linli.platform.notices.channels import SENDERS
from linli.platform.notices.models import Message, Notice, Outlet
from linli.platform.notices.outcome import accepted, in_doubt, later, refused
from linli.platform.notices.recipients import Phone
from linli.platform.notices.reports import Report
from linli.platform.notices.rules import MOVES, RETRIES, Channel, Move, State, move
from linli.platform.notices.tests.stage import NOON, worker

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.MAIL_IS_SET = True


@pytest.fixture
def answers(monkeypatch):
    """Providers that answer what the test says, and remember what they were asked."""
    asked = []

    def provide(channel, *outcomes):
        waiting = list(outcomes)

        def send(message):
            asked.append(message.pk)
            return waiting.pop(0) if len(waiting) > 1 else waiting[0]

        monkeypatch.setitem(SENDERS, channel, send)
        return asked

    return provide


@pytest.fixture
def mailed():
    """A message by e-mail that is due."""
    with clock.stopped_at(NOON):
        person = worker("王", email="wang@example.org")
        actions.send(to=person.pk, topic="t", words="有新的派单", link="/c/1/", once_key="1")
    return Message.objects.get(channel=Channel.EMAIL)


def at(moment, *channels):
    with clock.stopped_at(moment):
        return dispatch.send_due(*(channels or (Channel.EMAIL,)))


def fresh(message):
    return Message.objects.get(pk=message.pk)


def test_a_mail_carries_the_words_the_link_and_an_id_of_ours(mailed, settings):
    settings.SITE_URL = "https://linli.example"
    at(NOON)

    (sent,) = mail.outbox
    assert sent.body == "有新的派单\n\nhttps://linli.example/c/1/"
    assert str(mailed.pk) in sent.message()["Message-ID"]
    assert fresh(mailed).state == State.SENT


def test_what_was_sent_is_not_sent_again(mailed, answers):
    asked = answers(Channel.EMAIL, accepted())

    assert [at(NOON), at(NOON + SECOND)] == [1, 0]
    assert len(asked) == 1


def test_a_provider_in_trouble_is_asked_again_by_the_table_and_then_no_more(mailed, answers):
    asked = answers(Channel.EMAIL, later("500"))
    now = NOON
    for wait in RETRIES[Channel.EMAIL]:
        at(now)
        assert fresh(mailed).due_at == now + wait
        now += wait
    at(now)

    assert fresh(mailed).state == State.FAILED
    assert len(asked) == len(RETRIES[Channel.EMAIL]) + 1


def test_a_provider_that_asks_for_patience_gets_it(mailed, answers):
    answers(Channel.EMAIL, later("429", wait=timedelta(minutes=20)))
    at(NOON)

    assert fresh(mailed).due_at == NOON + timedelta(minutes=20)


def test_a_refusal_is_final_and_says_why(mailed, answers):
    answers(Channel.EMAIL, refused("地址不存在"))
    at(NOON)

    assert (fresh(mailed).state, fresh(mailed).reason) == (State.FAILED, "地址不存在")


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPServerDisconnected(), State.UNKNOWN),
        (smtplib.SMTPDataError(451, b"later"), State.QUEUED),
        (smtplib.SMTPDataError(554, b"spam"), State.FAILED),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"unknown")}), State.FAILED),
        (ConnectionRefusedError(), State.QUEUED),
        (RuntimeError(), State.UNKNOWN),
    ],
)
def test_each_trouble_of_a_mail_server_has_its_meaning(mailed, monkeypatch, error, state):
    def fail(_mail):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    at(NOON)

    assert fresh(mailed).state == state


@pytest.mark.parametrize(("urgent", "state"), [(False, State.UNKNOWN), (True, State.QUEUED)])
def test_doubt_is_shown_to_a_person_and_only_the_urgent_is_repeated(mailed, answers, urgent, state):
    Notice.objects.update(urgent=urgent)
    answers(Channel.EMAIL, in_doubt("timeout"))
    at(NOON)

    assert fresh(mailed).state == state


@pytest.mark.parametrize(("urgent", "state"), [(False, State.UNKNOWN), (True, State.QUEUED)])
def test_a_sender_that_died_leaves_doubt(mailed, urgent, state):
    Notice.objects.update(urgent=urgent)
    with clock.stopped_at(NOON):
        dispatch.claim(Channel.EMAIL)
    with clock.stopped_at(NOON + timedelta(minutes=1)):
        assert dispatch.sweep() == 0
    with clock.stopped_at(NOON + timedelta(minutes=3)):
        assert dispatch.sweep() == 1

    assert fresh(mailed).state == state
    assert len(queries.what_is_in_doubt()) == (state == State.UNKNOWN)


def test_a_sender_taken_for_dead_may_still_bring_its_answer(mailed):
    Message.objects.update(state=State.UNKNOWN)

    dispatch.settle(mailed, accepted())

    assert fresh(mailed).state == State.SENT


@pytest.fixture
def text():
    """A text message that a provider has taken under its number 77."""
    with clock.stopped_at(NOON):
        actions.send(to=Phone("13800000913"), topic="t", words="已办结", once_key="2")
    message = Message.objects.get(channel=Channel.SMS)
    with clock.stopped_at(NOON):
        (claimed,) = dispatch.claim(Channel.SMS)
        dispatch.settle(claimed, accepted("77"))
    return message


def test_number_and_values_are_wiped_once_a_text_has_left(text):
    assert (fresh(text).phone, fresh(text).params) == ("", "")


def test_a_report_in_order_settles_the_message_once(text):
    assert dispatch.take_report(Report("77", arrived=True)) is True
    assert dispatch.take_report(Report("77", arrived=True)) is False
    assert dispatch.take_report(Report("77", arrived=False, reason="late")) is False
    assert fresh(text).state == State.DELIVERED


def test_a_report_clears_up_a_doubt(text):
    Message.objects.update(state=State.UNKNOWN)

    dispatch.take_report(Report("77", arrived=False, reason="number is off"))

    assert (fresh(text).state, fresh(text).reason) == (State.FAILED, "number is off")


def test_a_report_about_nothing_changes_nothing(text):
    assert dispatch.take_report(Report("78", arrived=True)) is False
    assert dispatch.take_report(Report("", arrived=True)) is False


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (sms.Refused("黑名单"), State.FAILED),
        (sms.TryLater("busy"), State.QUEUED),
        (TimeoutError(), State.UNKNOWN),
    ],
)
def test_each_trouble_of_an_sms_provider_has_its_meaning(monkeypatch, error, state):
    class Broken(sms.ConsoleSender):
        def send(self, phone, template, params):
            raise error

    monkeypatch.setattr(sms, "sender", Broken)
    with clock.stopped_at(NOON):
        actions.send(to=Phone("13800000913"), topic="t", words="已办结", once_key="2")
    at(NOON, Channel.SMS)

    assert Message.objects.get().state == state


def test_an_old_code_is_not_sent():
    with clock.stopped_at(NOON):
        actions.send_text(
            to=Phone("13800000913"), topic="t", template="code", params={"code": "1"},
            once_key="3", lives=timedelta(minutes=5),
        )  # fmt: skip
    at(NOON + timedelta(minutes=6), Channel.SMS)

    late = Message.objects.get()
    assert (late.state, late.phone, late.params) == (State.FAILED, "", "")


def test_the_console_shows_no_number_and_no_code(caplog, settings):
    settings.DEMONSTRATION = False
    with caplog.at_level("INFO"):
        sms.ConsoleSender().send("13800000913", "code", {"code": "482915"})

    assert "13800000913" not in caplog.text
    assert "482915" not in caplog.text


def robot(name):
    return Outlet.objects.create(
        name=name, channel="wecom", address="k", area="110101001", topics=["t"], next_at=NOON
    )


def burst(number, moment=NOON, start=0):
    """So many notices to every robot at one moment, as `send` writes them, but in two statements."""
    said = [
        Notice(at=moment, topic="t", words="有新的派单", once_key=f"burst:{each}", expected=1)
        for each in range(start, start + number)
    ]
    Notice.objects.bulk_create(said)
    Message.objects.bulk_create(
        Message(notice=notice, outlet=outlet, channel="wecom", state="queued", due_at=moment)
        for notice in said
        for outlet in Outlet.objects.all()
    )


def test_a_thousand_events_never_make_a_robot_say_more_than_20_a_minute(answers):
    robot("群")
    asked = answers(Channel.WECOM, accepted())
    moments = [NOON + each * 4 * SECOND for each in range(15)]
    for number, now in enumerate(moments):
        burst(67, now, start=number * 67)
        at(now, Channel.WECOM)
    for minute in range(1, 22):
        at(NOON + minute * timedelta(minutes=1), Channel.WECOM)

    claimed = sorted(Message.objects.exclude(claimed_at=None).values_list("claimed_at", flat=True))
    assert max(sum(a <= b < a + timedelta(minutes=1) for b in claimed) for a in claimed) <= 20
    assert len(asked) == len(claimed) < 5
    told = Message.objects.filter(channel=Channel.WECOM)
    assert set(told.values_list("state", flat=True)) == {State.SENT, State.MERGED}
    assert not told.filter(state=State.MERGED, digest=None).exists()


def test_a_few_messages_are_told_one_by_one(answers):
    robot("群")
    asked = answers(Channel.WECOM, accepted())
    burst(3)
    for second in range(0, 10, 4):
        at(NOON + second * SECOND, Channel.WECOM)

    assert len(asked) == 3


def test_two_robots_do_not_wait_for_each_other(answers):
    robot("一"), robot("二")
    asked = answers(Channel.WECOM, accepted())
    burst(1)

    assert at(NOON, Channel.WECOM) == 2
    assert len(asked) == 2


def test_a_message_that_was_deleted_by_hand_is_missed(mailed):
    assert queries.what_is_missing() == []
    burst(0)
    for number in range(3):
        with clock.stopped_at(NOON):
            person = worker(f"李{number}")
            actions.send(to=person.pk, topic="t", words="w", once_key=f"m{number}")
    Message.objects.exclude(pk=mailed.pk).filter(notice__once_key__startswith="m").delete()

    assert len(queries.what_is_missing()) == 3


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("by", Move)
def test_every_state_answers_every_move_as_the_table_says(state, by):
    assert move(state, by) == MOVES.get((state, by))
