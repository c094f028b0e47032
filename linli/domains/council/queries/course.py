"""What happened to a vote on its way, as everybody may read it: no name, no door, no words."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from linli.domains.council.models import Mandate, Poll, Posting, Vote
from linli.domains.council.queries.counting import roll_of
from linli.domains.council.queries.polls import is_poll_as_noticed, poll_items, poll_roll_facts
from linli.domains.council.queries.swift import items_of
from linli.domains.council.queries.votes import is_as_noticed
from linli.domains.council.rules import recount
from linli.domains.council.rules.certificate import digest
from linli.domains.council.rules.course import Posted, proof_due
from linli.domains.council.rules.grounds import Ground
from linli.domains.council.rules.life import Status
from linli.domains.council.rules.variants import VARIANTS
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import scope
from linli.platform.files.models import StoredFile


def events_of(vote: Vote) -> list[dict[str, str]]:
    """What happened to a vote, in its order; refused attempts are added up by channel and reason."""
    told: list[tuple[datetime, str]] = [(vote.noticed_at, "noticed")]
    if vote.roll_fixed_at:
        told.append((vote.roll_fixed_at, "roll_fixed"))
    told += _objections(vote) + _passed_and_voided(vote)
    told += [(each.posted_at, f"posted {each.what}") for each in vote.postings.all()]
    told += [
        (each["last"], f"refused {each['channel']} {each['code']} x{each['times']}")
        for each in refused(vote)
    ]
    return [{"at": at.isoformat(), "what": what} for at, what in sorted(told)]


def refused(vote: Vote) -> list[dict[str, Any]]:
    """Attempts that were refused: channel, reason, how often, and when last."""
    found = vote.refusals.values("channel", "code").order_by("channel", "code")
    return [dict(each) for each in found.annotate(times=Count("pk"), last=Max("at"))]


def unsound() -> list[str]:
    """For doctor: votes and polls whose notice, roll or certificate isn't what it was."""
    with scope.system("doctor counts every published vote and poll again"):
        fixed = Vote.objects.exclude(roll_fixed_at=None).order_by("noticed_at")
        told = [f"{each.pk}: {why}" for each in fixed.iterator(1) for why in _breaches(each)]
        polls = Poll.objects.exclude(roll_fixed_at=None).order_by("noticed_at")
        return told + [
            f"{each.pk}: {why}" for each in polls.iterator(1) for why in _poll_breaches(each)
        ]


def _breaches(vote: Vote) -> Iterator[str]:
    if not is_as_noticed(vote, items_of(vote)):
        yield "The notice was altered."
    if digest(roll_of(vote)) != vote.roll_digest:
        yield "The roll isn't the one that was fixed."
    if vote.certificate and not recount.agrees(vote.certificate):
        yield "The certificate doesn't count to itself."


def _poll_breaches(poll: Poll) -> Iterator[str]:
    if not is_poll_as_noticed(poll, poll_items(poll)):
        yield "The notice was altered."
    if digest(poll_roll_facts(poll.voters.all())) != poll.roll_digest:
        yield "The roll isn't the one that was fixed."
    if poll.certificate and not recount.agrees(poll.certificate):
        yield "The certificate doesn't count to itself."


def voided_of(vote: Vote) -> list[dict[str, Any]]:
    """The ballots found to be forged: whose place, how they came, their receipt; not what they said."""
    found = vote.voided.select_related("ballot__voter").order_by("ballot__voter__number", "at")
    return [
        {"voter": each.ballot.voter.number, "channel": each.ballot.channel, "receipt": each.ballot.receipt}
        for each in found
    ]  # fmt: skip


def in_doubt(vote: Vote) -> int:
    """How many ballots stand still while an objection says that they are forged."""
    open_ = vote.objections.filter(ground=Ground.FORGED, upheld=None).values("unit__voter")
    return vote.ballots.filter(voided=None, voter__in=open_).count()


def unproven(vote: Vote, now: datetime) -> list[tuple[Posted, datetime, bool]]:
    """What still lacks proof of posting: (what, until when, overdue)."""
    if vote.status not in {Status.NOTICED, Status.READY, Status.PUBLISHED}:
        return []
    proven = {each.what for each in vote.postings.all()}
    due = proof_due(VARIANTS[vote.rule], vote.noticed_at, vote.published_at)
    return [(what, until, now >= until) for what, until in due.items() if what not in proven]


def postings_of(vote: Vote) -> list[Posting]:
    return list(vote.postings.all())


def photos_of(postings: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """The photos of postings, whose vote the reader has been shown; one query."""
    found: dict[UUID, list[UUID]] = {}
    kept = StoredFile.objects.filter(owner_kind="council.posting", owner_id__in=postings)
    for owner, photo in kept.order_by("id").values_list("owner_id", "id"):
        found.setdefault(owner, []).append(photo)
    return found


def may_see_posting(actor: Actor, posting_id: UUID) -> bool:
    """Whoever may see the vote may see the photo of its posting."""
    found = Posting.objects.filter(pk=posting_id).select_related("vote").first()
    return found is not None and any(
        policy.allows(actor, each, at=found.vote) for each in ("council.view", "council.vote")
    )


def may_see_mandate(actor: Actor, mandate_id: UUID) -> bool:
    """The paper of an authorisation names people: for those alone who answer objections."""
    found = Mandate.objects.filter(pk=mandate_id).select_related("vote").first()
    return found is not None and policy.allows(actor, "council.fix_roll", at=found.vote)


def _objections(vote: Vote) -> list[tuple[datetime, str]]:
    told = []
    for each in vote.objections.select_related("unit__voter"):
        about = f"{each.ground} {each.unit.voter.number}"
        told.append((each.raised_at, f"objection {about}"))
        if each.answered_at:
            told.append((each.answered_at, f"{'upheld' if each.upheld else 'dismissed'} {about}"))
    return told


def _passed_and_voided(vote: Vote) -> list[tuple[datetime, str]]:
    passed = vote.successions.select_related("voter")
    voided = vote.voided.select_related("ballot__voter")
    return [
        *((each.named_at, f"passed {each.ground} {each.voter.number}") for each in passed),
        *((each.at, f"voided {each.ballot.voter.number}") for each in voided),
    ]
