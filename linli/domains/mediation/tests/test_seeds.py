"""The demonstration shows a dispute in every state."""

import pytest

from linli.core.divisions.seeds import seed as seed_divisions
from linli.domains.mediation import queries
from linli.domains.mediation.models import Dispute
from linli.domains.mediation.rules import Ending, Status
from linli.domains.mediation.seeds import seed
from linli.kernel import clock
from linli.kernel.demonstration import DemoPlan
from linli.platform.accounts.actions import sync_roles
from linli.platform.database import scope

CONCLUDED_OTHERWISE = {Ending.POLICE, Ending.COURT}


@pytest.mark.django_db
def test_there_is_a_dispute_in_every_state():
    sync_roles()
    plan = DemoPlan(until=clock.now())
    for each in (seed_divisions, seed):
        each(plan, lambda *_progress: None)
    with scope.system("the test looks"):
        found = set(Dispute.objects.values_list("status", flat=True))
        endings = set(Dispute.objects.exclude(ending="").values_list("ending", flat=True))
        assert found == set(Status)
        assert endings == set(Ending) - CONCLUDED_OTHERWISE
        assert queries.altered_agreements() == []
