"""Plans in the demonstration: one in its second year, a pilot, and one that has just begun."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from linli.core.divisions import demonstration
from linli.core.divisions.models import Division
from linli.domains.plan import actions, queries
from linli.domains.plan.actions import Told
from linli.domains.plan.models import Plan
from linli.domains.plan.rules import months
from linli.kernel import clock, events
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.access.actor import machine
from linli.platform.database import scope

ENTERS, CONFIRMS = machine("plan"), machine("plan confirms")
# months before today, is it a pilot
STARTED = ((14, True), (10, True), (7, False), (1, False))
# indicator, numerator and denominator a year ago, and last month
ENTERED = (
    ("satisfaction", (176, 320), (221, 323)),
    ("certified_workers", (3, 18), (5, 19)),
    ("workers_under_35", (4, 18), (7, 19)),
    ("volunteers", (410, 6200), (705, 6240)),
    ("documents_per_application", (300, 100), (130, 100)),
    ("emergency_plan_coverage", (9, 20), (14, 20)),
    ("supply_categories", (7, 1), (15, 1)),
    ("opening_hours", (186, 31), (280, 30)),
)


def seed(plan: DemoPlan, report: Report) -> None:
    """Four communities on their way, what they entered, and what was published each quarter."""
    today = clock.local_date(plan.until)
    with scope.limited_to(("",)), events.untold(), transaction.atomic():
        for number, (back, is_pilot) in enumerate(STARTED):
            code = demonstration.COMMUNITIES[number]
            with clock.stopped_at(plan.until - timedelta(days=1)):
                made = actions.start_plan(
                    actor=ENTERS, community=Division.objects.get(pk=code),
                    starts_on=months.later(months.first_of(today), -back), is_pilot=is_pilot,
                )  # fmt: skip
                _enter(made, number)
            report("plan", number + 1, len(STARTED))
        with clock.stopped_at(plan.until):
            actions.compute(actor=ENTERS, area="", spans=actions.window(today))
            _tell(Plan.objects.get(community_id=demonstration.FIRST))


def _enter(plan: Plan, number: int) -> None:
    today = clock.local_date(clock.now())
    for key, first, last in ENTERED[: 8 - 2 * number]:
        for back, (top, below) in ((12, first), (1, last)):
            month = months.later(months.first_of(today), -back)
            told = Told(month, Decimal(top), Decimal(below), "台账（演示）")
            entry = actions.enter_value(actor=ENTERS, plan=plan, indicator=key, told=told)
            actions.confirm_value(actor=CONFIRMS, entry=entry)


def _tell(plan: Plan) -> None:
    """What happened to the plan of the first community."""
    milestone = queries.milestone(plan, "month_6")
    reached = milestone.due_on + timedelta(days=19)
    actions.reach_milestone(
        actor=ENTERS, milestone=milestone, day=reached, evidence="社区职能清单（演示）"
    )
    actions.change_target(
        actor=ENTERS, plan=plan, indicator="volunteers", target=Decimal(12),
        reason="新建小区入住率低，居民代表会议同意下调。",
    )  # fmt: skip
    last = months.later(months.first_of(clock.local_date(clock.now())), -1)
    actions.enter_value(
        actor=ENTERS, plan=plan, indicator="facility_utilisation",
        told=Told(last, Decimal(96), Decimal(240), "使用登记（演示）"),
    )  # fmt: skip
    actions.take_snapshot(actor=ENTERS, plan=plan)
