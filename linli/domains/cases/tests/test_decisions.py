"""What the council decided, or a meeting resolved, becomes a case, once."""

import pytest

from linli.contracts.cases import CaseTakenOver
from linli.contracts.council import DecisionSentToCases
from linli.contracts.meetings import DutySentToCases
from linli.domains.cases import listeners
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Channel
from linli.domains.cases.tests.conftest import COMMUNITY
from linli.kernel.ids import new_id
from linli.platform.jobs.models import PublishedEvent

ORIGIN = new_id()
DECIDED = DecisionSentToCases(
    proposal_id=ORIGIN, area=COMMUNITY, number="P261102-0001-2", words="北门装三盏路灯"
)
RESOLVED = DutySentToCases(duty_id=ORIGIN, area=COMMUNITY, words="北门装三盏路灯")


@pytest.mark.parametrize(
    ("listener", "told", "words"),
    [
        (listeners.open_from_decision, DECIDED, "北门装三盏路灯（P261102-0001-2）"),
        (listeners.open_from_resolution, RESOLVED, "北门装三盏路灯"),
    ],
)
def test_what_is_told_twice_is_one_case_and_whoever_asked_hears_of_it(town, listener, told, words):
    for _time in range(2):
        listener(told)
    case = Case.objects.get()
    assert (case.description, case.area, case.channel) == (words, COMMUNITY, Channel.COUNCIL)
    heard = PublishedEvent.objects.filter(type__endswith=CaseTakenOver.__name__).first()
    assert heard.body["origin_id"] == str(ORIGIN)
    assert heard.body["number"] == case.number
