"""What the council decided becomes a case, once."""

from linli.contracts.council import DecisionSentToCases
from linli.domains.cases import listeners
from linli.domains.cases.models import Case
from linli.domains.cases.tests.conftest import COMMUNITY
from linli.kernel.ids import new_id


def test_a_decision_that_is_told_twice_is_one_case(town):
    told = DecisionSentToCases(
        proposal_id=new_id(), area=COMMUNITY, number="P261102-0001-2", words="北门装三盏路灯"
    )
    for _time in range(2):
        listeners.open_from_decision(told)
    case = Case.objects.get()
    assert case.description == "北门装三盏路灯（P261102-0001-2）"
    assert case.area == COMMUNITY
