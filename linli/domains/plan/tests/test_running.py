"""A community starts its plan, is late, moves a date, changes a target, reaches a milestone."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from linli.domains.plan import actions, queries
from linli.domains.plan.errors import NotRunning, ReachedAlready, RunsAlready
from linli.domains.plan.models import Baseline, Change
from linli.domains.plan.rules import course, months
from linli.domains.plan.rules.course import Dates, State
from linli.domains.plan.tests.conftest import COMMUNITY, SUBDISTRICT
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted

TODAY = date(2027, 5, 10)


def test_a_plan_puts_its_months_on_the_calendar(town):
    plan = town.started(starts_on=date(2026, 8, 31))
    due = {each.key: each.due_on for each in plan.milestones.all()}
    assert due == {
        "month_6": date(2027, 2, 28), "month_9": date(2027, 5, 31), "month_15": date(2027, 11, 30),
        "month_18": date(2028, 2, 29), "month_24": date(2028, 8, 31),
    }  # fmt: skip
    assert plan.targets.count() == 53
    assert plan.baselines.get().number == 0


def test_a_community_has_one_plan_at_a_time_and_may_start_another_after(town):
    plan = town.started()
    with pytest.raises(RunsAlready):
        town.started()
    with pytest.raises(Invalid):
        actions.end_plan(actor=town.secretary, plan=plan, reason=" ")
    actions.end_plan(actor=town.secretary, plan=plan, reason="日期选错了")
    with pytest.raises(NotRunning):
        actions.change_target(
            actor=town.secretary, plan=plan, indicator="duty_count", target=Decimal(40), reason="x"
        )
    assert town.started() != plan


def test_nobody_from_elsewhere_sees_or_moves_a_plan(town):
    plan = town.started()
    with pytest.raises(NotFound):
        queries.get(town.stranger, plan.pk)
    with pytest.raises(NotPermitted):
        actions.end_plan(actor=town.stranger, plan=plan, reason="不行")
    with pytest.raises(NotPermitted):
        actions.change_target(
            actor=town.worker, plan=plan, indicator="duty_count", target=Decimal(1), reason="不行"
        )
    assert list(queries.running(town.supervisor, SUBDISTRICT)) == [plan]


def test_a_target_is_changed_for_a_reason_and_the_change_stays(town):
    plan = town.started()
    change = {"actor": town.secretary, "plan": plan, "indicator": "duty_count"}
    with pytest.raises(Invalid):
        actions.change_target(**change, target=Decimal(55), reason="")
    with pytest.raises(Invalid):
        actions.change_target(**change, target=Decimal(50), reason="没变")
    actions.change_target(**change, target=Decimal(55), reason="新接三项法定事项")
    kept = Change.objects.get()
    assert (kept.was, kept.becomes, kept.reason) == (50, 55, "新接三项法定事项")
    assert Decimal(plan.baselines.get().targets["duty_count"]) == 50, "what was agreed stays"


def test_moving_a_date_is_seen_and_doesnt_make_the_slip_go_away(town, later):
    plan = town.started()
    milestone = queries.milestone(plan, "month_6")
    with later(days=190):  # 2027-05-11, ten days after it was due
        today = clock.local_date(clock.now())
        assert course.state(milestone.dates, today) == State.LATE
        moved = date(2027, 6, 30)
        actions.rebaseline(
            actor=town.secretary, plan=plan, due={milestone.pk: moved}, reason="等街道清理"
        )
        milestone.refresh_from_db()
        assert course.state(milestone.dates, today) == State.ON_COURSE
        assert course.slip(milestone.dates, today) == 60
    first, second = plan.baselines.all()
    assert first.dates["month_6"] == "2027-05-01"
    assert (second.dates["month_6"], second.reason) == ("2027-06-30", "等街道清理")


def test_what_was_agreed_can_be_changed_by_nobody(town):
    town.started()
    for attempt in (Baseline.objects.update, Baseline.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt(reason="别的") if attempt == Baseline.objects.update else attempt()


def test_a_milestone_is_reached_once_on_a_day_that_has_come_with_evidence(town, later):
    plan = town.started()
    reach = {"actor": town.secretary, "milestone": queries.milestone(plan, "month_6")}
    with later(days=200):
        today = clock.local_date(clock.now())
        for day, evidence in ((today, " "), (date(2030, 1, 1), "清单"), (date(2020, 1, 1), "清单")):
            with pytest.raises(Invalid):
                actions.reach_milestone(**reach, day=day, evidence=evidence)
        done = actions.reach_milestone(**reach, day=today, evidence="社区职能清单 2027 版")
        assert course.state(done.dates, today) == State.REACHED_LATE
        assert course.slip(done.dates, today) == (today - date(2027, 5, 1)).days
        with pytest.raises(ReachedAlready):
            actions.reach_milestone(**reach, day=today, evidence="再来一次")
        with pytest.raises(Invalid):
            actions.rebaseline(
                actor=town.secretary, plan=plan, due={done.pk: date(2028, 1, 1)}, reason="太晚了"
            )
    assert plan.area == COMMUNITY


@pytest.mark.parametrize(
    ("due", "reached", "state", "slip"),
    [
        (date(2027, 5, 10), None, State.SOON, 0),
        (date(2027, 5, 9), None, State.LATE, 1),
        (date(2027, 6, 9), None, State.SOON, 0),
        (date(2027, 6, 10), None, State.ON_COURSE, 0),
        (date(2027, 5, 1), date(2027, 4, 20), State.REACHED, -11),
        (date(2027, 5, 1), date(2027, 5, 1), State.REACHED, 0),
        (date(2027, 5, 1), date(2027, 5, 3), State.REACHED_LATE, 2),
    ],
)
def test_where_a_milestone_stands_comes_from_its_dates(due, reached, state, slip):
    dates = Dates(due, due, reached)
    assert course.state(dates, TODAY) == state
    assert course.slip(dates, TODAY) == slip


def test_months_keep_to_the_calendar():
    assert months.later(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert months.later(date(2026, 1, 15), -1) == date(2025, 12, 15)
    assert months.passed(date(2026, 1, 31), date(2026, 2, 27)) == 0
    assert months.passed(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert list(months.span(date(2026, 11, 5), date(2027, 1, 1))) == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1),
    ]  # fmt: skip
