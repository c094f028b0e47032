"""What the council domain remembers. Fields, constraints and one-row facts; no workflow."""

from linli.domains.council.models.units import OwnedUnit
from linli.domains.council.models.votes import Ballot, Item, Objection, RollUnit, RollVoter, Vote

__all__ = ["Ballot", "Item", "Objection", "OwnedUnit", "RollUnit", "RollVoter", "Vote"]
