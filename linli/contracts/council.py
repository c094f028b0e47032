"""What the council domain tells the other domains. Never who voted, or what."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteNoticed(Event):
    """The items of an owners' vote were told; voting opens and closes at these moments."""

    vote_id: UUID
    area: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RollFixed(Event):
    vote_id: UUID
    area: str
    voters: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VotePublished(Event):
    """The result stands. `carried` are the numbers of the items that owners agreed to."""

    vote_id: UUID
    area: str
    quorate: bool
    carried: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteLapsed(Event):
    """The deadline came and there was no roll."""

    vote_id: UUID
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsDiffer(Event):
    """Two counters disagree; nothing is published until people have looked."""

    vote_id: UUID
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliberationOpened(Event):
    """A question was put to a community; its people may talk it over between these moments."""

    deliberation_id: UUID
    area: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliberationFrozen(Event):
    """A deliberation has ended; `digest` is the SHA-256 of what it came to."""

    deliberation_id: UUID
    area: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMade(Event):
    """Somebody proposed something. `procedure` is the key of the version it is decided by."""

    proposal_id: UUID
    area: str
    number: str
    procedure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMoved(Event):
    """A proposal began a step, or stands otherwise (`status`). `step` counts from 0."""

    proposal_id: UUID
    area: str
    status: str
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDecided(Event):
    """The step that decides was taken; `adopted` says with which outcome."""

    proposal_id: UUID
    area: str
    number: str
    procedure: str
    adopted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionProgressed(Event):
    """A task that carries a decision out came further: `percent` of that task."""

    proposal_id: UUID
    task_id: UUID
    area: str
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAmended(Event):
    """Another wording was asked for (`outcome` open), or was accepted, refused or closed."""

    proposal_id: UUID
    amendment_id: UUID
    area: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSentToCases(Event):
    """What was decided is to be handled as a case. `words` were written for the public."""

    proposal_id: UUID
    area: str
    number: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollNoticed(Event):
    """The items of a poll were told; voting opens and closes at these moments."""

    poll_id: UUID
    area: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRollFixed(Event):
    poll_id: UUID
    area: str
    voters: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPublished(Event):
    """The result stands. `carried` are the numbers of the items that were agreed to."""

    poll_id: UUID
    area: str
    quorate: bool
    carried: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PollLapsed(Event):
    """The deadline came and there was no roll."""

    poll_id: UUID
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollCountsDiffer(Event):
    """Two counters disagree; nothing is published until people have looked."""

    poll_id: UUID
    area: str
