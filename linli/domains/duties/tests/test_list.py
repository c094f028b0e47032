"""How a duty comes onto the list, what it needs for that, and how it leaves."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from linli.domains.duties import actions, queries
from linli.domains.duties.errors import (
    ChangedMeanwhile,
    MoveNotAllowed,
    OnTheListAlready,
    Unsupported,
)
from linli.domains.duties.models import Duty, Step
from linli.domains.duties.queries import Choice
from linli.domains.duties.rules import Kind, Need, Origin, Status
from linli.domains.duties.tests.conftest import COMMUNITY, told
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.audit.models import Entry
from linli.platform.jobs.models import PublishedEvent


def now(duty):
    return Duty.objects.get(pk=duty.pk)


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [
        ((), [Need.AUTHORITY, Need.MEANS]),
        ((Kind.AUTHORITY,), [Need.MEANS]),
        ((Kind.FUNDS, Kind.PEOPLE, Kind.EQUIPMENT), [Need.AUTHORITY]),
    ],
)
def test_a_delegated_duty_without_its_support_is_refused_by_name(town, kinds, missing):
    duty = town.asked()
    if kinds:
        town.support(duty, *kinds)
    with pytest.raises(Unsupported) as refusal:
        actions.admit(actor=town.supervisor, duty=duty)
    assert refusal.value.facts["missing"] == missing
    assert now(duty).status == Status.PROPOSED


def test_with_authority_and_means_it_stands_on_the_list_and_is_told(town):
    duty = town.admitted()
    assert (duty.status, duty.admitted_on) == (Status.IN_FORCE, clock.local_date(clock.now()))
    assert PublishedEvent.objects.get().type.endswith("DutyAdmitted")
    assert Entry.objects.get(deed="duties.admit").subject_id == str(duty.pk)


def test_support_that_begins_tomorrow_admits_nothing_today(town):
    duty = town.asked()
    tomorrow = clock.local_date(clock.now()) + timedelta(days=1)
    town.support(duty, from_on=tomorrow)
    with pytest.raises(Unsupported):
        actions.admit(actor=town.supervisor, duty=duty)


def test_the_community_cannot_admit_what_it_asks_for_and_nobody_from_elsewhere_sees_it(town):
    duty = town.asked()
    for deed in (actions.admit, actions.keep):
        with pytest.raises((NotPermitted, TypeError)):
            deed(actor=town.secretary, duty=duty)
    with pytest.raises(NotFound):
        queries.get(town.stranger, duty.pk)


def test_one_title_stands_once_until_it_has_left(town):
    duty = town.admitted()
    with pytest.raises(OnTheListAlready):
        town.asked()
    actions.return_duty(actor=town.supervisor, duty=duty, reason="归还")
    assert town.asked().status == Status.PROPOSED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"basis": " "}, "basis"),
        ({"post": ""}, "post"),
        ({"delegated_by": ""}, "delegated_by"),
        ({"hours": Decimal(-1)}, "hours"),
        ({"hours": Decimal(2001)}, "hours"),
    ],
)
def test_what_says_nothing_comes_back_with_its_field(town, changes, field):
    with pytest.raises(Invalid) as refusal:
        town.asked(**changes)
    assert field in refusal.value.fields


@pytest.mark.parametrize("values", [{"yuan": None}, {"kind": Kind.PEOPLE, "people": Decimal(0)}])
def test_funds_say_how_much_and_people_how_many(town, values):
    duty, today = town.asked(), clock.local_date(clock.now())
    wanted = {"kind": Kind.FUNDS, "what": "经费", "paper": "文件", "from_on": today} | values
    with pytest.raises(Invalid):
        actions.add_support(actor=town.supervisor, duty=duty, backing=actions.Backing(**wanted))


# Reviews


def test_a_kept_duty_is_looked_at_again_in_a_year(town, later):
    duty = town.admitted()
    with later(days=365):
        today = clock.local_date(clock.now())
        assert list(queries.chosen(town.supervisor, Choice(review_by=today))) == [duty]
        actions.keep(actor=town.supervisor, duty=duty, reason="仍然需要")
        assert list(queries.chosen(town.supervisor, Choice(review_by=today))) == []
    assert now(duty).status == Status.IN_FORCE


def test_what_the_law_gives_cannot_be_given_back(town):
    duty = town.admitted(origin=Origin.STATUTORY)
    with pytest.raises(MoveNotAllowed):
        actions.return_duty(actor=town.supervisor, duty=duty, reason="太多")


def test_a_decision_needs_a_reason_and_is_kept_for_ever(town):
    duty = town.admitted()
    with pytest.raises(Invalid):
        actions.return_duty(actor=town.supervisor, duty=duty, reason=" ")
    actions.return_duty(actor=town.supervisor, duty=duty, reason="不属于社区")
    with pytest.raises(DatabaseError), transaction.atomic():
        Step.objects.update(reason="改写")
    with pytest.raises(MoveNotAllowed):
        actions.return_duty(actor=town.supervisor, duty=duty, reason="再退")


def test_a_duty_goes_up_in_another_that_stands_and_never_in_itself(town):
    one, other = town.admitted(), town.admitted("高龄津贴核实")
    waiting = town.asked("还在申请的")
    for wrong in (one, waiting):
        with pytest.raises(Invalid):
            actions.merge(actor=town.supervisor, duty=one, into=wrong, reason="重复")
    merged = actions.merge(actor=town.supervisor, duty=one, into=other, reason="重复")
    assert (merged.status, merged.merged_into) == (Status.MERGED, other)


def test_whoever_saw_an_older_text_is_told(town):
    duty = town.asked()
    seen = duty.version
    actions.revise_duty(
        actor=town.secretary, duty=duty, told=told(post="综合岗"), seen_version=seen
    )
    with pytest.raises(ChangedMeanwhile):
        actions.revise_duty(actor=town.secretary, duty=duty, told=told(), seen_version=seen)
    with pytest.raises(Invalid):
        actions.revise_duty(
            actor=town.secretary, duty=duty, seen_version=seen + 1,
            told=told(origin=Origin.STATUTORY),
        )  # fmt: skip


# Today's list, as it is brought in


def test_the_list_as_it_is_comes_in_with_what_lacks_support_and_twice_changes_nothing(town):
    listed = [told(), told("宣传", origin=Origin.STATUTORY, delegated_by="")]
    new, _known = actions.list_duties(actor=town.secretary, area=COMMUNITY, told=listed)
    assert [each.status for each in new] == [Status.IN_FORCE] * 2
    again, known = actions.list_duties(actor=town.secretary, area=COMMUNITY, told=listed)
    assert (again, len(known)) == ([], 2)
    today = clock.local_date(clock.now())
    lacking = queries.chosen(town.secretary, Choice(unsupported_on=today))
    assert [each.title for each in lacking] == ["医保参保动员"]
