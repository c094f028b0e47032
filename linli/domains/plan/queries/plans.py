"""Reading plans; each says who asks, or the deed that it is part of."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.domains.plan.errors import NotRunning
from linli.domains.plan.models import Milestone, Plan, Target, Template
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import rows

VIEW = "plan.view"


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """The plans of the areas where `actor` may see them."""
    found = Plan.objects.filter(policy.within(actor, VIEW)).select_related("community", "template")
    return found.defer("template__text")


def get(actor: Actor, plan_id: UUID) -> Plan:
    """One plan; NotFound also when it exists but isn't this actor's to see."""
    plan = visible_to(actor).filter(pk=plan_id).first()
    if plan is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return plan


def running(actor: Actor, area: str = "", needs: str = VIEW) -> QuerySet[Plan]:
    """The plans that run in `area` and below, of those where `actor` also holds `needs`."""
    found = visible_to(actor).filter(policy.under(area), policy.within(actor, needs))
    return found.filter(ended_on=None).order_by("area")


def milestone(plan: Plan, key: str) -> Milestone:
    """One milestone of a plan that was got before."""
    found = plan.milestones.select_related("plan").filter(key=key).first()
    if found is None:
        raise NotFound(_("方案里没有这个里程碑。"))
    return found


def target(plan: Plan, indicator: str) -> Target:
    """What a plan that was got before wants of an indicator."""
    found = plan.targets.filter(indicator=indicator).first()
    if found is None:
        raise NotFound(_("方案里没有这个指标。"))
    return found


def held(plan: Plan) -> Plan:
    """The plan as it is now, kept for this deed alone; NotRunning when it ended."""
    found = rows.fetch(Plan, plan.pk, lock=True)
    if found.ended_on:
        raise NotRunning(_("这份方案已经结束，不能再改。"))
    return found


def templates(actor: Actor) -> Sequence[Template]:
    """Every version of the template, the newest first; it holds nothing of any community."""
    policy.require_anywhere(actor, "plan.template")
    return list(Template.objects.defer("text"))


def template_text(actor: Actor, number: int) -> str:
    """One version as it was handed in."""
    policy.require_anywhere(actor, "plan.template")
    found = Template.objects.filter(number=number).first()
    if found is None:
        raise NotFound(_("没有这个版本。"))
    return found.text
