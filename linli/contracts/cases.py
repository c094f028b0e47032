"""What the cases domain tells the other domains."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReported(Event):
    case_id: UUID
    area: str
    channel: str
    reported_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDispatched(Event):
    case_id: UUID
    area: str
    department_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentReturned(Event):
    case_id: UUID
    assignment_id: UUID
    area: str
    department_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PleaMade(Event):
    """A party asked the dispatcher's superior for a decision: objection, extension or waiver."""

    case_id: UUID
    ruling_id: UUID
    area: str
    plea: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PleaRuled(Event):
    case_id: UUID
    ruling_id: UUID
    area: str
    plea: str
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionAsked(Event):
    """A party asked, or with `is_appeal` asked again, that a case doesn't count."""

    case_id: UUID
    exclusion_id: UUID
    area: str
    is_appeal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionDecided(Event):
    case_id: UUID
    exclusion_id: UUID
    area: str
    is_appeal: bool
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEscalated(Event):
    """A case reached a rung of the ladder: remind, supervise or publish."""

    case_id: UUID
    area: str
    rung: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven(Event):
    case_id: UUID
    area: str
    in_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReported(Event):
    case_id: UUID
    area: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(Event):
    case_id: UUID
    area: str
    cycle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTakenOver(Event):
    """Another domain's matter is handled as this case: `origin_id` is whatever asked for it."""

    case_id: UUID
    area: str
    number: str
    origin_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(Event):
    case_id: UUID
    area: str
    outcome: str
    satisfaction: str | None
    in_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesMerged(Event):
    """Cases are worked on as part of another from now on."""

    case_id: UUID
    area: str
    merged_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUnmerged(Event):
    """A case stands by itself again; `merged_into` is the one it was taken out of."""

    case_id: UUID
    area: str
    merged_into: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFollowed(Event):
    """Somebody waits for a case as well, instead of reporting it again."""

    case_id: UUID
    area: str
    follower_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMadePublic(Event):
    """Everybody may read of a case from now on, in words written for everybody."""

    case_id: UUID
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSentToMediation(Event):
    """A case turned out to be a dispute that people may settle. `number` is the case's own."""

    case_id: UUID
    area: str
    number: str
    cycle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicOpened(Event):
    """A problem that comes back was proposed as a governance topic. `category` is its code."""

    topic_id: UUID
    area: str
    category: str
    is_by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicAdopted(Event):
    """A governance topic was taken up; by the department that owns it, or by a person (None)."""

    topic_id: UUID
    area: str
    department_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicClosed(Event):
    """A governance topic ended after so many full weeks below its target."""

    topic_id: UUID
    area: str
    weeks: int
