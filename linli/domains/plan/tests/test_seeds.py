"""The demonstration shows plans on their way."""

from datetime import UTC, datetime

from linli.core.divisions import demonstration
from linli.core.divisions import seeds as divisions
from linli.domains.plan import queries, seeds
from linli.domains.plan.models import Entry, Plan
from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan
from linli.platform.access.actor import machine
from linli.platform.accounts.actions import sync_roles
from linli.platform.database import scope

UNTIL = datetime(2026, 11, 2, 1, tzinfo=UTC)


def test_four_communities_are_on_their_way_and_one_milestone_is_late(db):
    sync_roles()
    plan, silent = DemoPlan(until=UNTIL, residents=10, cases=1), lambda *_words: None
    divisions.seed(plan, silent)
    seeds.seed(plan, silent)
    with scope.limited_to([demonstration.SUBDISTRICT]), clock.stopped_at(UNTIL):
        assert Plan.objects.count() == 4
        first = Plan.objects.get(community_id=demonstration.FIRST)
        assert first.milestones.get(key="month_6").reached_on
        assert not first.milestones.get(key="month_9").reached_on
        assert first.snapshots.count() == 1
        assert Entry.objects.filter(status="waiting").count() == 1
        lines = queries.lines(machine("test"), first, clock.local_date(UNTIL))
        by_hand = [each for each in lines if each.figure.by_hand]
        assert len(by_hand) == 8
