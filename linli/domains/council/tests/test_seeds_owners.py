"""The demonstration shows an open vote in each community and a published one."""

from datetime import UTC, datetime

from linli.core.divisions import demonstration
from linli.core.divisions.models import Division
from linli.domains.council.models import Ballot, Vote
from linli.domains.council.rules.life import Status
from linli.domains.council.seeds import owners
from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan
from linli.platform.database import scope


def test_each_community_has_an_open_vote_and_the_first_a_published_one(db):
    until = datetime(2026, 11, 20, 4, tzinfo=UTC)
    with scope.system("test data"):
        for code in demonstration.COMMUNITIES:
            Division.objects.create(code=code, name=code, level="community")
    owners.seed(DemoPlan(until=until), lambda *_told: None)
    with scope.system("the test counts"), clock.stopped_at(until):
        open_now = Vote.objects.filter(
            status=Status.READY, opens_at__lte=until, closes_at__gt=until
        )
        assert {each.area for each in open_now} == set(demonstration.COMMUNITIES)
        told = Vote.objects.get(status=Status.PUBLISHED)
        assert told.result["quorate"]
        assert all(vote.ballots.count() == 8 for vote in open_now)
        assert Ballot.objects.filter(vote=told).count() == 20
