"""The demonstration shows a resolution that was carried out, one that is late, a meeting to come."""

import pytest

from linli.core.divisions.seeds import seed as seed_divisions
from linli.domains.meetings import queries
from linli.domains.meetings.models import Duty, Meeting, Pledge
from linli.domains.meetings.seeds import LINLI, seed
from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan
from linli.platform.accounts.actions import sync_roles
from linli.platform.database import scope


@pytest.mark.django_db
def test_the_demonstration_has_meetings_and_what_became_of_them():
    sync_roles()
    plan = DemoPlan(until=clock.now())
    for each in (seed_divisions, seed):
        each(plan, lambda *_progress: None)
    with scope.system("the test looks"):
        assert list(Meeting.objects.values_list("status", flat=True)) == [
            "called", "signed", "signed",
        ]  # fmt: skip
        assert [each.status for each in Duty.objects.all()] == ["confirmed", "due"]
        assert Duty.objects.last().is_late(plan.until)
        assert queries.altered_minutes() == []
        assert [each.delivered_at is not None for each in Pledge.objects.order_by("-amount")] == [
            True, False,
        ]  # fmt: skip
        measured = [
            each(LINLI, "", plan.until, plan.until)
            for each in (queries.cross_appointed, queries.grids_covered)
        ]
        assert measured[0] == 1
        assert 0 < measured[1] < 1
