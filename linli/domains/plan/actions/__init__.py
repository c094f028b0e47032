"""Every write of the plan: permission, rule, write, trail, event, in one transaction."""

from linli.domains.plan.actions.milestones import reach_milestone
from linli.domains.plan.actions.running import change_target, end_plan, rebaseline, start_plan
from linli.domains.plan.actions.templates import publish_template

__all__ = [
    "change_target",
    "end_plan",
    "publish_template",
    "reach_milestone",
    "rebaseline",
    "start_plan",
]
