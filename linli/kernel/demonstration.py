"""What a domain is asked for when a demonstration is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

RESIDENT_PHONE = "19700000009"  # of no network; of the resident whom one can be with one click
Report = Callable[[str, int, int], None]  # what is being made, how many are done, of how many


@dataclass(frozen=True, kw_only=True)
class DemoPlan:
    """The size of the demonstration district. The same plan gives the same district.

    `Manifest.seeds` names a callable `seed(plan: DemoPlan, report: Report) -> None`. It is called
    once, in the order of INSTALLED_APPS, outside a transaction; it works through the domain's own
    actions, and calls `report` as it goes on.
    """

    until: datetime  # the moment at which the story has arrived
    residents: int = 20_000
    cases: int = 500
    days: int = 90
    seed: int = 110101
