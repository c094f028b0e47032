"""What leaves for somebody's phone: when and where, never who or about what."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from linli.domains.meetings import actions
from linli.domains.meetings.tests.conftest import COMMUNITY, ELSEWHERE
from linli.kernel import clock
from linli.kernel.errors import NotPermitted
from linli.platform.access.actor import NOBODY
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.agenda import actions as agenda
from linli.platform.agenda.models import Feed
from linli.platform.audit.models import Entry


@pytest.fixture
def chair(town):
    """The one who sits for the residents' committee, with an account and a role here."""
    sync_roles()
    town.has_account(town.chair)
    granted(town.chair, "secretary", COMMUNITY)
    return town.chair


def granted(who, role, area):
    now = clock.now()
    Grant.objects.create(
        account_id=who.account_id, role_id=role, area=area, granted_at=now, in_force_at=now
    )


def read(token):
    answer = Client().get(reverse("agenda:feed", args=[token]))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return {
        str(each["uid"]).split("@")[0]: each for each in Calendar.from_ical(answer.content).events
    }


def test_a_meeting_stands_in_the_calendar_with_time_and_place_and_without_its_topic(town, chair):
    meeting = town.called(topic="老王家的狗")
    told = read(agenda.open_feed(actor=chair))
    event = told[f"meeting-{meeting.pk}"]
    assert event["summary"] == "四方会第 1 次会议"
    assert event.start == meeting.at
    assert event["location"] == "会议室"
    assert event["sequence"] == 0
    assert "老王" not in event.to_ical().decode()
    assert reverse("meetings:meeting", args=[meeting.pk]) in event["url"]


def test_a_meeting_called_off_keeps_its_id_and_says_so(town, chair):
    meeting = town.called()
    token = agenda.open_feed(actor=chair)
    before = read(token)[f"meeting-{meeting.pk}"]
    actions.cancel_meeting(actor=town.recorder, meeting=meeting, reason="主持人生病")
    after = read(token)[f"meeting-{meeting.pk}"]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert after["sequence"] > before["sequence"]
    assert "生病" not in after.to_ical().decode()


def test_what_a_seat_has_to_do_stands_there_until_it_is_reported_and_counts_up(town, later):
    sync_roles()
    town.has_account(town.member)
    granted(town.member, "mediator", COMMUNITY)
    duty = town.in_force()
    token = agenda.open_feed(actor=town.member)
    told = [read(token)[f"duty-{duty.pk}"]]
    assert told[0].start == duty.due_at
    assert "画车位线" not in told[0].to_ical().decode()
    actions.report_duty(actor=town.member, duty=duty, evidence="照片")
    told.append(read(token)[f"duty-{duty.pk}"])
    actions.send_back_duty(actor=town.chair, duty=duty, reason="没画完")
    told.append(read(token)[f"duty-{duty.pk}"])
    assert [each["summary"][:4] for each in told] == ["决议到期", "决议已上", "决议到期"]
    assert [each["sequence"] for each in told] == [0, 1, 2]


def test_a_new_address_ends_the_old_one_and_a_closed_one_is_not_there(town, chair):
    old = agenda.open_feed(actor=chair)
    new = agenda.open_feed(actor=chair)
    assert Client().get(reverse("agenda:feed", args=[old])).status_code == 404
    read(new)
    assert new not in str(Feed.objects.values())
    agenda.close_feed(actor=chair)
    assert Client().get(reverse("agenda:feed", args=[new])).status_code == 404
    assert [*Entry.objects.filter(deed__startswith="agenda").values_list("deed", flat=True)] == [
        "agenda.open", "agenda.open", "agenda.close",
    ]  # fmt: skip


def test_whoever_left_or_works_elsewhere_now_reads_nothing_of_here(town, chair):
    meeting = town.called()
    token = agenda.open_feed(actor=chair)
    Grant.objects.filter(account_id=chair.account_id).update(ended_at=clock.now())
    granted(chair, "secretary", ELSEWHERE)
    assert f"meeting-{meeting.pk}" not in read(token)
    Account.objects.filter(pk=chair.account_id).update(is_active=False)
    assert Client().get(reverse("agenda:feed", args=[token])).status_code == 404


def test_last_season_is_forgotten_and_a_visitor_has_no_calendar(town, chair, later):
    meeting = town.called()
    token = agenda.open_feed(actor=chair)
    with later(days=91):
        assert f"meeting-{meeting.pk}" in read(token), "it was tomorrow, 90 days ago"
    with later(days=92):
        assert read(token) == {}
    with pytest.raises(NotPermitted):
        agenda.open_feed(actor=NOBODY)


def test_the_page_shows_the_address_once(town, chair):
    client = Client()
    client.force_login(Account.objects.get(pk=chair.account_id))
    assert "生成订阅地址" in client.get(reverse("agenda:mine")).content.decode()
    shown = client.post(reverse("agenda:open")).content.decode()
    assert ".ics</code>" in shown
    again = client.get(reverse("agenda:mine")).content.decode()
    assert ".ics" not in again
    assert "换一个地址" in again
    assert client.post(reverse("agenda:close")).status_code == 302


def test_a_calendar_takes_the_same_queries_for_one_meeting_and_for_many(town, chair):
    token = agenda.open_feed(actor=chair)
    town.called()
    counts = []
    for more in (0, 4):
        for _each in range(more):
            town.called()
        with CaptureQueriesContext(connection) as asked:
            read(token)
        counts.append(len(asked))
    assert counts[0] == counts[1]
