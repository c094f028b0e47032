"""The demonstration shows polls and proposals at every stage that somebody should see."""

from datetime import UTC, datetime

import pytest

from linli.core.divisions import demonstration
from linli.core.divisions.models import Division
from linli.domains.council import queries
from linli.domains.council.models import Poll, Proposal, ProposalTask
from linli.domains.council.rules.life import Status
from linli.domains.council.rules.polls import Level
from linli.domains.council.rules.proposals import Stage
from linli.domains.council.seeds import polls, proposals
from linli.kernel.demonstration import DemoPlan
from linli.platform.access.queries import actor_of
from linli.platform.accounts import seeds as accounts
from linli.platform.accounts.models import Account
from linli.platform.database import scope

UNTIL = datetime(2026, 11, 20, 4, tzinfo=UTC)


@pytest.fixture
def first(db):
    with scope.system("test data"):
        Division.objects.get_or_create(
            code=demonstration.FIRST, defaults={"name": "一", "level": "community"}
        )


def test_one_poll_is_open_one_secret_under_way_and_one_published_and_counts_again(first):
    polls.seed(DemoPlan(until=UNTIL), lambda *_told: None)
    with scope.limited_to([demonstration.FIRST]):
        told = {(each.level, each.status) for each in Poll.objects.all()}
        assert told == {
            (Level.OPEN, Status.READY), (Level.SECRET, Status.READY), (Level.OPEN, Status.PUBLISHED),
        }  # fmt: skip
    assert queries.unsound() == []


def test_the_resident_whom_one_can_be_has_a_place_on_the_roll_and_has_not_voted(first):
    plan = DemoPlan(until=UNTIL)
    for each in (accounts.seed, polls.seed):
        each(plan, lambda *_told: None)
    one = actor_of(Account.objects.get(is_demonstration=True, kind="resident"))
    with scope.limited_to([demonstration.FIRST]):
        for poll in Poll.objects.filter(status=Status.READY):
            (place,) = queries.own_poll_voters(one, poll)
            assert queries.took_part([place]) == set()


def test_proposals_stand_where_they_should_and_one_task_is_late(first):
    proposals.seed(DemoPlan(until=UNTIL), lambda *_told: None)
    with scope.limited_to([demonstration.FIRST]):
        told = {(each.status, each.rule.key) for each in Proposal.objects.all()}
        assert told == {
            (Stage.RUNNING, "propose"), (Stage.RUNNING, "deliberate"),
            (Stage.RUNNING, "publicise"), (Stage.EXECUTING, "publicise"),
            (Stage.REVIEWED, "publicise"),
        }  # fmt: skip
        assert ProposalTask.objects.filter(done_at=None, due_at__lt=UNTIL).count() == 1
