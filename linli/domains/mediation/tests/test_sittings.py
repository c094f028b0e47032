"""When the parties meet, and who is told of it beforehand."""

from datetime import timedelta

import pytest

from linli.domains.mediation import actions, tasks
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.notices.models import Notice


def test_mediators_are_reminded_of_a_sitting_once_the_day_before_and_never_at_night(town, later):
    dispute = town.mediating()
    reminders = Notice.objects.filter(topic="mediation.sitting")
    actions.plan_sitting(
        actor=town.mediator, dispute=dispute, at=clock.now() + timedelta(days=3), location="调解室"
    )
    with later(days=1):
        tasks.remind()
    assert reminders.count() == 0
    with later(days=2, hours=14):  # 23:00
        tasks.remind()
    assert reminders.count() == 0
    with later(days=2, hours=1):
        tasks.remind()
        tasks.remind()
    assert reminders.count() == 1


def test_minutes_are_written_once_and_never_ahead(town, later):
    dispute = town.mediating()
    at = clock.now()
    with later(hours=-1):
        sitting = actions.plan_sitting(
            actor=town.mediator, dispute=dispute, at=at, location="社区调解室"
        )
        with pytest.raises(Invalid):
            actions.minute_sitting(actor=town.mediator, sitting=sitting, present=[], minutes="谈")
    present = town.parties(dispute)
    actions.minute_sitting(actor=town.mediator, sitting=sitting, present=present, minutes="谈过")
    with pytest.raises(Invalid):
        actions.minute_sitting(actor=town.mediator, sitting=sitting, present=[], minutes="改写")
    assert dispute.sittings.get().minutes == "谈过"
