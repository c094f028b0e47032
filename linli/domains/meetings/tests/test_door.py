"""Who comes in by the code at the door."""

import pytest

from linli.domains.meetings import actions, queries
from linli.domains.meetings.errors import DoorClosed, MoveNotAllowed, NotOnThisBody
from linli.domains.meetings.models import Meeting
from linli.domains.meetings.rules import Presence
from linli.domains.meetings.tests.conftest import actor
from linli.kernel.errors import NotFound, NotPermitted
from linli.platform.audit.models import Entry


def seat_of(town, who, meeting):
    return queries.own_attendance(who, meeting)


def test_a_member_checks_in_with_the_code_at_the_door(town):
    meeting = town.called()
    token = queries.ticket(town.recorder, meeting)
    own = actions.check_in(actor=town.member, token=token)
    assert (own.presence, own.by_code, own.came_at is not None) == (Presence.PRESENT, True, True)
    assert queries.present_of(meeting) == (1, 4)


def test_whoever_scans_twice_is_there_once_and_on_record_once(town):
    token = queries.ticket(town.recorder, town.called())
    came = [actions.check_in(actor=town.member, token=token).came_at for _time in range(2)]
    assert came[0] == came[1]
    assert Entry.objects.filter(deed="meetings.check_in").count() == 1


def test_a_code_lives_for_ten_minutes(town, later):
    token = queries.ticket(town.recorder, town.called())
    with later(minutes=9):
        queries.behind(town.member, token)
    with later(minutes=11), pytest.raises(DoorClosed):
        actions.check_in(actor=town.member, token=token)


def test_a_code_made_up_at_home_opens_nothing(town):
    token = queries.ticket(town.recorder, town.called())
    for forged in (token[:-1], token.replace("-", "-9", 1), "x", ""):
        with pytest.raises(DoorClosed):
            actions.check_in(actor=town.member, token=forged)


def test_a_code_is_good_for_its_own_meeting_alone(town):
    one, other = town.called(), town.called()
    actions.check_in(actor=town.member, token=queries.ticket(town.recorder, one))
    assert seat_of(town, town.member, other).presence == Presence.INVITED


def test_who_has_no_seat_does_not_check_in(town):
    token = queries.ticket(town.recorder, town.called())
    with pytest.raises(NotOnThisBody):
        actions.check_in(actor=actor("mediator"), token=token)
    with pytest.raises(NotFound):
        actions.check_in(actor=town.stranger, token=token)


def test_a_member_shows_no_code(town):
    with pytest.raises(NotPermitted):
        queries.ticket(town.member, town.called())


def test_nobody_comes_in_once_the_minutes_are_being_signed(town):
    meeting = town.resolved().meeting
    token = queries.ticket(town.recorder, meeting)
    town.sign(meeting)
    with pytest.raises(MoveNotAllowed):
        actions.check_in(actor=town.member, token=token)


def test_a_code_names_nobody(town):
    meeting = town.called()
    told = queries.ticket(town.recorder, meeting).split("-")[0]
    assert told == meeting.pk.hex


def test_what_the_recorder_notes_by_hand_is_no_scan(town):
    meeting = town.called()
    actions.check_in(actor=town.member, token=queries.ticket(town.recorder, meeting))
    own = seat_of(town, town.member, meeting)
    noted = actions.mark_presence(actor=town.recorder, attendance=own, presence=Presence.ABSENT)
    assert (noted.by_code, noted.came_at) == (False, None)
    assert Meeting.objects.count() == 1
