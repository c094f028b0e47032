"""A reporter who wants to stay unknown, and everybody who mustn't know."""

import pytest
from django.urls import reverse

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.errors import PartiesUnclear, ReporterProtected
from linli.domains.cases.tests.conftest import COMMUNITY, SUBDISTRICT, actor
from linli.kernel.errors import Conflict, Invalid, NotPermitted
from linli.platform.access.actor import Actor, Holding
from linli.platform.audit.models import Entry
from linli.platform.jobs.models import PublishedEvent
from linli.platform.search import queries as search

PHONE, NAME = "13800000913", "张三丰"


@pytest.fixture
def secret(town):
    """A confidential complaint about the property company."""
    case = town.reported(reporter=Reporter(NAME, PHONE, is_confidential=True))
    return actions.name_accused(actor=town.dispatcher, case=case, accused=town.property)


@pytest.fixture
def secretary(town):
    return actor("secretary", COMMUNITY)


def with_department(who, department):
    """The same person, who also works for a department."""
    held = Holding("department_clerk", frozenset({"cases.view"}), SUBDISTRICT, department.pk)
    return Actor(who.kind, who.name, who.account_id, (*who.holdings, held))


def test_who_handles_a_case_sees_nothing_of_a_confidential_reporter(town, secret, secretary):
    case = actions.dispatch_case(
        actor=town.dispatcher, case=secret, category=queries.categories().get(code="fee"),
        lead=town.management,
    )  # fmt: skip
    assert queries.reporter_of(town.helper, case).is_hidden
    assert queries.reporter_of(town.worker, case).is_hidden
    seen = queries.reporter_of(secretary, case)
    assert (seen.is_hidden, seen.phone[-4:]) == (False, "0913")


def test_whoever_works_for_the_accused_or_declared_an_interest_sees_nothing(
    town, secret, secretary
):
    near = with_department(secretary, town.property)
    assert queries.reporter_of(near, secret).is_hidden
    with pytest.raises(ReporterProtected):
        queries.contact_shown(near, secret, "核实情况")
    declared = actions.declare_conflict(
        actor=secretary, department=town.property, reason="配偶在该单位工作"
    )
    assert queries.reporter_of(secretary, secret).is_hidden
    with pytest.raises(ReporterProtected):
        queries.contact_shown(secretary, secret, "核实情况")
    actions.end_conflict(actor=secretary, recusal=declared)
    assert queries.contact_shown(secretary, secret, "核实情况").phone == PHONE


def test_every_look_needs_a_reason_and_the_reporter_reads_it(town, secret, secretary, client):
    queries.contact_shown(secretary, secret, "上门前预约")
    (look,) = queries.looks_at_reporter(secret)
    assert look.reason == "上门前预约"
    address = reverse("voice:progress", args=[secret.pk])
    client.post(
        reverse("voice:follow"), {"number": secret.number, "code": queries.check_code(secret)}
    )
    assert "上门前预约" in client.get(address).content.decode()


def test_the_accused_is_never_sent_the_case(town, secret):
    category = queries.categories().get(code="fee")
    for lead, helpers in ((town.property, []), (town.management, [town.property])):
        with pytest.raises(PartiesUnclear):
            actions.dispatch_case(
                actor=town.dispatcher, case=secret, category=category, lead=lead,
                co_handlers=helpers,
            )  # fmt: skip
    case = actions.dispatch_case(
        actor=town.dispatcher, case=secret, category=category, lead=town.management
    )
    with pytest.raises(PartiesUnclear):
        actions.whistle(actor=town.worker, case=case, departments=[town.property], reason="到场")
    assert not queries.visible_to(town.clerk).exists()


def test_a_party_at_work_cannot_be_named_as_the_accused_of_a_confidential_case(town):
    case = town.dispatched(reporter=Reporter(NAME, PHONE, is_confidential=True))
    with pytest.raises(PartiesUnclear):
        actions.name_accused(actor=town.dispatcher, case=case, accused=town.property)
    open_case = town.dispatched(reporter=Reporter(NAME, PHONE))
    named = actions.name_accused(actor=town.dispatcher, case=open_case, accused=town.property)
    assert named.accused == town.property


def test_nothing_that_leaves_the_house_names_the_reporter(town, secret):
    said = [*Entry.objects.values_list("details", "reason", "actor_name")]
    said += [*PublishedEvent.objects.values_list("body")]
    assert PHONE not in str(said)
    assert NAME not in str(said)
    for word in (NAME, PHONE, PHONE[-4:]):
        assert str(secret.pk) not in str(search.find(town.dispatcher, word))


def test_a_conflict_is_declared_once_by_somebody_and_with_its_reason(town, secretary):
    declare = {"actor": secretary, "department": town.property}
    with pytest.raises(Invalid):
        actions.declare_conflict(reason=" ", **declare)
    actions.declare_conflict(reason="持有股份", **declare)
    with pytest.raises(Conflict):
        actions.declare_conflict(reason="又一次", **declare)
    with pytest.raises(NotPermitted):
        actions.declare_conflict(
            actor=actor("evaluator", COMMUNITY), department=town.property, reason="持有股份"
        )
    assert len(queries.recusals(secretary)) == 1
    assert queries.recusals(town.dispatcher) == []


def test_an_anonymous_reporter_follows_by_number_and_code_alone(town, client):
    case = town.reported()
    assert queries.reporter_of(town.dispatcher, case) is None
    typed = {"number": case.number, "code": queries.check_code(case)}
    answer = client.post(reverse("voice:follow"), typed)
    assert answer.url == reverse("voice:progress", args=[case.pk])
