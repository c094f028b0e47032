"""Who is told, by which way, when, and how often."""

import pytest
from django.db import connection, transaction

from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.notices import actions
from linli.platform.notices.models import Message, Notice, Outlet, Preference
from linli.platform.notices.recipients import Holders, Phone
from linli.platform.notices.rules import Channel, State
from linli.platform.notices.tests.stage import MORNING, NIGHT, NOON, worker

pytestmark = pytest.mark.django_db
GRID = "110101001001007"


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.MAIL_IS_SET = True


def tell(to, *, now=NOON, urgent=False, once_key="cases.assigned:1"):
    with clock.stopped_at(now):
        return actions.send(
            to=to, topic="cases.assigned", words="有新的派单", link="/cases/1/",
            urgent=urgent, once_key=once_key,
        )  # fmt: skip


def robot(area, topics=("cases.assigned",)):
    return Outlet.objects.create(
        name="群", channel="wecom", address="k", area=area, topics=list(topics), next_at=NOON
    )


def test_an_account_finds_the_notice_behind_the_bell_and_in_the_mail():
    assert tell(worker("王", email="wang@example.org").pk) == 2

    by_app, by_mail = Message.objects.order_by("channel")
    assert (by_app.channel, by_app.state) == (Channel.APP, State.SENT)
    assert (by_mail.channel, by_mail.state, by_mail.due_at) == (Channel.EMAIL, State.QUEUED, NOON)


def test_the_same_thing_is_said_once():
    person = worker("王").pk

    assert [tell(person), tell(person)] == [1, 0]
    assert Message.objects.count() == 1


def test_a_deed_that_fails_says_nothing():
    with transaction.atomic():
        tell(worker("王").pk)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


def test_holders_at_the_place_and_above_are_told_and_others_are_not():
    told = [worker("社区", area="110101001001"), worker("街道", area="110101001")]
    worker("别的社区", area="110101001002")
    worker("别的权限", area="110101001001", permissions=("cases.read",))
    worker("卸任", area="110101001001", ended_at=NOON)

    tell(Holders("cases.dispatch", GRID))

    assert {each.account for each in Message.objects.all()} == set(told)


def test_a_departments_clerk_is_told_of_the_departments_own():
    ours, theirs = new_id(), new_id()
    clerk = worker("物业", area="110101001", department_id=ours)
    worker("城管", area="110101001", department_id=theirs)

    tell(Holders("cases.dispatch", GRID, department_id=ours))

    assert [each.account for each in Message.objects.all()] == [clerk]


def test_whoever_holds_it_twice_is_told_once():
    worker("王", area="110101001")
    from linli.platform.access.models import Grant

    first = Grant.objects.get()
    Grant.objects.create(account=first.account, role=first.role, area="110101001001")

    assert tell(Holders("cases.dispatch", GRID)) == 1


def test_the_groups_robot_hears_what_it_follows_where_it_stands():
    here = robot("110101001001")
    robot("110101002")
    robot("110101001001", topics=["cases.overdue"])

    tell(Holders("cases.dispatch", GRID))

    assert [each.outlet for each in Message.objects.all()] == [here]


def test_a_resident_without_an_account_gets_a_text_message_that_nobody_can_read_in_the_database():
    tell(Phone("13800000913"))

    message = Message.objects.get()
    assert (message.channel, message.phone) == (Channel.SMS, "13800000913")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, params FROM notices_message")
        assert all(b"13800000913" not in bytes(cell) for cell in cursor.fetchone())


@pytest.mark.parametrize(("urgent", "due"), [(False, MORNING), (True, NIGHT)])
def test_nobody_is_woken_unless_it_is_urgent(urgent, due):
    tell(worker("王", email="wang@example.org").pk, now=NIGHT, urgent=urgent)

    assert Message.objects.get(channel=Channel.EMAIL).due_at == due
    assert Message.objects.get(channel=Channel.APP).due_at == NIGHT


@pytest.mark.parametrize("wish", [{"by_email": False}, {"silent_topics": ["cases.assigned"]}])
def test_who_wants_no_mail_gets_none(wish):
    person = worker("王", email="wang@example.org")
    Preference.objects.create(account=person, **wish)

    assert tell(person.pk) == 1


@pytest.mark.parametrize(
    "link", ["https://evil.example/", "//evil.example", "/\\evil.example", "cases/"]
)
def test_a_link_leads_to_a_page_of_this_site(link):
    with pytest.raises(ValueError, match="path of this site"):
        actions.send(to=new_id(), topic="t", words="w", link=link, once_key="k")


def test_without_a_mail_server_nothing_waits_for_one(settings):
    settings.MAIL_IS_SET = False

    assert tell(worker("王", email="wang@example.org").pk) == 1
