"""What the cases domain remembers. Fields, constraints and one-row facts; no workflow."""

from linli.domains.cases.models.case import Case, Contact
from linli.domains.cases.models.following import Follower, Merging
from linli.domains.cases.models.history import CallBack, Escalation, Step
from linli.domains.cases.models.kinds import (
    CatalogueEntry,
    Category,
    EscalationRule,
    SuggestionModel,
    TimeLimit,
)
from linli.domains.cases.models.rulings import Ruling
from linli.domains.cases.models.shares import Assignment, Whistle

__all__ = [
    "Assignment",
    "CallBack",
    "Case",
    "CatalogueEntry",
    "Category",
    "Contact",
    "Escalation",
    "EscalationRule",
    "Follower",
    "Merging",
    "Ruling",
    "Step",
    "SuggestionModel",
    "TimeLimit",
    "Whistle",
]
