"""Cases that are left out of the rates: who asks, who decides, what stays visible."""

from dataclasses import replace
from datetime import timedelta

import pytest

from linli.domains.cases import actions, queries
from linli.domains.cases.errors import AlreadyRuled, AskedTwice, JudgeInOwnCause
from linli.domains.cases.queries import Part, Period, counting
from linli.domains.cases.rules.rulings import Verdict
from linli.domains.cases.tests.conftest import SUBDISTRICT, actor
from linli.domains.cases.tests.test_publication import DECEMBER_3, close
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.jobs.models import PublishedEvent
from linli.platform.notices.models import Message
from linli.platform.notices.rules import Channel

DISTRICT = SUBDISTRICT[:6]


def asks(town, case, **changes):
    values = {
        "actor": town.clerk, "ground": queries.grounds().get(code="no_duty"),
        "words": "照片为证，在红线以外", "department_id": town.property.pk,
    } | changes  # fmt: skip
    return actions.ask_exclusion(case=case, **values)


def decides(town, asked, verdict=Verdict.GRANTED, **changes):
    values = {"actor": town.supervisor, "words": "已核实"} | changes
    return actions.decide_exclusion(exclusion=asked, verdict=verdict, **values)


def rates(town, *, with_excluded):
    period = Period(SUBDISTRICT, clock.now() - timedelta(days=40), clock.now() + timedelta(days=1))
    return queries.rates(town.supervisor, period, clock.now(), with_excluded=with_excluded)


def test_a_department_asks_once_with_ground_and_evidence(town):
    case = town.accepted()
    with pytest.raises(Invalid):
        asks(town, case, words=" ")
    asked = asks(town, case)
    assert asked.is_open
    with pytest.raises(AskedTwice):
        asks(town, case)
    with pytest.raises(NotPermitted):
        asks(town, case, department_id=town.management.pk)


def test_a_community_asks_in_its_own_name(town):
    assert asks(town, town.reported(), actor=town.worker, department_id=None).department is None


def test_whoever_asked_dispatched_or_handled_does_not_decide(town):
    asked = asks(town, town.accepted())
    both = actor("supervisor", SUBDISTRICT)
    for involved in (town.clerk, town.dispatcher):
        judge = type(both)(both.kind, both.name, involved.account_id, both.holdings)
        with pytest.raises(JudgeInOwnCause):
            decides(town, asked, actor=judge)
    with pytest.raises(NotPermitted):
        decides(town, asked, actor=town.clerk)
    decides(town, asked)
    with pytest.raises(AlreadyRuled):
        decides(town, asked)


def test_an_appeal_goes_once_to_a_higher_decider(town):
    asked = decides(town, asks(town, town.accepted()), Verdict.REFUSED)
    actions.appeal_exclusion(actor=town.clerk, exclusion=asked, words="图纸可以证明")
    with pytest.raises(AskedTwice):
        actions.appeal_exclusion(actor=town.clerk, exclusion=asked, words="再看看")
    heard = {"exclusion": asked, "verdict": Verdict.GRANTED, "words": "图纸属实"}
    with pytest.raises(JudgeInOwnCause):
        actions.hear_appeal(actor=actor("supervisor", SUBDISTRICT), **heard)
    final = actions.hear_appeal(actor=actor("supervisor", DISTRICT), **heard)
    assert final.is_granted
    with pytest.raises(AlreadyRuled):
        actions.hear_appeal(actor=actor("supervisor", DISTRICT), **heard)


def test_an_excluded_case_does_not_count_and_stays_in_the_lists(town):
    case, other = town.closed(), town.closed()
    decides(town, asks(town, case))
    assert rates(town, with_excluded=False).reported == 1
    assert rates(town, with_excluded=True).reported == 2
    period = Period(SUBDISTRICT, clock.now() - timedelta(days=1), clock.now() + timedelta(days=1))
    listed = queries.behind(town.supervisor, Part.SOLVED, period, clock.now())
    assert {each.pk: each.left_out for each in listed} == {case.pk: "no_duty", other.pk: None}


def test_a_decision_after_the_month_was_closed_needs_a_correction(town):
    case = town.closed()
    asked = asks(town, case)
    with clock.stopped_at(DECEMBER_3):
        first = close(town)
    with clock.stopped_at(DECEMBER_3 + timedelta(days=1)):
        decides(town, asked)
        assert counting.differing(first) == [], "what was closed knew nothing of it"
        second = close(town, reason="剔除一件")
    assert queries.totals(first)[Part.REPORTED] == (1, 0)
    assert queries.totals(second)[Part.REPORTED] == (0, 1)
    marked = queries.counted(town.supervisor, second, Part.REPORTED)
    assert [row.ground for row in marked] == ["no_duty"]


def told(topic):
    found = Message.objects.filter(notice__topic=topic, channel=Channel.APP)
    return [message.account.username for message in found.order_by("account__username")]


@pytest.fixture
def at_work(town):
    """Accounts of who decides on exclusions and of the department's clerk."""
    sync_roles()
    for role, area, department in (
        ("supervisor", SUBDISTRICT, None), ("department_clerk", SUBDISTRICT, town.property),
    ):  # fmt: skip
        account = Account.objects.create(username=role, name=role, kind="staff")
        Grant.objects.create(
            account=account, role_id=role, area=area, department_id=department and department.pk
        )


def test_deciders_are_told_once_of_what_is_asked_and_appealed(town, at_work):
    asked = asks(town, town.accepted())
    for is_appeal in (False, True):
        for _time in range(2):
            actions.tell_deciders(actor=machine("cases"), exclusion=asked, is_appeal=is_appeal)
    assert told("cases.exclusion") == ["supervisor", "supervisor"]


def test_the_department_that_asked_is_told_what_was_decided(town, at_work):
    asked = asks(town, town.accepted())
    decided = decides(town, asked)
    for _time in range(2):
        actions.tell_asker(actor=machine("cases"), exclusion=decided, is_appeal=False)
    assert told("cases.excluded") == ["department_clerk"]


def test_who_asked_for_the_community_is_told_by_name(town, at_work):
    worker = Account.objects.create(username="worker", name="小王", kind="staff")
    asked = asks(
        town, town.reported(), actor=replace(town.worker, account_id=worker.pk), department_id=None
    )
    actions.tell_asker(actor=machine("cases"), exclusion=decides(town, asked), is_appeal=False)
    assert told("cases.excluded") == ["worker"]


def test_every_step_of_an_exclusion_leaves_one_event(town):
    asked = asks(town, town.accepted())
    decides(town, asked, Verdict.REFUSED)
    actions.appeal_exclusion(actor=town.clerk, exclusion=asked, words="请再看照片")
    actions.hear_appeal(
        actor=actor("supervisor", DISTRICT), exclusion=asked, verdict=Verdict.GRANTED, words="成立"
    )
    said = PublishedEvent.objects.filter(type__contains="Exclusion").values_list("body", flat=True)
    assert sorted((each["is_appeal"], each.get("verdict", "")) for each in said) == [
        (False, ""), (False, "refused"), (True, ""), (True, "granted"),
    ]  # fmt: skip
