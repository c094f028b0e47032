"""Indicator values from a table: what is wrong is told by cell, what is right waits for a second person."""

from datetime import date
from decimal import Decimal

import pytest

from linli.domains.plan import actions, queries
from linli.domains.plan.errors import DecidedAlready, SecondPerson
from linli.domains.plan.imports import VALUES
from linli.domains.plan.models import Entry
from linli.domains.plan.tests.conftest import COMMUNITY, NEIGHBOUR
from linli.kernel.errors import Invalid, NotPermitted
from linli.platform.imports.declaration import BadCell, Row

OCTOBER = date(2026, 10, 1)


def by_hand(plan) -> str:
    live = queries.filled()
    return next(each.title for each in plan.template.told.indicators if each.key not in live)


def row(number, indicator, **changed):
    said = {
        "indicator": indicator, "month": OCTOBER, "numerator": Decimal(126),
        "denominator": Decimal(300), "evidence": "十月活动签到表",
    }  # fmt: skip
    return Row(number, COMMUNITY, {**said, **changed})


def test_values_from_a_table_wait_for_a_second_person_and_come_in_once(town):
    plan = town.started()
    rows = [row(2, by_hand(plan)), row(3, by_hand(plan), month=date(2026, 9, 1))]
    assert [*VALUES.check(rows, town.worker, COMMUNITY)] == []
    written = VALUES.write(town.worker, rows)
    assert (len(written.created), written.unchanged) == (2, 0)
    assert {each.status for each in Entry.objects.all()} == {"waiting"}
    again = VALUES.write(town.worker, rows)
    assert (len(again.created), again.unchanged) == (0, 2)
    actions.confirm_value(actor=town.secretary, entry=Entry.objects.first())
    assert VALUES.write(town.worker, rows).unchanged == 2


def test_a_row_that_cannot_count_is_named_with_its_repair(town):
    plan = town.started()
    live = next(iter(queries.filled()))
    computed = plan.template.told.measure(live).title
    told = [
        row(2, computed), row(3, "没有的指标"), row(4, by_hand(plan), month=date(2026, 12, 1)),
        row(5, by_hand(plan), denominator=Decimal(0)),
    ]  # fmt: skip
    found = [(each.row, each.column) for each in VALUES.check(told, town.worker, COMMUNITY)]
    assert found == [(2, "indicator"), (3, "indicator"), (4, "month"), (5, "denominator")]
    assert all(each.repair for each in VALUES.check(told, town.worker, COMMUNITY))


def test_a_community_without_a_plan_has_nothing_to_fill(town):
    town.started()
    with pytest.raises(Invalid, match="先启动方案"):
        [*VALUES.check([row(2, "满意率")], town.supervisor, NEIGHBOUR)]
    assert VALUES.places(town.worker) == [(COMMUNITY, "地001")]
    assert VALUES.places(town.stranger) == []


def test_whoever_may_not_enter_brings_nothing_in(town):
    plan = town.started()
    with pytest.raises(NotPermitted):
        VALUES.write(town.supervisor, [row(2, by_hand(plan))])


@pytest.mark.parametrize(
    "written", ["2026-10", "2026年10月", "2026/10", "２０２６-10", "2026-10-17", date(2026, 10, 31)]
)
def test_a_month_is_read_however_it_is_written(written):
    assert VALUES.column("month").parse(written).value == OCTOBER


@pytest.mark.parametrize("written", ["2026-13", "十月", "2026", ""])
def test_what_is_no_month_is_said_to_be_none(written):
    with pytest.raises(BadCell) as refused:
        VALUES.column("month").parse(written)
    assert refused.value.repair == "请填写月份，例如 2026-05。"


def test_several_are_confirmed_together_by_a_second_person_alone(town):
    plan = town.started()
    title = by_hand(plan)
    VALUES.write(town.worker, [row(2, title), row(3, title, month=date(2026, 9, 1))])
    both = [each.pk for each in Entry.objects.all()]
    with pytest.raises(NotPermitted):
        actions.confirm_values(actor=town.worker, area=COMMUNITY, entries=both)
    assert len(actions.confirm_values(actor=town.secretary, area=COMMUNITY, entries=both)) == 2
    VALUES.write(town.worker, [row(2, title, numerator=Decimal(130))])
    (better,) = Entry.objects.filter(status="waiting")
    actions.confirm_values(actor=town.secretary, area=COMMUNITY, entries=[better.pk])
    assert [each.numerator for each in Entry.objects.filter(status="replaced")] == [126]
    with pytest.raises(DecidedAlready):
        actions.confirm_values(actor=town.secretary, area=COMMUNITY, entries=[better.pk])


def test_two_of_the_same_month_or_one_own_entry_confirm_nothing(town):
    plan = town.started()
    rows = [row(2, by_hand(plan)), row(3, by_hand(plan), numerator=Decimal(130))]
    VALUES.write(town.worker, rows)
    both = [each.pk for each in Entry.objects.all()]
    with pytest.raises(Invalid):
        actions.confirm_values(actor=town.secretary, area=COMMUNITY, entries=both)
    VALUES.write(town.secretary, [row(4, by_hand(plan), month=date(2026, 8, 1))])
    own = Entry.objects.get(month=date(2026, 8, 1)).pk
    with pytest.raises(SecondPerson):
        actions.confirm_values(actor=town.secretary, area=COMMUNITY, entries=[both[0], own])
    assert not Entry.objects.exclude(status="waiting").exists()
