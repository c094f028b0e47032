"""Every read of the council domain; each says who asks. None tells what the ballots say before the end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from linli.domains.council.models import (
    Ballot,
    Item,
    Objection,
    OwnedUnit,
    RollUnit,
    RollVoter,
    Vote,
)
from linli.domains.council.queries import swift
from linli.domains.council.queries.casting import valid_ballots
from linli.domains.council.rules.certificate import terms_digest, text_digest
from linli.domains.council.rules.grounds import Ground
from linli.domains.council.rules.life import Status
from linli.domains.council.rules.majorities import PARTICIPATION, Share
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor, Kind

VIEW, VOTE = "council.view", "council.vote"


def visible_to(actor: Actor) -> QuerySet[Vote]:
    """The votes of the areas where `actor` works or lives, the newest first.

    Who works in one grid alone sees the votes of its community.
    """
    around = Q(area__in=[area[:COMMUNITY_DIGITS] for area in actor.areas(VIEW)])
    reach = policy.within(actor, VIEW) | policy.within(actor, VOTE) | around
    return Vote.objects.filter(reach).defer("certificate")  # may be as long as a book


def get(actor: Actor, vote_id: UUID) -> Vote:
    """One vote; NotFound also when it exists but isn't this actor's to see."""
    vote = swift.vote_of(vote_id)
    if vote is None or not is_visible(actor, vote):
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return vote


def is_visible(actor: Actor, vote: Vote) -> bool:
    """Whether `visible_to` has this vote, for one that was read already."""
    return (
        policy.allows(actor, VIEW, at=vote)
        or policy.allows(actor, VOTE, at=vote)
        or any(area[:COMMUNITY_DIGITS] == vote.area for area in actor.areas(VIEW))
    )


def item_facts(items: list[Item]) -> list[dict[str, Any]]:
    return [{"number": each.number, "matter": each.matter, "text": each.text} for each in items]


def is_as_noticed(vote: Vote, items: list[Item]) -> bool:
    """Whether title, items, rule and times are what the notice said, to the last character."""
    if vote.text_digest != text_digest(vote.title, item_facts(items)):
        return False
    told = terms_digest(vote.rule, (vote.noticed_at, vote.opens_at, vote.closes_at))
    return vote.terms_digest in {told, ""}


def ballots_by(voters: list[RollVoter]) -> list[Ballot]:
    """What has been cast from these places on the roll, for whom they belong to."""
    return list(Ballot.objects.filter(voter__in=voters).select_related("voter")) if voters else []


def unit_on_roll(vote: Vote, label: str) -> RollUnit | None:
    return RollUnit.objects.filter(vote=vote, label=label.strip()).select_related("voter").first()


def objection(actor: Actor, objection_id: UUID) -> Objection:
    found = Objection.objects.filter(pk=objection_id, vote__in=visible_to(actor))
    one = found.select_related("vote").first()
    if one is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return one


def objections_of(actor: Actor, vote: Vote) -> list[Objection]:
    """All objections for whoever answers them; residents see their own alone."""
    found = Objection.objects.filter(vote=vote).select_related("unit")
    if not policy.allows(actor, "council.fix_roll", at=vote):
        found = found.filter(raised_by=actor.account_id or UUID(int=0))
    return list(found)


def quorum(vote: Vote) -> tuple[Share, Share, bool]:
    """(roll, taken part, enough): the one running figure that anybody sees.

    A ballot that an open objection calls forged stands still: it isn't among them."""
    whole = _share(vote.voters.aggregate(heads=Count("pk"), area=Sum("floor_area")))
    doubted = vote.objections.filter(ground=Ground.FORGED, upheld=None).values("unit__voter")
    cast = vote.voters.filter(pk__in=valid_ballots(vote).values("voter")).exclude(pk__in=doubted)
    voted = _share(cast.aggregate(heads=Count("pk"), area=Sum("floor_area")))
    return whole, voted, PARTICIPATION.reached_by(voted, whole)


def unit_list(area: str) -> list[OwnedUnit]:
    """The unit list of a community as it is now, for the machine that fixes a roll."""
    return list(OwnedUnit.objects.filter(policy.under(area)).order_by("label"))


def units_labelled(area: str, labels: list[str]) -> dict[str, OwnedUnit]:
    found = OwnedUnit.objects.filter(policy.under(area), label__in=labels)
    return {each.label: each for each in found}


def to_close(now: datetime) -> QuerySet[Vote]:
    """Votes whose deadline has come, for the machine that publishes them."""
    return Vote.objects.filter(status__in=[Status.NOTICED, Status.READY], closes_at__lte=now)


def _share(sums: Mapping[str, int | None]) -> Share:
    return Share(sums["heads"] or 0, sums["area"] or 0)


def principals_of(vote: Vote, proxy_index: str) -> int:
    """For how many owners somebody has stood in already."""
    return Ballot.objects.filter(vote=vote, proxy_index=proxy_index).count()


def start(actor: Actor) -> Mapping[str, Any]:
    """The card of owners' votes on the start page, for residents who have signed in."""
    return {"shown": actor.kind == Kind.RESIDENT and actor.holds(VOTE)}
