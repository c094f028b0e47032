"""What the meetings domain tells the other domains. Never who said what."""

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCalled(Event):
    meeting_id: UUID
    body_id: UUID
    area: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSigned(Event):
    """Chair and recorder have signed: what was resolved now counts."""

    meeting_id: UUID
    body_id: UUID
    area: str
    kind: str
    adopted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySentToCases(Event):
    """What a resolution asks for is to be handled as a case. `words` were written for the public."""

    duty_id: UUID
    area: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyConfirmed(Event):
    """What a resolution asked for is done, and somebody else has looked."""

    duty_id: UUID
    meeting_id: UUID
    area: str
    in_time: bool
