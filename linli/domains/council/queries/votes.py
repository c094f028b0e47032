"""Every read of the council domain; each says who asks. None tells what the ballots say before the end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
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
from linli.domains.council.rules.certificate import text_digest
from linli.domains.council.rules.grounds import SUSPENDING
from linli.domains.council.rules.life import Status
from linli.domains.council.rules.majorities import PARTICIPATION, Share
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.accounts.models import Account

VIEW, VOTE = "council.view", "council.vote"


def visible_to(actor: Actor) -> QuerySet[Vote]:
    """The votes of the areas where `actor` works or lives, the newest first."""
    return Vote.objects.filter(policy.within(actor, VIEW) | policy.within(actor, VOTE))


def get(actor: Actor, vote_id: UUID) -> Vote:
    """One vote; NotFound also when it exists but isn't this actor's to see."""
    vote = visible_to(actor).filter(pk=vote_id).first()
    if vote is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return vote


def items_of(vote: Vote) -> list[Item]:
    return list(vote.items.all())


def item_facts(items: list[Item]) -> list[dict[str, Any]]:
    return [{"number": each.number, "matter": each.matter, "text": each.text} for each in items]


def is_as_noticed(vote: Vote, items: list[Item]) -> bool:
    """Whether title and items are what the notice said, to the last character."""
    return vote.text_digest == text_digest(vote.title, item_facts(items))


def own_voters(actor: Actor, vote: Vote) -> list[RollVoter]:
    """The places on the roll that belong to the resident who asks, by the phone they signed in with."""
    if actor.kind != Kind.RESIDENT or actor.account_id is None:
        return []
    index = (
        Account.objects.filter(pk=actor.account_id).values_list("phone_index", flat=True).first()
    )
    return list(vote.voters.filter(phone_index=index).prefetch_related("units")) if index else []


def ballots_by(voters: list[RollVoter]) -> list[Ballot]:
    """What has been cast from these places on the roll, for whom they belong to."""
    return list(Ballot.objects.filter(voter__in=voters).select_related("voter")) if voters else []


def unit_on_roll(vote: Vote, label: str) -> RollUnit | None:
    return RollUnit.objects.filter(vote=vote, label=label.strip()).select_related("voter").first()


def is_suspended(voter: RollVoter) -> bool:
    """Whether an objection that says somebody else should vote here was upheld."""
    return Objection.objects.filter(
        unit__voter=voter, upheld=True, ground__in=sorted(SUSPENDING)
    ).exists()


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
    """(roll, taken part, enough): the one running figure that anybody sees."""
    whole = _share(vote.voters.aggregate(heads=Count("pk"), area=Sum("floor_area")))
    cast = vote.voters.filter(pk__in=vote.ballots.values("voter"))
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


def events_of(vote: Vote) -> list[dict[str, str]]:
    """What happened to a vote on its way, without anybody's name or words."""
    told: list[tuple[datetime, str]] = [(vote.noticed_at, "noticed")]
    if vote.roll_fixed_at:
        told.append((vote.roll_fixed_at, "roll_fixed"))
    for each in vote.objections.select_related("unit__voter"):
        about = f"{each.ground} {each.unit.voter.number}"
        told.append((each.raised_at, f"objection {about}"))
        if each.answered_at:
            answer = "upheld" if each.upheld else "dismissed"
            told.append((each.answered_at, f"{answer} {about}"))
    return [{"at": at.isoformat(), "what": what} for at, what in sorted(told)]


def _share(sums: Mapping[str, int | None]) -> Share:
    return Share(sums["heads"] or 0, sums["area"] or 0)


def has_voted(voter: RollVoter) -> bool:
    return Ballot.objects.filter(voter=voter).exists()


def principals_of(vote: Vote, proxy_index: str) -> int:
    """For how many owners somebody has stood in already."""
    return Ballot.objects.filter(vote=vote, proxy_index=proxy_index).count()


def ballots_of(vote: Vote) -> list[tuple[int, Ballot]]:
    """Every ballot with its voter's number, in that order, for the machine that counts."""
    found = vote.ballots.select_related("voter").order_by("voter__number").defer("witness")
    return [(each.voter.number, each) for each in found]


def start(actor: Actor) -> Mapping[str, Any]:
    """The card of owners' votes on the start page, for residents who have signed in."""
    return {"shown": actor.kind == Kind.RESIDENT and actor.holds(VOTE)}
