"""Every write of the plan: permission, rule, write, trail, event, in one transaction."""

from linli.domains.plan.actions.computing import MONTHS, compute, compute_changed, window
from linli.domains.plan.actions.entering import (
    Told,
    confirm_value,
    confirm_values,
    enter_value,
    enter_values,
    refuse_value,
)
from linli.domains.plan.actions.milestones import reach_milestone
from linli.domains.plan.actions.publishing import take_snapshot
from linli.domains.plan.actions.running import change_target, end_plan, rebaseline, start_plan
from linli.domains.plan.actions.templates import publish_template

__all__ = [
    "MONTHS",
    "Told",
    "change_target",
    "compute",
    "compute_changed",
    "confirm_value",
    "confirm_values",
    "end_plan",
    "enter_value",
    "enter_values",
    "publish_template",
    "reach_milestone",
    "rebaseline",
    "refuse_value",
    "start_plan",
    "take_snapshot",
    "window",
]
