"""The council's part of the demonstration, made by its own deeds."""

from linli.domains.council.seeds import deliberations, owners
from linli.kernel.demonstration import DemoPlan, Report


def seed(plan: DemoPlan, report: Report) -> None:
    deliberations.seed(plan, report)
    owners.seed(plan, report)
