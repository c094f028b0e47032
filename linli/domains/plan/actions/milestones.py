"""Recording that a milestone was reached."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.plan import MilestoneReached
from linli.domains.plan import queries
from linli.domains.plan.errors import ReachedAlready
from linli.domains.plan.models import Milestone
from linli.domains.plan.rules import course
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def reach_milestone(*, actor: Actor, milestone: Milestone, day: date, evidence: str) -> Milestone:
    """Record the day on which a milestone was reached, with what shows it.

    Raises NotPermitted, NotRunning, ReachedAlready, or Invalid for a day that hasn't come, one before
    the plan, or without evidence.
    """
    policy.require(actor, "plan.reach", at=milestone.plan)

    plan = queries.held(milestone.plan)
    milestone = rows.fetch(Milestone, milestone.pk, lock=True)
    today = clock.local_date(clock.now())
    if milestone.reached_on:
        raise ReachedAlready(_("这个里程碑已经登记达成。"))
    if not plan.starts_on <= day <= today:
        words = _("达成日期要在方案开始以后，不能晚于今天。")
        raise Invalid(words, day=words)
    if not evidence.strip():
        raise Invalid(_("请写明依据。"), evidence=_("请写明依据。"))
    milestone.reached_on, milestone.evidence = day, evidence.strip()
    milestone.recorded_by = actor.account_id
    rows.update(milestone, ["reached_on", "evidence", "recorded_by"])

    trail.record(actor, "plan.reach_milestone", milestone, day=day.isoformat())
    slip = course.slip(milestone.dates, today)
    publish(
        MilestoneReached(
            plan_id=plan.pk, area=plan.area, milestone=milestone.key, slip_days=slip
        )
    )  # fmt: skip
    return milestone
