"""Who raised an item says whether what came of it is enough."""

import pytest

from linli.domains.meetings import actions, queries
from linli.domains.meetings.errors import NotTheRaiser, SameHand
from linli.domains.meetings.models import Duty
from linli.domains.meetings.rules import Duty as Standing
from linli.domains.meetings.tests.conftest import actor
from linli.kernel.errors import Invalid
from linli.platform.notices.models import Notice


@pytest.fixture
def raised(town):
    """What the owners' member raised, the residents' committee has to do, and says is done."""

    def make(seat=0, by=None):
        meeting = town.sitting()
        item = actions.raise_item(actor=town.member, meeting=meeting, title="路灯不亮")
        for each in meeting.items.exclude(pk=item.pk):
            actions.minute_item(actor=town.recorder, item=each, minutes="讨论了。")
        duty = town.assigned(seat=seat, item=town.resolved(item=item))
        town.sign(meeting)
        duty = Duty.objects.get(pk=duty.pk)
        return actions.report_duty(actor=by or town.chair, duty=duty, evidence="路灯换好了")

    return make


def test_who_raised_it_accepts_it(town, raised):
    done = actions.confirm_duty(actor=town.member, duty=raised())
    assert (done.status, done.stood_in_for) == (Standing.CONFIRMED, "")


def test_who_raised_it_sends_it_back(town, raised):
    back = actions.send_back_duty(actor=town.member, duty=raised(), reason="东门还不亮")
    assert back.status == Standing.DUE


def test_a_recorder_stands_in_and_says_why(town, raised):
    duty = raised()
    with pytest.raises(Invalid):
        actions.confirm_duty(actor=town.recorder, duty=duty)
    done = actions.confirm_duty(actor=town.recorder, duty=duty, instead="提出人出差，电话里同意")
    assert done.stood_in_for == "提出人出差，电话里同意"


def test_another_member_does_not_accept_it(town, raised):
    duty, other = raised(), actor("mediator")
    with pytest.raises(NotTheRaiser):
        actions.confirm_duty(actor=other, duty=duty, instead="我看过了")
    with pytest.raises(NotTheRaiser):
        actions.send_back_duty(actor=other, duty=duty, reason="不够")


def test_who_raised_it_and_does_it_themselves_does_not_accept_it(town, raised):
    duty = raised(seat=1, by=town.member)
    assert queries.raiser_of(duty) is None
    with pytest.raises(SameHand):
        actions.confirm_duty(actor=town.member, duty=duty)
    assert actions.confirm_duty(actor=town.recorder, duty=duty).status == Standing.CONFIRMED


def test_who_raised_it_is_asked_each_time_it_is_reported(town, raised, later):
    town.has_account(town.member)
    duty = raised()
    asked = Notice.objects.filter(topic="meetings.accept")
    assert asked.count() == 1
    back = actions.send_back_duty(actor=town.member, duty=duty, reason="东门还不亮")
    with later(hours=3):
        actions.report_duty(actor=town.chair, duty=back, evidence="东门也亮了")
    assert asked.count() == 2
