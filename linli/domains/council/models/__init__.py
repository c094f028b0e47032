"""What the council domain remembers. Fields, constraints and one-row facts; no workflow."""

from linli.domains.council.models.course import Mandate, Posting, Refusal, Succession, Voided
from linli.domains.council.models.deliberation import (
    Contribution,
    Deliberation,
    Entry,
    Helpful,
    Moderation,
    Opinion,
    OpinionRound,
    Participant,
)
from linli.domains.council.models.polls import (
    BallotBox,
    BodySeat,
    NamedBallot,
    Poll,
    PollEvent,
    PollItem,
    PollObjection,
    PollVoter,
    Turnout,
)
from linli.domains.council.models.units import OwnedUnit
from linli.domains.council.models.votes import Ballot, Item, Objection, RollUnit, RollVoter, Vote

__all__ = [
    "Ballot",
    "BallotBox",
    "BodySeat",
    "Contribution",
    "Deliberation",
    "Entry",
    "Helpful",
    "Item",
    "Mandate",
    "Moderation",
    "NamedBallot",
    "Objection",
    "Opinion",
    "OpinionRound",
    "OwnedUnit",
    "Participant",
    "Poll",
    "PollEvent",
    "PollItem",
    "PollObjection",
    "PollVoter",
    "Posting",
    "Refusal",
    "RollUnit",
    "RollVoter",
    "Succession",
    "Turnout",
    "Voided",
    "Vote",
]
