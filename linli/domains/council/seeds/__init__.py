"""The council's part of the demonstration, made by its own deeds."""

from linli.domains.council.seeds import deliberations, owners, polls, proposals
from linli.kernel.demonstration import DemoPlan, Report


def seed(plan: DemoPlan, report: Report) -> None:
    for each in (deliberations, owners, polls, proposals):
        each.seed(plan, report)
