"""How a body meets, decides and signs."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from linli.core.divisions.models import Division
from linli.domains.meetings import actions, queries
from linli.domains.meetings.actions import Votes
from linli.domains.meetings.errors import (
    MinutesMissing,
    MoveNotAllowed,
    NoQuorum,
    NotOnThisBody,
    NotTheChair,
    SameHand,
    TooManyVotes,
)
from linli.domains.meetings.models import Item, Meeting
from linli.domains.meetings.rules import Hand, Kind, Presence, Status
from linli.domains.meetings.tests.conftest import COMMUNITY, actor
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.audit.models import Entry
from linli.platform.jobs.models import PublishedEvent
from linli.platform.notices.models import Notice


def test_whoever_has_an_account_is_invited_by_message_and_the_others_are_to_be_telephoned(town):
    town.has_account(town.chair)
    meeting = town.called()
    told = {each.seat.side: each.was_told for each in meeting.attendance.select_related("seat")}
    assert told == {"居委会": True, "业委会": False, "物业公司": False, "社会组织": False}
    assert Notice.objects.filter(link__endswith=f"/{meeting.pk}/").count() == 2


def test_meetings_of_a_body_count_up(town):
    assert [town.called().serial, town.called().serial] == [1, 2]


def test_a_meeting_is_not_called_for_yesterday_nor_for_a_body_without_seats(town):
    call = {"actor": town.recorder, "location": "会议室"}
    with pytest.raises(Invalid):
        actions.call_meeting(body=town.body, at=clock.now(), **call)
    here = Division.objects.get(pk=COMMUNITY)
    empty = actions.found_body(actor=town.chair, community=here, kind=Kind.RESIDENTS, name="议事会")
    with pytest.raises(Invalid):
        actions.call_meeting(body=empty, at=clock.now().replace(year=2027), **call)


def test_anybody_on_the_body_raises_an_item_and_nobody_else(town):
    meeting = town.called()
    item = actions.raise_item(actor=town.member, meeting=meeting, title="充电桩")
    assert (item.place, item.raised_by) == (2, town.member.account_id)
    with pytest.raises(NotOnThisBody):
        actions.raise_item(actor=actor("mediator"), meeting=meeting, title="充电桩")


def test_half_of_the_seats_is_no_quorum_and_the_refusal_names_the_rule(town):
    meeting = town.present(town.called(), 2)
    with pytest.raises(NoQuorum, match="应到 4 席，实到 2 席，须超过 1/2"):
        actions.open_meeting(actor=town.recorder, meeting=meeting)
    town.present(meeting, 3)
    assert actions.open_meeting(actor=town.recorder, meeting=meeting).status == Status.SITTING


def test_an_apology_is_no_presence(town):
    meeting = town.present(town.called(), 3)
    away = meeting.attendance.filter(presence=Presence.PRESENT).first()
    actions.mark_presence(actor=town.recorder, attendance=away, presence=Presence.APOLOGY)
    with pytest.raises(NoQuorum):
        actions.open_meeting(actor=town.recorder, meeting=meeting)


@pytest.mark.parametrize(("yes", "adopted"), [(2, False), (3, True)])
def test_a_resolution_needs_more_than_half_of_those_present(town, yes, adopted):
    item = town.resolved(yes, 4 - yes)
    assert (item.is_adopted, item.present) == (adopted, 4)


def test_there_are_no_more_votes_than_seats_present(town):
    with pytest.raises(TooManyVotes):
        town.resolved(4, 1)


def test_a_resolution_has_votes_and_votes_have_a_resolution(town):
    item = town.sitting().items.get()
    wrong = {"actor": town.recorder, "item": item, "minutes": "讨论"}
    with pytest.raises(Invalid):
        actions.minute_item(resolution="划车位", **wrong)
    with pytest.raises(Invalid):
        actions.minute_item(votes=Votes(3, 0, 0), **wrong)


def test_chair_and_recorder_sign_and_then_nothing_changes_any_more(town):
    item = town.resolved()
    signed = town.sign(item.meeting)
    assert signed.status == Status.SIGNED
    assert PublishedEvent.objects.filter(type__endswith="MinutesSigned").count() == 1
    for deed in (
        lambda: town.resolved(1, 1, item),
        lambda: town.sign(signed, Hand.CHAIR),
        lambda: town.assigned(item=item),
        lambda: actions.raise_item(actor=town.member, meeting=signed, title="再议"),
        lambda: actions.take_back_signature(actor=town.recorder, meeting=signed, reason="错字"),
    ):
        with pytest.raises(MoveNotAllowed):
            deed()


def test_one_person_does_not_sign_as_both_and_only_the_chair_signs_as_chair(town):
    meeting = town.resolved().meeting
    with pytest.raises(SameHand):
        actions.sign_minutes(actor=town.chair, meeting=meeting, hand=Hand.RECORDER)
    with pytest.raises(NotTheChair):
        actions.sign_minutes(actor=actor("secretary"), meeting=meeting, hand=Hand.CHAIR)
    signed = town.sign(meeting, Hand.RECORDER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=signed.pk).update(chair_by=town.recorder.account_id)


def test_minutes_are_complete_before_anybody_signs(town):
    with pytest.raises(MinutesMissing):
        town.sign(town.sitting(), Hand.CHAIR)


def test_minutes_that_only_one_has_signed_are_mended_and_signed_anew(town):
    item = town.resolved()
    first = town.sign(item.meeting, Hand.CHAIR)
    again = actions.take_back_signature(actor=town.recorder, meeting=first, reason="票数记错")
    assert (again.status, again.chair_by, again.digest) == (Status.SITTING, None, "")
    town.resolved(4, 0, item)
    assert town.sign(again).digest != first.digest


def test_the_doctor_finds_minutes_that_were_changed_behind_the_signatures(town):
    item = town.resolved()
    town.sign(item.meeting)
    assert queries.altered_minutes() == []
    Item.objects.filter(pk=item.pk).update(votes_for=4, votes_against=0)
    assert queries.altered_minutes() == [str(item.meeting_id)]


def test_a_cancelled_meeting_is_not_opened(town):
    meeting = actions.cancel_meeting(actor=town.recorder, meeting=town.called(), reason="台风")
    with pytest.raises(MoveNotAllowed):
        actions.open_meeting(actor=town.recorder, meeting=meeting)


def test_a_body_has_one_chair_and_who_leaves_is_no_longer_invited(town):
    with pytest.raises(Invalid):
        actions.take_seat(actor=town.chair, body=town.body, name="又一位", is_chair=True)
    actions.leave_seat(actor=town.chair, seat=town.seats[3])
    assert town.called().attendance.count() == 3


def test_a_meeting_is_not_there_for_somebody_from_elsewhere(town):
    meeting = town.called()
    with pytest.raises(NotFound):
        queries.get(town.stranger, meeting.pk)
    with pytest.raises(NotPermitted):
        actions.open_meeting(actor=town.stranger, meeting=meeting)


def test_every_deed_stands_in_the_trail(town):
    town.sign(town.resolved().meeting)
    deeds = set(Entry.objects.values_list("deed", flat=True))
    steps = ("found", "seat", "call", "presence", "open", "minute", "sign")
    assert deeds >= {f"meetings.{step}" for step in steps}


def test_a_month_in_which_a_body_only_called_a_meeting_is_a_month_without_one(town, later):
    town.called()
    with later(days=40):
        town.sitting()
    with later(days=95):
        since, until = datetime(2026, 11, 1, tzinfo=UTC), clock.now()
        months = queries.months_of(town.body, date(2026, 11, 1), clock.local_date(until))
        assert months == [(date(2026, 12, 1), True), (date(2027, 1, 1), False)]
        assert queries.monthly(town.chair, COMMUNITY, since, until) == 0.5
        assert queries.monthly(town.stranger, COMMUNITY, since, until) is None


def test_joint_meetings_of_a_plan_are_those_held_in_the_month(town, later):
    town.called()
    for days in (40, 45):
        with later(days=days):
            town.sitting()
    months = [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)]
    with later(days=60):
        found = queries.tally_joint(town.chair, COMMUNITY, months)
        since = datetime(2026, 11, 1, tzinfo=UTC)
        assert queries.joint_held(town.chair, COMMUNITY, since, clock.now()) == pytest.approx(2 / 3)
        assert queries.tally_joint(town.stranger, COMMUNITY, months) == []
    assert found == [(COMMUNITY, date(2026, 11, 1), 0, 1), (COMMUNITY, date(2026, 12, 1), 2, 1)]
