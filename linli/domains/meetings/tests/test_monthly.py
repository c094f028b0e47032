"""A joint body meets at least once a month, and is reminded when it doesn't."""

from linli.domains.meetings import actions, tasks
from linli.domains.meetings.rules import Kind
from linli.platform.audit.models import Entry


def reminders():
    return Entry.objects.filter(deed="meetings.remind_month").count()


def test_a_body_that_has_not_met_is_reminded_once_from_the_twentieth_on(town, later):
    """It was set up on 2 November, so December is the first month that it owes."""
    for days, told in ((20, 0), (45, 0), (48, 1), (50, 1)):
        with later(days=days):
            tasks.remind_month()
        assert reminders() == told, days


def test_the_next_month_is_another_month(town, later):
    for days in (50, 80):
        with later(days=days):
            tasks.remind_month()
    assert reminders() == 2


def test_a_body_that_met_or_is_called_this_month_is_left_alone(town, later):
    with later(days=48):
        called = town.called()
        tasks.remind_month()
        assert reminders() == 0
        actions.cancel_meeting(actor=town.recorder, meeting=called, reason="会议室停电")
        tasks.remind_month()
        assert reminders() == 1


def test_a_supervision_committee_has_no_monthly_duty(town, later):
    actions.found_body(
        actor=town.chair, community=town.body.community, kind=Kind.SUPERVISION, name="监督委员会"
    )
    with later(days=48):
        tasks.remind_month()
        assert reminders() == 1
