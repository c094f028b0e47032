"""What the function list tells the other domains."""

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAdmitted(Event):
    """A duty stands on the function list from now on."""

    duty_id: UUID
    area: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnded(Event):
    """A duty left the list: returned to whoever delegated it, or merged into another."""

    duty_id: UUID
    area: str
    how: str
