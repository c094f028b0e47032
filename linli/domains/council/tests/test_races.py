"""One owner votes through two channels at the same moment, in transactions that really commit."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from linli.core.divisions.models import Division
from linli.domains.council import actions, queries
from linli.domains.council.actions import Given, Listed
from linli.domains.council.errors import VotedAlready
from linli.domains.council.models import Ballot, Vote
from linli.domains.council.rules.life import Channel
from linli.domains.council.tests.conftest import (
    CLOSES,
    COMMUNITY,
    DURING,
    PHONES,
    YES,
    Town,
    actor,
    resident,
)
from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.database import scope

ROUNDS = 200
UNLOCKED = 60  # rounds are few enough to wait for, and the first few already collide


def together(*deeds):
    """Do the deeds at once, each at its own moment; gives each one's refusal, or None."""
    start = Barrier(len(deeds))

    def one(deed):
        try:
            start.wait()
            with scope.limited_to([COMMUNITY]), transaction.atomic(), clock.stopped_at(deed[0]):
                deed[1]()
        except (DomainError, IntegrityError) as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


@pytest.fixture
def owner(committed):
    """A vote on whose roll Wang owns as many heads as there are rounds: one of them for each."""
    Division.objects.create(code=COMMUNITY, name="社区", level="community")
    listed = [Listed(f"1-{at}", 8000, f"Y{at}", "王一", PHONES["wang"]) for at in range(ROUNDS)]
    with scope.limited_to([COMMUNITY]), transaction.atomic():
        vote = Town().ready(listed=listed)
        return vote, resident("wang"), list(vote.voters.prefetch_related("units"))


def web(owner, voter):
    vote, wang, _voters = owner
    return lambda: actions.cast_ballot(actor=wang, vote=vote, voter=voter, choices=YES)


def paper(owner, voter):
    label = voter.units.all()[0].label
    given, worker = Given(Channel.PAPER, label, "见证人陈"), actor("community_worker")
    return lambda: actions.enter_ballot(actor=worker, vote=owner[0], given=given, choices=YES)


def test_two_channels_at_once_leave_one_ballot_and_one_plain_refusal(owner):
    for voter in owner[2]:
        refusals = together((DURING, web(owner, voter)), (DURING, paper(owner, voter)))
        assert sorted(type(each) for each in refusals if each) == [VotedAlready]
    with scope.system("the test counts"):
        assert Ballot.objects.count() == ROUNDS


def test_without_the_lock_both_find_the_place_free_and_the_database_stops_one(owner, monkeypatch):
    monkeypatch.setattr(queries, "hold", lambda _vote, _voters: None)
    collided = 0
    for voter in owner[2][:UNLOCKED]:
        refusals = together((DURING, web(owner, voter)), (DURING, paper(owner, voter)))
        assert sum(each is None for each in refusals) == 1
        collided += any(isinstance(each, IntegrityError) for each in refusals)
    assert collided
    with scope.system("the test counts"):
        assert Ballot.objects.count() == UNLOCKED


def test_a_ballot_at_the_last_moment_is_counted_or_refused_but_never_lost(owner):
    vote, _wang, voters = owner
    end = (CLOSES, lambda: actions.end_vote(actor=actor("secretary"), vote=vote))
    ballots = [(DURING, web(owner, voter)) for voter in voters[:7]]
    refusals = together(end, *ballots)
    with scope.system("the test counts"):
        told = Vote.objects.get(pk=vote.pk)
        assert told.certificate.count('"receipt"') == Ballot.objects.count()
        assert Ballot.objects.count() == sum(each is None for each in refusals[1:])
