"""The deliberations of the demonstration: real groups, made by deeds."""

from datetime import UTC, datetime

import pytest

from linli.core.divisions import demonstration
from linli.core.divisions.models import Division
from linli.domains.council.models import Contribution, Deliberation, OpinionRound
from linli.domains.council.rules.deliberation import Standing
from linli.domains.council.seeds import deliberations
from linli.kernel.demonstration import DemoPlan
from linli.platform.database import scope


@pytest.mark.django_db
def test_the_demonstration_has_one_deliberation_under_way_and_one_that_is_frozen():
    with scope.system("test data"):
        Division.objects.get_or_create(
            code=demonstration.FIRST, defaults={"name": "一", "level": "community"}
        )
    deliberations.seed(DemoPlan(until=datetime(2026, 11, 20, 4, tzinfo=UTC)), lambda *_told: None)
    with scope.limited_to([demonstration.FIRST]):
        assert [bool(each.frozen_at) for each in Deliberation.objects.all()] == [False, True]
        for made in OpinionRound.objects.all():
            shown = [each["people"] for each in made.told["groups"]]
            assert len(shown) > 1
            assert None not in shown
        standings = set(Contribution.objects.values_list("standing", flat=True))
        assert standings == set(Standing)
