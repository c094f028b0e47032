"""Starting a plan, ending it, agreeing its dates and targets anew."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.contracts.plan import PlanRebaselined, PlanStarted
from linli.core.divisions.models import Division
from linli.domains.plan import queries
from linli.domains.plan.actions import templates
from linli.domains.plan.errors import RunsAlready
from linli.domains.plan.models import Baseline, Change, Milestone, Plan, Target
from linli.domains.plan.rules import months
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def start_plan(
    *, actor: Actor, community: Division, starts_on: date, is_pilot: bool = False
) -> Plan:
    """Give a community its own plan from the template in force, with days on the calendar.

    Raises NotPermitted, Invalid for what isn't a community, or RunsAlready.
    """
    policy.require(actor, "plan.start", at=community)

    if len(community.code) != COMMUNITY_DIGITS:
        raise Invalid(_("请选择社区。"), community=_("请选择社区。"))
    plan = _insert(actor, community, starts_on, is_pilot=is_pilot)
    _lay_out(plan)
    _freeze(actor, plan, "")

    trail.record(actor, "plan.start", plan, starts_on=starts_on.isoformat())
    publish(PlanStarted(plan_id=plan.pk, area=plan.area, starts_at=clock.midnight(starts_on)))
    return plan


@transaction.atomic
def end_plan(*, actor: Actor, plan: Plan, reason: str) -> Plan:
    """End a plan today; it stays readable, and another may start. Raises NotPermitted, NotRunning."""
    policy.require(actor, "plan.start", at=plan)

    plan = queries.held(plan)
    plan.ended_on, plan.end_reason = clock.local_date(clock.now()), because(reason)
    rows.update(plan, ["ended_on", "end_reason"])

    trail.record(actor, "plan.end", plan)
    return plan


@transaction.atomic
def change_target(
    *, actor: Actor, plan: Plan, indicator: str, target: Decimal | None, reason: str
) -> Target:
    """Want more or less of an indicator than before, for a reason that stays readable.

    Raises NotPermitted, NotRunning, NotFound, or Invalid without a reason or without a change.
    """
    policy.require(actor, "plan.change", at=plan)

    plan = queries.held(plan)
    wanted = queries.target(plan, indicator)
    why, was = because(reason), wanted.target
    if was == target:
        raise Invalid(_("目标没有变化。"), target=_("目标没有变化。"))
    wanted.target = target
    rows.update(wanted, ["target"])
    rows.insert(
        Change(
            plan=plan, community_id=plan.community_id, indicator=indicator, was=was,
            becomes=target, reason=why, at=clock.now(), by=actor.account_id,
        )
    )  # fmt: skip

    trail.record(actor, "plan.change_target", plan, indicator=indicator)
    return wanted


@transaction.atomic
def rebaseline(*, actor: Actor, plan: Plan, due: Mapping[UUID, date], reason: str) -> Baseline:
    """Agree on new days for milestones. The first days stay, and slip goes on being told from them.

    Raises NotPermitted, NotRunning, or Invalid without a reason, without a change, or for a day
    before the plan's start.
    """
    policy.require(actor, "plan.change", at=plan)

    plan = queries.held(plan)
    why = because(reason)
    moved = [each for each in plan.milestones.all() if due.get(each.pk, each.due_on) != each.due_on]
    if not moved:
        raise Invalid(_("日期没有变化。"))
    for milestone in moved:
        _move(plan, milestone, due[milestone.pk])
    baseline = _freeze(actor, plan, why)

    trail.record(actor, "plan.rebaseline", plan, number=baseline.number)
    publish(PlanRebaselined(plan_id=plan.pk, area=plan.area, number=baseline.number))
    return baseline


def because(reason: str) -> str:
    if not reason.strip():
        raise Invalid(_("请写明理由。"), reason=_("请写明理由。"))
    return reason.strip()


def _insert(actor: Actor, community: Division, starts_on: date, *, is_pilot: bool) -> Plan:
    template = templates.in_force()
    plan = Plan(
        community=community, area=community.code, template=template, title=template.title,
        starts_on=starts_on, is_pilot=is_pilot, started_at=clock.now(),
        started_by=actor.account_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            return rows.insert(plan)
    except IntegrityError as error:
        raise RunsAlready(_("这个社区已经有一份在执行的方案。")) from error


def _lay_out(plan: Plan) -> None:
    """Milestones and targets on the calendar: month 6 is over six months after the start."""
    told, place = plan.template.told, {"plan": plan, "community_id": plan.community_id}
    for point in told.milestones:
        due = months.later(plan.starts_on, point.month)
        targets = {key: float(value) for key, value in point.targets.items()}
        rows.insert(
            Milestone(
                **place, key=point.key, title=point.title, targets=targets, first_due_on=due,
                due_on=due,
            )
        )  # fmt: skip
    for each in told.indicators:
        due = months.later(plan.starts_on, each.month)
        rows.insert(
            Target(
                **place, indicator=each.key, baseline=each.baseline, target=each.target, due_on=due
            )
        )


def _move(plan: Plan, milestone: Milestone, day: date) -> None:
    if milestone.reached_on or day < plan.starts_on:
        words = _("已经达成的里程碑不能改日期，新的日期也不能早于方案开始的那一天。")
        raise Invalid(words, due=words)
    milestone.due_on = day
    rows.update(milestone, ["due_on"])


def _freeze(actor: Actor, plan: Plan, reason: str) -> Baseline:
    return rows.insert(
        Baseline(
            plan=plan, community_id=plan.community_id, number=plan.baselines.count(),
            dates={each.key: each.due_on.isoformat() for each in plan.milestones.all()},
            targets={
                each.indicator: None if each.target is None else str(each.target)
                for each in plan.targets.all()
            },
            reason=reason, at=clock.now(), by=actor.account_id,
        )
    )  # fmt: skip
