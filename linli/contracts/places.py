"""What the register of places tells."""

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingRegistered(Event):
    """A building was entered, or its name, address or position changed."""

    building_id: UUID
    area: str
