"""What the cases domain remembers. Fields, constraints and one-row facts; no workflow."""

from linli.domains.cases.models.case import Case, Contact
from linli.domains.cases.models.history import CallBack, Step
from linli.domains.cases.models.kinds import Category, SuggestionModel, TimeLimit
from linli.domains.cases.models.shares import Assignment

__all__ = [
    "Assignment",
    "CallBack",
    "Case",
    "Category",
    "Contact",
    "Step",
    "SuggestionModel",
    "TimeLimit",
]
