"""A case goes to the mediators and its result comes back, carried by a real worker: by news alone."""

import pytest
from django.db import transaction

from linli.core.divisions.models import Division
from linli.domains.cases import actions as cases
from linli.domains.cases.models import Step
from linli.domains.cases.rules import Channel
from linli.domains.mediation import actions as mediation
from linli.domains.mediation.models import Dispute
from linli.domains.mediation.rules import Ending
from linli.platform.access.actor import machine
from linli.platform.database import scope
from linli.platform.jobs.tests.workers import wait_until, worker

pytestmark = pytest.mark.drill

COMMUNITY = "110101001001"
HOUSE = machine("drill")


def found(model, **wanted):
    with scope.limited_to([COMMUNITY]), transaction.atomic():
        return model.objects.filter(**wanted).first()


def test_a_case_is_mediated_and_hears_how_it_ended(committed):
    Division.objects.create(code=COMMUNITY, name="花园社区", level="community")
    with scope.limited_to([COMMUNITY]), transaction.atomic():
        case = cases.report_case(
            actor=HOUSE, area=COMMUNITY, description="和楼上因为漏水吵起来了", channel=Channel.WEB
        )
        cases.send_to_mediation(actor=HOUSE, case=case)
    with worker():
        wait_until(lambda: found(Dispute, case_id=case.pk) is not None)
        dispute = found(Dispute, case_id=case.pk)
        with scope.limited_to([COMMUNITY]), transaction.atomic():
            mediation.end_mediation(
                actor=HOUSE, dispute=dispute, ending=Ending.WITHDRAWN, reason="已经和好"
            )
        wait_until(lambda: found(Step, case_id=case.pk, kind="mediated") is not None)
    step = found(Step, case_id=case.pk, kind="mediated")
    assert step.details == {"dispute": dispute.number}
    assert "和好" not in step.words
