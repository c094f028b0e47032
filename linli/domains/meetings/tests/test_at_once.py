"""Chair and recorder sign at one moment, each in a transaction that really commits.

Shown in both halves: without the lock the minutes are never complete, with it always.
"""

from functools import partial

import pytest

from linli.core.divisions.models import Division
from linli.domains.meetings import actions
from linli.domains.meetings.models import Meeting
from linli.domains.meetings.rules import Hand, Status
from linli.domains.meetings.tests.conftest import COMMUNITY, SUBDISTRICT, Town
from linli.platform.database import scope
from linli.platform.database.tests import races
from linli.platform.jobs.models import PublishedEvent

ROUNDS_WITH = 50  # the way to two signatures is long


@pytest.fixture
def committee(committed):
    Division.objects.create(code=SUBDISTRICT, name="街道", level="subdistrict")
    Division.objects.create(code=COMMUNITY, name="社区", level="community")
    with races.at(SUBDISTRICT):
        return Town()


def is_signed_once(town: Town) -> bool:
    """Whether one round of two who sign at once ended with signed minutes and one piece of news."""
    with races.at(SUBDISTRICT):
        meeting = town.resolved().meeting
    signed = partial(actions.sign_minutes, meeting=meeting)
    outcomes = races.together(
        SUBDISTRICT,
        [
            partial(signed, actor=town.chair, hand=Hand.CHAIR),
            partial(signed, actor=town.recorder, hand=Hand.RECORDER),
        ],
    )
    with scope.system("the test counts what is left"):
        news = PublishedEvent.objects.filter(
            type__endswith="MinutesSigned", body__meeting_id=str(meeting.pk)
        )
        left = Meeting.objects.get(pk=meeting.pk)
        return outcomes == [None, None] and left.status == Status.SIGNED and news.count() == 1


def test_without_the_lock_two_who_sign_at_once_leave_minutes_unsigned(committee, monkeypatch):
    races.take_lock_off(monkeypatch)
    assert not all(is_signed_once(committee) for _round in range(races.ROUNDS_WITHOUT))


def test_two_who_sign_at_once_sign_the_minutes(committee):
    assert all(is_signed_once(committee) for _round in range(ROUNDS_WITH))
