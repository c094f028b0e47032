"""What the mediation domain tells the other domains. Never who the parties are."""

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeOpened(Event):
    dispute_id: UUID
    area: str
    source: str
    case_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationEnded(Event):
    """The talks are over. `ending`: agreement, refused, stopped, failed, withdrawn, police, court."""

    dispute_id: UUID
    area: str
    number: str
    ending: str
    case_id: UUID | None
