"""What the plan remembers. Fields, constraints and one-row facts; no workflow."""

from linli.domains.plan.models.plan import Baseline, Change, Milestone, Plan, Target, Template
from linli.domains.plan.models.values import Entry, Snapshot, Value

__all__ = [
    "Baseline",
    "Change",
    "Entry",
    "Milestone",
    "Plan",
    "Snapshot",
    "Target",
    "Template",
    "Value",
]
