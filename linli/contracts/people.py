"""What the register of residents tells: ids alone, so that no event becomes a second register."""

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentsRegistered(Event):
    """People were entered into the register of a community, at once or one by one."""

    community_id: str
    added: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentLeft(Event):
    """Somebody moved away or died; the reason isn't told."""

    resident_id: UUID
    area: str
