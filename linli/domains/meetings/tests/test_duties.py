"""What becomes of what was resolved."""

from datetime import date, timedelta

import pytest

from linli.domains.meetings import actions, queries, tasks
from linli.domains.meetings.errors import MoveNotAllowed, NotAdopted, NotOnThisBody, SameHand
from linli.domains.meetings.models import Duty
from linli.domains.meetings.rules import Duty as Standing
from linli.domains.meetings.tests.conftest import COMMUNITY, actor
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.jobs.models import PublishedEvent
from linli.platform.notices.models import Notice


def done(town, duty, by=None):
    return actions.report_duty(actor=by or town.member, duty=duty, evidence="已画线，照片在群里")


def share(town, days=60):
    now = clock.now()
    return queries.in_time(town.chair, COMMUNITY, now - timedelta(days=days), now)


def test_a_duty_is_due_after_working_days_and_the_weekend_is_not_counted(town):
    due = clock.local_date(town.assigned(days=5).due_at)
    assert due == date(2026, 11, 9)  # Monday to Monday


def test_a_resolution_without_a_majority_asks_nothing_of_anybody(town):
    with pytest.raises(NotAdopted):
        town.assigned(item=town.resolved(2, 2))


def test_only_a_seat_of_the_body_is_given_a_duty_and_in_at_least_a_day(town):
    item = town.resolved()
    with pytest.raises(Invalid):
        town.assigned(item=item, days=0)
    actions.leave_seat(actor=town.chair, seat=town.seats[1])
    town.seats[1].refresh_from_db()
    with pytest.raises(Invalid):
        town.assigned(item=item)


def test_a_duty_counts_once_the_minutes_are_signed(town):
    duty = town.assigned()
    assert not queries.open_duties(town.body).exists()
    with pytest.raises(MoveNotAllowed):
        done(town, duty)
    town.sign(duty.item.meeting)
    assert done(town, duty).status == Standing.REPORTED


def test_somebody_else_than_the_doer_confirms(town):
    duty = done(town, town.in_force(seat=0), by=town.chair)
    with pytest.raises(SameHand):
        actions.confirm_duty(actor=town.chair, duty=duty)
    assert actions.confirm_duty(actor=town.recorder, duty=duty).status == Standing.CONFIRMED
    assert PublishedEvent.objects.filter(type__endswith="DutyConfirmed").count() == 1


def test_a_recorder_who_reported_for_a_seat_does_not_confirm_it(town):
    duty = done(town, town.in_force(seat=2), by=town.recorder)
    with pytest.raises(SameHand):
        actions.confirm_duty(actor=town.recorder, duty=duty)


def test_nobody_reports_the_duty_of_another_seat(town):
    with pytest.raises(NotOnThisBody):
        done(town, town.in_force(), by=actor("mediator"))


def test_what_is_not_enough_goes_back_and_keeps_its_deadline(town):
    duty = town.in_force()
    due_at = duty.due_at
    back = actions.send_back_duty(actor=town.recorder, duty=done(town, duty), reason="北区还没画")
    assert (back.status, back.due_at, back.reported_at) == (Standing.DUE, due_at, None)


def test_the_next_meeting_begins_with_what_is_not_done_yet(town):
    duty = done(town, town.in_force())
    first = town.called().items.first()
    assert first.is_review
    actions.confirm_duty(actor=town.recorder, duty=duty)
    assert not town.called().items.first().is_review


def test_a_late_duty_is_reminded_of_once(town, later):
    town.has_account(town.member)
    town.in_force()
    before = Notice.objects.filter(topic="meetings.duty")
    tasks.remind()
    assert not before.exists()
    with later(days=10):
        tasks.remind()
        tasks.remind()
    assert before.count() == 1


def test_the_share_in_time_counts_what_was_due_and_what_was_done_by_then(town, later):
    assert share(town) is None
    in_time, late = town.in_force(), town.in_force()
    done(town, in_time)
    actions.confirm_duty(actor=town.recorder, duty=in_time)
    with later(days=10):
        assert share(town) == 0.5
        done(town, late)
        actions.confirm_duty(actor=town.recorder, duty=Duty.objects.get(pk=late.pk))
        assert share(town) == 0.5
