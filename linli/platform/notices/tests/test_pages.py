"""The pages of notices, as people see them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.kernel import clock
from linli.platform.accounts.actions import codes
from linli.platform.notices import actions, dispatch
from linli.platform.notices.models import ConsoleText, Message, Outlet, Preference
from linli.platform.notices.rules import Channel, State
from linli.platform.notices.tests.stage import worker

pytestmark = pytest.mark.django_db
OUTLET = {
    "name": "网格群",
    "channel": "webhook",
    "address": "https://93.184.215.14/hook",
    "secret": "0123456789abcdef",
    "area": "110101001001",
    "topics": ["notices.trial"],
}


@pytest.fixture(autouse=True)
def topic(monkeypatch):
    """One topic to choose, whatever domains are open."""
    from linli.kernel.manifest import Topic
    from linli.platform.notices import queries

    monkeypatch.setattr(queries, "topics", lambda: [Topic(key="notices.trial", title="试验")])


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def notice_for(person, link="/cases/1/"):
    actions.send(to=person.pk, topic="notices.trial", words="有新的派单", link=link, once_key=link)
    return Message.objects.get(account=person, channel="app", notice__link=link)


@pytest.fixture
def wang():
    return worker("王")


@pytest.fixture
def admin():
    return worker("管理员", area="110101", permissions=("notices.tend", "notices.outlets"))


def test_the_bell_counts_what_is_unread(wang):
    notice_for(wang)
    client = signed_in(wang)

    assert ">1<" in client.get(reverse("notices:bell")).content.decode()
    assert "有新的派单" in client.get(reverse("notices:list")).content.decode()


def test_one_tap_opens_the_very_thing_and_counts_as_read(wang):
    message = notice_for(wang)

    answer = signed_in(wang).get(reverse("notices:open", args=[message.pk]))

    assert answer.headers["Location"] == "/cases/1/"
    message.refresh_from_db()
    assert message.read_at is not None


def test_another_persons_notice_is_not_there(wang):
    message = notice_for(wang)

    answer = signed_in(worker("李")).get(reverse("notices:open", args=[message.pk]))

    assert answer.status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_everything_can_be_marked_as_read_at_once(wang):
    notice_for(wang)
    notice_for(wang, link="/cases/2/")

    signed_in(wang).post(reverse("notices:read_all"))

    assert not Message.objects.filter(read_at=None).exists()


def test_a_person_chooses_to_get_no_mail(wang):
    client = signed_in(wang)
    assert client.get(reverse("notices:ways")).status_code == 200

    client.post(reverse("notices:ways"), {"topics": ["notices.trial"]})

    chosen = Preference.objects.get(account=wang)
    assert (chosen.by_email, chosen.silent_topics) == (False, [])


def test_an_administrator_decides_about_a_message_in_doubt(wang, admin):
    message = notice_for(wang)
    Message.objects.update(state=State.UNKNOWN, channel="email")
    client = signed_in(admin)
    assert "不知道是否送达" in client.get(reverse("notices:outbox")).content.decode()

    client.post(reverse("notices:repeat"), {"message": message.pk})

    message.refresh_from_db()
    assert message.state == State.QUEUED


def test_a_message_in_doubt_can_be_let_be(wang, admin):
    message = notice_for(wang)
    Message.objects.update(state=State.UNKNOWN, channel="email")

    signed_in(admin).post(reverse("notices:drop"), {"message": message.pk})

    message.refresh_from_db()
    assert message.state == State.DROPPED


def test_an_administrator_opens_and_closes_a_webhook(admin):
    client = signed_in(admin)

    assert client.post(reverse("notices:outlets"), OUTLET).status_code == 302
    outlet = Outlet.objects.get()
    assert outlet.secret == "0123456789abcdef"
    assert "网格群" in client.get(reverse("notices:outlets")).content.decode()

    client.post(reverse("notices:close_outlet"), {"message": outlet.pk})

    outlet.refresh_from_db()
    assert (outlet.is_active, outlet.address, outlet.secret) == (False, "", "")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"address": "http://93.184.215.14/"}, "必须以 https:// 开头"),
        ({"address": "https://127.0.0.1/"}, "指向内部网络"),
        ({"secret": "short"}, "至少要 16 个字符"),
        ({"topics": []}, "至少选择一种内容"),
        ({"area": "北京"}, "区划代码只有数字"),
    ],
)
def test_what_is_wrong_with_an_outlet_is_said_and_nothing_typed_is_lost(admin, wrong, words):
    answer = signed_in(admin).post(reverse("notices:outlets"), OUTLET | wrong)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "网格群" in answer.content.decode()
    assert not Outlet.objects.exists()


@pytest.mark.parametrize("page", ["outlets", "close_outlet", "repeat", "drop"])
def test_whoever_may_not_is_refused_before_their_form_is_read(wang, page):
    assert signed_in(wang).post(reverse(f"notices:{page}"), {}).status_code == 403


def shown_code(minutes=5):
    now = clock.now()
    ConsoleText.objects.create(
        at=now,
        expires_at=now + timedelta(minutes=minutes),
        phone="138****0913",
        text="验证码 123456",
    )


def test_a_shown_code_is_gone_with_its_time(settings):
    settings.DEMONSTRATION = True
    shown_code(minutes=5)
    with clock.stopped_at(clock.now() + timedelta(minutes=6)):
        assert "123456" not in Client().get(reverse("notices:console")).content.decode()
        actions.forget_expired_texts()
    assert not ConsoleText.objects.exists()


def test_a_shown_code_is_gone_once_it_is_used(settings, client):
    settings.DEMONSTRATION = True
    settings.SMS_SENDER = "linli.platform.notices.sms.ConsoleSender"
    codes.send_phone_code("13800000913")
    codes.send_phone_code("13900000913")
    dispatch.send_due(Channel.SMS)
    said = ConsoleText.objects.get(phone="138****0913").text
    codes.redeem_phone_code("13800000913", re.search(r"\d{6}", said)[0])
    assert [each.phone for each in ConsoleText.objects.all()] == ["139****0913"]


def test_texts_are_shown_in_a_demonstration_and_nowhere_else(settings):
    shown_code()

    settings.DEMONSTRATION = True
    assert "123456" in Client().get(reverse("notices:console")).content.decode()
    settings.DEMONSTRATION = False
    assert Client().get(reverse("notices:console")).status_code == 404
