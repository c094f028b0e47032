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
from linli.domains.council.models.units import OwnedUnit
from linli.domains.council.models.votes import Ballot, Item, Objection, RollUnit, RollVoter, Vote

__all__ = [
    "Ballot",
    "Contribution",
    "Deliberation",
    "Entry",
    "Helpful",
    "Item",
    "Mandate",
    "Moderation",
    "Objection",
    "Opinion",
    "OpinionRound",
    "OwnedUnit",
    "Participant",
    "Posting",
    "Refusal",
    "RollUnit",
    "RollVoter",
    "Succession",
    "Voided",
    "Vote",
]
