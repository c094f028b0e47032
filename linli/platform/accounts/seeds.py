"""A resident to sign in as in the demonstration. The staff come with the divisions they work in."""

from linli.kernel.demonstration import RESIDENT_PHONE, DemoPlan, Report
from linli.platform.access.actor import machine
from linli.platform.accounts import actions


def seed(plan: DemoPlan, report: Report) -> None:
    actions.open_resident(
        machine("demonstration"),
        area="",
        name="王奶奶",
        phone=RESIDENT_PHONE,
        is_demonstration=True,
    )
    report("residents who sign in", 1, 1)
