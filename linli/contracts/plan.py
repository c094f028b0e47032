"""What a community's plan tells the other domains."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStarted(Event):
    """A community follows a plan of its own from that moment on: the beginning of its first day."""

    plan_id: UUID
    area: str
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRebaselined(Event):
    """Dates of milestones were agreed anew; `number` is that of the new baseline."""

    plan_id: UUID
    area: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneReached(Event):
    """A milestone was reached, `slip_days` behind (or, negative, before) the first baseline."""

    plan_id: UUID
    area: str
    milestone: str
    slip_days: int
