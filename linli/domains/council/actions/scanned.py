"""Many ballots at once, as a scanner of paper ballots brings them: each is taken or refused by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from linli.domains.council import queries
from linli.domains.council.actions.cast import (
    ENTER,
    Choices,
    Given,
    ballot_of,
    check_choices,
    check_given,
    check_place,
    check_vote,
)
from linli.domains.council.actions.refusals import note_refusals, told_when_refused
from linli.domains.council.errors import NoMandate, NotOnTheRoll, VotedAlready
from linli.domains.council.models import Ballot, Item, RollUnit, Vote
from linli.domains.council.queries import Place
from linli.domains.council.rules.life import Channel
from linli.kernel.errors import DomainError
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@dataclass(frozen=True, slots=True)
class Sheet:
    """One ballot of a pile."""

    given: Given
    choices: Choices


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a sheet: its receipt, or why it was refused."""

    label: str
    receipt: str = ""
    refused: DomainError | None = None


def enter_pile(*, actor: Actor, vote: Vote, sheets: Sequence[Sheet]) -> list[Taken]:
    """Enter the sheets of a pile, in their order; one that is refused keeps no other from being taken.

    The pile as a whole is refused with NotVotingNow or TextAltered. A sheet with a proxy is entered by
    itself, beside its authorisation.
    """
    policy.require(actor, ENTER, at=vote)

    with told_when_refused(vote, Channel.PAPER):
        units = queries.units_on_roll(vote, {each.given.label.strip() for each in sheets})
        voters = {each.voter_id: each.voter for each in units.values()}
        queries.hold(vote, list(voters.values()))
        vote = rows.fetch(Vote, vote.pk)
        pile = Pile(check_vote(vote), units, queries.places(voters.values()))
        told = [_taken(actor, vote, pile, each) for each in sheets]
        rows.insert_many(pile.ballots)
        _note(vote, sheets, told)
        trail.record(actor, "council.enter_pile", vote, taken=len(pile.ballots), of=len(sheets))
    return told


@dataclass
class Pile:
    """What is known beforehand of all sheets together, and the ballots that came of them."""

    items: Sequence[Item]
    units: Mapping[str, RollUnit]
    places: Mapping[UUID, Place]
    ballots: list[Ballot] = field(default_factory=list)
    filled: set[UUID] = field(default_factory=set)


def _taken(actor: Actor, vote: Vote, pile: Pile, sheet: Sheet) -> Taken:
    label = sheet.given.label.strip()
    unit = pile.units.get(label)
    try:
        check_given(sheet.given)
        if unit is None:
            raise NotOnTheRoll(_("名册上没有这一户。请照房屋清单的写法填写，例如 3-2-501。"))
        _check(pile, unit, sheet)
    except DomainError as refusal:
        return Taken(label, refused=refusal)
    turn = pile.places[unit.voter_id].cast + 1
    ballot = ballot_of(actor, vote, unit.voter, turn, sheet.choices, sheet.given)
    pile.filled.add(unit.voter_id)
    pile.ballots.append(ballot)
    return Taken(label, receipt=ballot.receipt)


def _check(pile: Pile, unit: RollUnit, sheet: Sheet) -> None:
    if unit.voter_id in pile.filled:
        raise VotedAlready(_("这一户业主已经投过票，不能再投。"))
    if sheet.given.proxy:
        raise NoMandate(_("由别人代投的票，请和委托书一起逐张录入。"))
    check_choices(sheet.choices, pile.items)
    check_place(pile.places[unit.voter_id])


def _note(vote: Vote, sheets: Sequence[Sheet], told: Sequence[Taken]) -> None:
    """Refused sheets are told in public as refused single ballots are."""
    for channel in {each.given.channel for each in sheets}:
        codes = [
            taken.refused.code
            for sheet, taken in zip(sheets, told, strict=True)
            if taken.refused and sheet.given.channel == channel
        ]
        note_refusals(vote, channel, [each for each in codes if each.startswith("council.")])
