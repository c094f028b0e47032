"""The pages, as the people of the body open them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.meetings import actions
from linli.domains.meetings.models import Body, Duty, Meeting
from linli.domains.meetings.rules import Status
from linli.domains.meetings.tests.conftest import COMMUNITY, ELSEWHERE
from linli.kernel import clock
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account


def browser(role, area=COMMUNITY):
    account = Account.objects.create(
        username=f"{role}-{area}", name=role, kind="staff", created_at=clock.now()
    )
    Grant.objects.create(
        account=account, role_id=role, area=area, granted_at=clock.now(), in_force_at=clock.now()
    )
    client = Client()
    client.force_login(account)
    client.account = account
    return client


@pytest.fixture
def secretary(town):
    sync_roles()
    return browser("secretary")


def page(client, name, *args):
    return client.get(reverse(f"meetings:{name}", args=args))


def post(client, name, *args, prefix="", typed=None, **more):
    given = (typed or {}) | more
    values = {f"{prefix}-{key}" if prefix else key: value for key, value in given.items()}
    return client.post(reverse(f"meetings:{name}", args=args), values)


def do(client, meeting, deed, **typed):
    return post(client, deed.replace("-", "_"), meeting.pk, prefix=deed, **typed)


def statements(client, name, *args):
    with CaptureQueriesContext(connection) as asked:
        assert page(client, name, *args).status_code == 200
    return len(asked)


def test_a_joint_meeting_goes_from_its_call_to_a_confirmed_duty_by_forms_alone(secretary):
    """Without a line of JavaScript: the secretary presides, the worker records."""
    worker = browser("community_worker")
    founded = {"community": COMMUNITY, "kind": "four_party", "name": "联席会议"}
    post(secretary, "bodies", typed=founded)
    body = Body.objects.get(name="联席会议")
    chair = secretary.account.pk
    seated = {"name": "周书记", "account": chair, "is_chair": "on"}
    post(secretary, "seat", body.pk, prefix="seat", typed=seated)
    post(secretary, "seat", body.pk, prefix="seat", typed={"name": "安居物业", "side": "物业公司"})
    typed = {"day": "2026-11-05", "hour": "14:30", "location": "会议室", "topic": "停车位"}
    assert post(worker, "call", body.pk, prefix="call", **typed).status_code == 302
    meeting = Meeting.objects.get(body=body)

    refused = do(worker, meeting, "open")
    assert refused.status_code == 409
    assert "应到 2 席，实到 0 席" in refused.content.decode()
    here = {str(each.pk): "present" for each in meeting.attendance.all()}
    do(worker, meeting, "presence", **here)
    do(worker, meeting, "open")
    item = meeting.items.get()
    do(
        worker, meeting, "minute", item=item.pk, minutes="讨论了", resolution="划 120 个车位",
        votes_for=2,
    )  # fmt: skip
    seat = body.seats.get(side="物业公司").pk
    do(worker, meeting, "assign", item=item.pk, seat=seat, task="画线", days=5)
    do(worker, meeting, "sign-record")
    do(secretary, meeting, "sign-chair")
    assert Meeting.objects.get(pk=meeting.pk).status == Status.SIGNED

    duty = Duty.objects.get()
    assert post(worker, "report", duty.pk, prefix="report", evidence="已画").status_code == 302
    post(worker, "confirm", duty.pk)
    assert Duty.objects.get().status == "reported"
    post(secretary, "confirm", duty.pk)
    assert Duty.objects.get().status == "confirmed"


def test_what_has_no_words_comes_back_to_be_mended(town, secretary):
    duty = town.in_force()
    for answer in (
        post(secretary, "bodies"),
        post(secretary, "seat", town.body.pk),
        post(secretary, "call", town.body.pk),
        post(secretary, "report", duty.pk),
        post(secretary, "send_back", duty.pk),
        do(secretary, town.called(), "cancel"),
    ):
        assert answer.status_code == 422


def test_a_meeting_elsewhere_is_not_there(town, secretary):
    away, meeting, duty = browser("secretary", ELSEWHERE), town.called(), town.in_force()
    assert page(away, "meeting", meeting.pk).status_code == 404
    assert page(away, "body", town.body.pk).status_code == 404
    assert page(away, "duty", duty.pk).status_code == 404
    assert str(meeting.pk) not in page(away, "list").content.decode()


def test_who_may_only_look_is_offered_no_deed(town, secretary):
    meeting = town.sitting()
    opened = page(browser("supervisor"), "meeting", meeting.pk).content.decode()
    assert "<details" not in opened.split("<main")[-1]


def test_what_was_not_done_stands_in_the_first_item_of_the_next_meeting(town, secretary):
    duty = town.in_force()
    shown = page(secretary, "meeting", town.called().pk).content.decode()
    assert "检查以前决议的落实情况" in shown
    assert duty.task in shown


def test_more_meetings_and_duties_cost_no_more_statements(town, secretary):
    meeting = town.in_force().item.meeting
    places = (("list",), ("duties",), ("bodies",), ("body", town.body.pk), ("meeting", meeting.pk))
    for each in places:
        page(secretary, *each)
    before = [statements(secretary, *each) for each in places]
    for number in range(3):
        town.in_force()
        actions.take_seat(actor=town.chair, body=town.body, name=f"新成员{number}")
    assert [statements(secretary, *each) for each in places] == before


def test_a_meeting_with_more_items_and_seats_costs_no_more_statements(town, secretary):
    meeting = town.sitting()
    page(secretary, "meeting", meeting.pk)
    before = statements(secretary, "meeting", meeting.pk)
    for number in range(4):
        actions.raise_item(actor=town.member, meeting=meeting, title=f"议题{number}")
    for item in meeting.items.all():
        town.assigned(item=town.resolved(item=item))
    after = statements(secretary, "meeting", meeting.pk)
    assert after <= before + 1  # which seats the first duties have


def test_a_member_scans_the_code_at_the_door_and_checks_in(town, secretary):
    seated = browser("mediator")
    actions.take_seat(actor=town.chair, body=town.body, name="调解员", account_id=seated.account.pk)
    meeting = town.called()
    shown = page(secretary, "door", meeting.pk)
    address = shown.context["address"].replace("http://testserver", "")
    assert "签到" in seated.get(address).content.decode()
    assert Client().get(address).status_code == 302
    assert seated.post(address).status_code == 302
    assert "看会议议程" in seated.get(address).content.decode()
    assert page(seated, "door", meeting.pk).status_code == 403


def test_signed_minutes_are_taken_as_a_word_document(town, secretary):
    meeting = town.in_force().item.meeting
    answer = post(secretary, "paper", meeting.pk)
    assert answer.content.startswith(b"PK")
    assert answer["Content-Disposition"].endswith('.docx"')


def test_who_raised_an_item_accepts_on_the_page_of_the_duty(town, secretary):
    raiser = browser("mediator")
    meeting = town.sitting()
    item = meeting.items.get()
    item.raised_by = raiser.account.pk
    item.save()
    duty = town.assigned(item=town.resolved(item=item))
    town.sign(meeting)
    actions.report_duty(actor=town.member, duty=Duty.objects.get(pk=duty.pk), evidence="画好了")
    assert "为什么由您代为验收" in page(secretary, "duty", duty.pk).content.decode()
    assert post(secretary, "confirm", duty.pk).status_code == 422
    assert "为什么由您代为验收" not in page(raiser, "duty", duty.pk).content.decode()
    assert post(raiser, "confirm", duty.pk).status_code == 302
    assert Duty.objects.get().status == "confirmed"
