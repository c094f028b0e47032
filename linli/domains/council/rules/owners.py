"""Who counts as one owner, and how a vote of owners comes out.

法释〔2020〕17 arts 8-9: floor area as registered; an exclusive part is one head, but a buyer of several
is one, co-owners of one are one, and all that the developer hasn't sold or handed over is one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from linli.domains.council.rules.majorities import CONSENT, PARTICIPATION, Majority, Share

DEVELOPER = "developer"  # the owner of everything unsold


class Choice(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Unit:
    """One exclusive part. `owner` is alike for all parts of one owner, or of the same co-owners."""

    label: str
    owner: str
    area: int
    is_unsold: bool = False


@dataclass(frozen=True, slots=True)
class Voter:
    """One head with all that is theirs."""

    owner: str
    units: tuple[Unit, ...]

    @property
    def share(self) -> Share:
        return Share(1, sum(each.area for each in self.units))


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one item came out. `carried` needs participation and consent, both by heads and by area."""

    counts: Mapping[Choice, Share]
    majority: Majority
    carried: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """The whole vote: everybody on the roll, those who took part, and each item by its number."""

    roll: Share
    voted: Share
    quorate: bool
    items: Mapping[int, Outcome]


def voters_of(units: Iterable[Unit]) -> list[Voter]:
    """The heads behind `units`, in the order of their first unit's label."""
    held: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda each: each.label):
        held.setdefault(DEVELOPER if unit.is_unsold else unit.owner, []).append(unit)
    return [Voter(owner, tuple(parts)) for owner, parts in held.items()]


def total(shares: Iterable[Share]) -> Share:
    """All of them together, in one pass: a roll may have a hundred thousand."""
    heads = area = 0
    for each in shares:
        heads += each.heads
        area += each.area
    return Share(heads, area)


def tally(
    roll: Mapping[int, Share],
    ballots: Mapping[int, Mapping[int, Choice]],
    majorities: Mapping[int, Majority],
) -> Tally:
    """Count `ballots` (voter: item: choice) against `roll` (voter: share).

    Who leaves an item blank abstains from it: took part, and didn't consent. Raises KeyError for a
    ballot of somebody who isn't on the roll.
    """
    whole, voted = total(roll.values()), total(roll[voter] for voter in ballots)
    quorate = PARTICIPATION.reached_by(voted, whole)
    items = {}
    for number, majority in majorities.items():
        counts = _counts(number, roll, ballots)
        carried = quorate and CONSENT[majority].reached_by(counts[Choice.YES], voted)
        items[number] = Outcome(counts, majority, carried)
    return Tally(whole, voted, quorate, items)


def _counts(
    number: int, roll: Mapping[int, Share], ballots: Mapping[int, Mapping[int, Choice]]
) -> dict[Choice, Share]:
    """Who said what to one item."""
    voters: dict[Choice, list[int]] = {choice: [] for choice in Choice}
    for voter, choices in ballots.items():
        voters[choices.get(number, Choice.ABSTAIN)].append(voter)
    return {choice: total(roll[each] for each in said) for choice, said in voters.items()}


def undisclosed(choices: Iterable[int], disclosed: Sequence[int]) -> list[int]:
    """The items voted on that were not in the notice: nobody may vote on those."""
    return sorted(set(choices) - set(disclosed))
