"""A resolution's duty that is handled as a case, from handing over to acceptance."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.contracts.cases import CaseClosed, CaseTakenOver
from linli.contracts.meetings import DutySentToCases
from linli.domains.meetings import actions, listeners
from linli.domains.meetings.errors import MoveNotAllowed
from linli.domains.meetings.models import Duty
from linli.domains.meetings.rules import Duty as Standing
from linli.domains.meetings.tests.conftest import COMMUNITY
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.kernel.ids import new_id
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.jobs.models import PublishedEvent

NUMBER = "S261102-0001-2"


@pytest.fixture
def handed(town):
    """A duty that became a case, and the id of that case."""
    duty = actions.send_to_cases(actor=town.recorder, duty=town.in_force(), words="北门画车位线")
    case_id = new_id()
    for _time in range(2):
        listeners.note_case(
            CaseTakenOver(case_id=case_id, area=COMMUNITY, number=NUMBER, origin_id=duty.pk)
        )
    return Duty.objects.get(pk=duty.pk)


def closed(duty, outcome):
    listeners.note_case_end(
        CaseClosed(
            case_id=duty.case_id, area=COMMUNITY, outcome=outcome, satisfaction=None, in_time=True
        )
    )
    duty.refresh_from_db()
    return duty


def test_a_duty_is_handed_over_once_in_words_for_the_public(town):
    duty = town.in_force()
    with pytest.raises(Invalid):
        actions.send_to_cases(actor=town.recorder, duty=duty, words="  ")
    with pytest.raises(NotPermitted):
        actions.send_to_cases(actor=town.member, duty=duty, words="画线")
    actions.send_to_cases(actor=town.recorder, duty=duty, words="北门画车位线")
    with pytest.raises(MoveNotAllowed):
        actions.send_to_cases(actor=town.recorder, duty=duty, words="再来一次")
    (told,) = PublishedEvent.objects.filter(type__endswith=DutySentToCases.__name__)
    assert told.body["words"] == "北门画车位线"


def test_solved_as_a_case_is_reported_and_still_has_to_be_accepted(town, handed):
    duty = closed(handed, "solved")
    assert duty.status == Standing.REPORTED
    assert NUMBER in duty.evidence
    assert actions.confirm_duty(actor=town.recorder, duty=duty).status == Standing.CONFIRMED


def test_a_case_that_ended_unsolved_leaves_the_duty_open_and_says_why(handed):
    duty = closed(handed, "unsolved")
    assert duty.status == Standing.DUE
    assert NUMBER in duty.sent_back_for


def test_what_is_done_already_is_not_reported_again_by_its_case(town, handed):
    actions.report_duty(actor=town.member, duty=handed, evidence="自己画好了")
    assert closed(handed, "solved").evidence == "自己画好了"


@pytest.mark.usefixtures("town")
def test_a_case_of_somebody_elses_matter_changes_no_duty():
    listeners.note_case(
        CaseTakenOver(case_id=new_id(), area=COMMUNITY, number=NUMBER, origin_id=new_id())
    )
    assert not Duty.objects.exclude(case_id=None).exists()


def test_the_page_offers_it_and_then_leads_to_the_case(town, handed):
    sync_roles()
    town.has_account(town.recorder)
    Grant.objects.create(
        account_id=town.recorder.account_id, role_id="community_worker", area=COMMUNITY,
        granted_at=clock.now(), in_force_at=clock.now(),
    )  # fmt: skip
    client = Client()
    client.force_login(Account.objects.get(pk=town.recorder.account_id))
    shown = client.get(reverse("meetings:duty", args=[handed.pk])).content.decode()
    assert NUMBER in shown
    assert reverse("cases:case", args=[handed.case_id]) in shown
    again = reverse("meetings:send_to_cases", args=[handed.pk])
    assert client.post(again, {"send-words": "再转一次"}).status_code == 409
