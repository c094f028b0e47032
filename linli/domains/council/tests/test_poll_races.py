"""One voter through two channels at the same moment, in transactions that really commit."""

import pytest
from django.db import transaction

from linli.core.divisions.models import Division
from linli.domains.council import actions
from linli.domains.council.actions import ByHand
from linli.domains.council.errors import VotedAlready
from linli.domains.council.models import NamedBallot, Poll, Turnout
from linli.domains.council.rules.life import Channel
from linli.domains.council.tests.conftest import CLOSES, COMMUNITY, DURING, actor
from linli.domains.council.tests.polling import YES, Hall, neighbour
from linli.domains.council.tests.test_races import together
from linli.platform.database import scope

ROUNDS = 40


def readied(*, secret: bool):
    Division.objects.create(code=COMMUNITY, name="社区", level="community")
    with scope.limited_to([COMMUNITY]), transaction.atomic():
        hall = Hall()
        poll = hall.secret(ROUNDS) if secret else hall.ready(ROUNDS)
        voters = list(poll.voters.all())
        return poll, [(each, neighbour(each.number)) for each in voters]


@pytest.fixture
def named(committed):
    return readied(secret=False)


@pytest.fixture
def secret(committed):
    return readied(secret=True)


def by_hand(voter):
    return ByHand(Channel.PAPER, voter.number, "见证人陈")


def test_two_channels_at_once_leave_one_ballot_and_one_plain_refusal(named):
    poll, voters = named
    worker = actor("community_worker")
    for voter, neighbour_ in voters:

        def web(v=voter, n=neighbour_):
            return actions.cast_in_poll(actor=n, poll=poll, voter=v, said=YES)

        def paper(v=voter):
            return actions.enter_in_poll(actor=worker, poll=poll, given=by_hand(v), said=YES)

        refusals = together((DURING, web), (DURING, paper))
        assert [type(each) for each in refusals if each] == [VotedAlready]
    with scope.system("the test counts"):
        assert NamedBallot.objects.count() == Turnout.objects.count() == ROUNDS


def test_a_secret_ballot_and_a_paper_at_once_strike_the_voter_off_once(secret):
    poll, voters = secret
    worker = actor("community_worker")
    for voter, neighbour_ in voters:

        def web(v=voter, n=neighbour_):
            return actions.cast_secretly(actor=n, poll=poll, voter=v, said=YES)

        paper = lambda v=voter: actions.hand_out_ballot(actor=worker, poll=poll, given=by_hand(v))  # noqa: E731
        refusals = together((DURING, web), (DURING, paper))
        assert [type(each) for each in refusals if each] == [VotedAlready]
    with scope.system("the test counts"):
        assert Turnout.objects.count() == ROUNDS


def test_ballots_at_the_last_moment_are_counted_or_refused_but_never_lost(secret):
    poll, voters = secret
    end = (CLOSES, lambda: actions.end_poll(actor=actor("secretary"), poll=poll))
    ballots = [
        (DURING, lambda v=voter, n=one: actions.cast_secretly(actor=n, poll=poll, voter=v, said=YES))
        for voter, one in voters[:7]
    ]  # fmt: skip
    refusals = together(end, *ballots)
    assert refusals[0] is None
    with scope.system("the test counts"):
        told = Poll.objects.get(pk=poll.pk)
        cast = sum(each is None for each in refusals[1:])
        assert f'"returned":{cast}' in told.certificate
        assert Turnout.objects.count() == cast
