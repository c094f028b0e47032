"""A case that turns out to be a dispute goes to the mediators, and what came of it comes back."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from linli.contracts.mediation import MediationEnded
from linli.domains.cases import listeners, queries
from linli.domains.cases.actions import send_to_mediation
from linli.domains.cases.errors import MoveNotAllowed
from linli.domains.cases.models import Step
from linli.domains.cases.tests.conftest import COMMUNITY
from linli.kernel.errors import NotPermitted
from linli.kernel.ids import new_id
from linli.platform.audit.models import Entry
from linli.platform.jobs.models import PublishedEvent


def ended(case, ending="agreement"):
    return MediationEnded(
        dispute_id=new_id(), area=case.area, number="T261102-0001-2", ending=ending, case_id=case.pk
    )


def test_a_worker_hands_a_case_to_the_mediators_and_its_clock_runs_on(town):
    case = town.dispatched()
    sent = send_to_mediation(actor=town.worker, case=case)
    assert (sent.status, sent.due_at) == (case.status, case.due_at)
    assert Entry.objects.filter(deed="cases.send_to_mediation").count() == 1
    assert PublishedEvent.objects.filter(type__endswith="CaseSentToMediation").count() == 1
    assert Step.objects.get(kind="mediate").is_public


def test_a_case_is_handed_over_once_in_a_cycle_and_only_while_it_is_open(town):
    case = town.reported()
    send_to_mediation(actor=town.worker, case=case)
    with pytest.raises(MoveNotAllowed):
        send_to_mediation(actor=town.worker, case=case)
    with pytest.raises(MoveNotAllowed):
        send_to_mediation(actor=town.worker, case=town.closed())


def test_who_has_no_business_here_hands_nothing_over(town):
    for actor in (town.stranger, town.clerk):
        with pytest.raises(NotPermitted):
            send_to_mediation(actor=actor, case=town.reported())


def test_the_result_stands_in_the_timeline_once_and_not_for_the_reporter(town):
    case = town.reported()
    for _again in range(2):
        listeners.note_mediation(ended(case))
    step = Step.objects.get(kind="mediated")
    assert "达成调解协议" in step.words
    assert not step.is_public


def test_a_dispute_of_no_case_is_no_news_here(town):
    case = town.reported()
    event = MediationEnded(
        dispute_id=new_id(), area=case.area, number="T1", ending="failed", case_id=None
    )
    listeners.note_mediation(event)
    assert not Step.objects.filter(kind="mediated").exists()


def test_a_case_is_offered_to_the_mediators_until_it_is_with_them(town, desk):
    case, browser = town.reported(), desk("community_worker", COMMUNITY)
    address, offer = reverse("cases:case", args=[case.pk]), reverse("cases:mediate", args=[case.pk])
    assert offer in browser.get(address).content.decode()
    send_to_mediation(actor=town.worker, case=case)
    assert offer not in browser.get(address).content.decode()


def test_the_page_of_a_dispute_leads_back_to_its_case_for_whoever_may_see_it(town):
    case = town.reported()
    dispute = SimpleNamespace(case_id=case.pk)
    assert queries.beside_dispute(town.worker, dispute)["case"] == case
    assert queries.beside_dispute(town.stranger, dispute)["case"] is None
    assert queries.beside_dispute(town.worker, SimpleNamespace(case_id=None))["case"] is None
