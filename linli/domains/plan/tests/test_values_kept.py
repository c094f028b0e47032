"""Values of a community: made anew from live data, entered by two, frozen when published."""

import json
import random
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from linli.domains.plan import actions, queries
from linli.domains.plan.actions import Told
from linli.domains.plan.errors import DecidedAlready, SecondPerson
from linli.domains.plan.models import Snapshot, Value
from linli.domains.plan.rules import frozen, months
from linli.domains.plan.rules.values import Standing, Why
from linli.domains.plan.tests.conftest import COMMUNITY, NEIGHBOUR, SUBDISTRICT, actor
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.access.actor import machine

LINLI = machine("plan")
OCTOBER = date(2026, 10, 1)
TODAY = date(2026, 11, 2)


def live(key, area, month, top, below):
    Value.objects.create(
        community_id=area, area=area, indicator=key, month=month, numerator=top,
        denominator=below, computed_at=clock.now(),
    )  # fmt: skip


def told(top=40, below=100, month=OCTOBER, evidence="问卷 2026-10"):
    return Told(month, Decimal(top), Decimal(below), evidence)


def line(town, plan, key, day=TODAY):
    return queries.line(town.supervisor, plan, key, day)


def test_a_value_by_hand_counts_once_a_second_person_confirmed_it(town):
    plan = town.started()
    enter = {"actor": town.secretary, "plan": plan, "indicator": "satisfaction"}
    entry = actions.enter_value(**enter, told=told())
    assert line(town, plan, "satisfaction").figure.why == Why.MISSING
    with pytest.raises(SecondPerson):
        actions.confirm_value(actor=town.secretary, entry=entry)
    actions.confirm_value(actor=town.supervisor, entry=entry)
    found = line(town, plan, "satisfaction").figure
    assert (found.value, found.by_hand) == (40, 1)
    with pytest.raises(DecidedAlready):
        actions.refuse_value(actor=town.supervisor, entry=entry, reason="晚了")


def test_a_corrected_value_takes_the_place_of_the_one_before(town):
    plan = town.started()
    for top in (40, 60):
        entry = actions.enter_value(
            actor=town.worker, plan=plan, indicator="satisfaction", told=told(top)
        )
        actions.confirm_value(actor=town.secretary, entry=entry)
    assert line(town, plan, "satisfaction").figure.value == 60
    states = [each.status for each in queries.entries(town.secretary, plan, "satisfaction")]
    assert sorted(states) == ["confirmed", "replaced"]


@pytest.mark.parametrize(
    "wrong",
    [
        told(top=-1), told(below=0), told(month=date(2026, 12, 1)), told(evidence=" "),
    ],
)  # fmt: skip
def test_a_value_that_cant_be_is_refused_in_words(town, wrong):
    plan = town.started()
    with pytest.raises(Invalid):
        actions.enter_value(actor=town.worker, plan=plan, indicator="satisfaction", told=wrong)


def test_what_live_data_give_isnt_entered_and_strangers_enter_nothing(town):
    plan = town.started()
    assert {"duty_count", "feedback_hours", "mediation_success"} <= set(queries.filled())
    with pytest.raises(Invalid):
        actions.enter_value(actor=town.worker, plan=plan, indicator="duty_count", told=told())
    with pytest.raises(NotPermitted):
        actions.enter_value(actor=town.stranger, plan=plan, indicator="satisfaction", told=told())
    with pytest.raises(NotFound):
        actions.enter_value(actor=town.worker, plan=plan, indicator="happiness", told=told())


def test_an_area_agrees_with_adding_up_its_communities(town):
    dice = random.Random(3)
    plans = [town.started(), town.started(NEIGHBOUR)]
    parts = []
    for area in (COMMUNITY, NEIGHBOUR):
        top, below = dice.randint(0, 90), dice.randint(90, 200)
        live("mediation_success", area, OCTOBER, top, below)
        parts.append((top, below))
    measure = plans[0].template.told.measure("mediation_success")
    whole = queries.together(town.supervisor, plans, measure, TODAY)
    assert whole.value == pytest.approx(
        100 * sum(top for top, _ in parts) / sum(below for _, below in parts)
    )
    alone = queries.lines_of(town.supervisor, plans, TODAY)
    for plan, (top, below) in zip(plans, parts, strict=True):
        found = next(x for x in alone[plan.pk] if x.measure.key == "mediation_success")
        assert found.figure.value == pytest.approx(100 * top / below)


def test_a_secretary_reads_no_figure_of_the_neighbours(town):
    plan, other = town.started(), town.started(NEIGHBOUR)
    live("mediation_success", NEIGHBOUR, OCTOBER, 1, 2)
    measure = plan.template.told.measure("mediation_success")
    assert queries.together(town.secretary, [plan, other], measure, TODAY).value is None
    with pytest.raises(NotFound):
        queries.get(town.secretary, other.pk)


def test_what_was_published_never_changes_whatever_happens_afterwards(town, later):
    plan = town.started()
    live("mediation_success", COMMUNITY, OCTOBER, 8, 10)
    taken = actions.take_snapshot(actor=town.secretary, plan=plan)
    text = Snapshot.objects.get().content
    Value.objects.update(numerator=1)
    actions.change_target(
        actor=town.secretary, plan=plan, indicator="mediation_success", target=Decimal(85),
        reason="调整",
    )  # fmt: skip
    with later(days=40):
        actions.take_snapshot(actor=town.secretary, plan=plan)
    kept = queries.as_of(plan, TODAY)
    assert (kept, kept.content, kept.digest) == (taken, text, frozen.digest(text))
    told = {each["key"]: each for each in json.loads(kept.content)["indicators"]}
    assert (told["mediation_success"]["value"], told["mediation_success"]["target"]) == (80, 90)
    assert len(told) == 53
    assert queries.altered_snapshots() == []
    for attempt in (lambda: Snapshot.objects.update(content="{}"), Snapshot.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_the_same_state_is_published_as_the_same_text(town):
    plan = town.started()
    live("mediation_success", COMMUNITY, OCTOBER, 8, 10)
    first, second = (actions.take_snapshot(actor=town.secretary, plan=plan) for _ in range(2))
    assert first.digest == second.digest


def test_figures_are_made_anew_and_what_nobody_stands_for_goes(town):
    town.started()
    live("feedback_hours", COMMUNITY, OCTOBER, 99, 1)
    spans = actions.window(TODAY)
    assert len(spans) == 60
    actions.compute(actor=LINLI, area=SUBDISTRICT, spans=spans)
    assert not Value.objects.exists(), "no case stands behind it"
    with pytest.raises(NotPermitted):
        actions.compute(actor=town.secretary, area=SUBDISTRICT, spans=spans)


def test_only_changed_months_are_made_anew(town):
    live("feedback_hours", COMMUNITY, OCTOBER, 99, 1)
    live("feedback_hours", COMMUNITY, date(2026, 3, 1), 99, 1)
    actions.compute_changed(actor=LINLI, area=SUBDISTRICT, since=clock.now())
    assert [each.month.month for each in Value.objects.all()] == [3]


def test_a_plan_is_compared_month_by_month(town):
    plan = town.started(starts_on=date(2026, 8, 1))
    for n, month in enumerate(months.span(date(2026, 8, 1), OCTOBER)):
        live("mediation_success", COMMUNITY, month, 70 + n, 100)
    measure = plan.template.told.measure("mediation_success")
    found = queries.series(town.secretary, plan, measure, TODAY)
    assert [figure.value for _month, figure in found] == [70, 71, 72, None]
    assert line(town, plan, "mediation_success").standing == Standing.BEHIND


def test_this_week_begins_with_what_is_late(town):
    plan = town.started(starts_on=date(2026, 4, 15))
    entry = actions.enter_value(actor=town.worker, plan=plan, indicator="satisfaction", told=told())
    live("duty_count", COMMUNITY, OCTOBER, 60, 1)
    lines = queries.lines(town.secretary, plan, TODAY)
    found = queries.week(list(plan.milestones.all()), lines, [entry], TODAY)
    assert [(each.kind, each.key) for each in found[:3]] == [
        ("late_milestone", "month_6"), ("confirm", "satisfaction"), ("late_indicator", "duty_count"),
    ]  # fmt: skip
    assert found[0].days == -18
    assert len(found) <= 12


def test_a_worker_above_the_community_confirms_too(town):
    plan = town.started()
    entry = actions.enter_value(actor=town.worker, plan=plan, indicator="satisfaction", told=told())
    with pytest.raises(NotPermitted):
        actions.confirm_value(actor=actor("evaluator"), entry=entry)
    actions.refuse_value(actor=town.supervisor, entry=entry, reason="样本太少")
    assert queries.entry(town.worker, entry.pk).status == "refused"
