"""Every read of proposals; each says who asks, or which machine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import gettext as _

from linli.core.divisions.rules import community_of
from linli.domains.council.models import (
    Amendment,
    DecisionPosting,
    EffectAnswer,
    Proposal,
    ProposalObjection,
    ProposalStep,
    ProposalTask,
    SignedMeeting,
    Support,
    Vote,
)
from linli.domains.council.rules import life
from linli.domains.council.rules.procedures import PROCEDURES
from linli.domains.council.rules.proposals import ALIKE, DECIDED_FOR, Facts, Heads, Stage
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.kernel.wording import likeness_of_words, wording
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.accounts.models import Account
from linli.platform.database.secrecy import blind, normalise_phone

READ, PROPOSE, GUIDE = "council.read", "council.propose", "council.guide"
SHOWN, COMPARED = 5, 40
CANDIDATES = """
SELECT id FROM council_proposal WHERE community_id = %s AND status = ANY(%s)
ORDER BY bit_count((wording # %s)::bit(64)), proposed_at DESC LIMIT %s
"""
ALIVE = [str(each) for each in (Stage.RUNNING, *DECIDED_FOR)]
Row = TypeVar("Row", bound=Model)


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """The proposals of where `actor` works or lives, the newest first."""
    return Proposal.objects.filter(policy.within(actor, READ) | policy.within(actor, PROPOSE))


def proposal(actor: Actor, proposal_id: UUID) -> Proposal:
    """One proposal; NotFound also when it exists but isn't this actor's to see."""
    return _one(proposals_visible_to(actor), proposal_id)


def proposal_for_machine(proposal_id: UUID) -> Proposal:
    return Proposal.objects.get(pk=proposal_id)


def amendment(actor: Actor, amendment_id: UUID) -> Amendment:
    found = Amendment.objects.filter(proposal__in=proposals_visible_to(actor))
    return _one(found.select_related("proposal"), amendment_id)


def proposal_objection(actor: Actor, objection_id: UUID) -> ProposalObjection:
    found = ProposalObjection.objects.filter(proposal__in=proposals_visible_to(actor))
    return _one(found.select_related("proposal"), objection_id)


def proposal_task(actor: Actor, task_id: UUID) -> ProposalTask:
    found = ProposalTask.objects.filter(proposal__in=proposals_visible_to(actor))
    return _one(found.select_related("proposal"), task_id)


def may_see_proposal(actor: Actor, owner_id: UUID) -> bool:
    """Whether the files of a proposal, a step, a posting or a task's progress may be seen."""
    about = Q(pk=owner_id) | Q(taken=owner_id) | Q(postings=owner_id)
    about |= Q(tasks__progress=owner_id)
    return proposals_visible_to(actor).filter(about).exists()


def board(actor: Actor, step: str = "") -> QuerySet[Proposal]:
    """What is under way where `actor` works, whatever is due first on top; `step` is a key."""
    found = Proposal.objects.filter(policy.within(actor, READ), status=Stage.RUNNING)
    if step:
        found = found.filter(_on_step(step))
    return found.select_related("community").order_by("due_at", "id")


def late_tasks(actor: Actor, now: datetime) -> QuerySet[ProposalTask]:
    """Tasks past their deadline where `actor` works, the latest first."""
    found = ProposalTask.objects.filter(policy.within(actor, READ), done_at=None, due_at__lt=now)
    return found.select_related("proposal", "department").order_by("due_at", "id")


def proposals_bench(actor: Actor) -> Mapping[str, Any]:
    """What waits on the work bench: proposals under way, and those that are late."""
    if not actor.holds(GUIDE):
        return {"shown": False}
    now = clock.now()
    counts = board(actor).aggregate(running=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)))
    return {"shown": True, **counts, "tasks": late_tasks(actor, now).count()}


def is_author(actor: Actor, about: Proposal) -> bool:
    """Whether it is the actor's own; what was entered for somebody is the desk's to answer for."""
    if actor.kind == Kind.RESIDENT:
        return about.proposer is not None and about.proposer == actor.account_id
    return about.proposer in {None, actor.account_id} and policy.allows(actor, GUIDE, at=about)


def person_of(actor: Actor, phone: str = "") -> str:
    """The blind index of one person over all channels; "" for somebody who is nobody's account."""
    if phone:
        return blind(normalise_phone(phone), PHONE)
    if actor.kind != Kind.RESIDENT or actor.account_id is None:
        return ""
    index = Account.objects.filter(pk=actor.account_id).values_list("phone_index", flat=True)
    return index.first() or str(actor.account_id)


def has_supported(person: str, about: Proposal) -> bool:
    return bool(person) and Support.objects.filter(proposal=about, person=person).exists()


def has_answered_effect(person: str, about: Proposal) -> bool:
    return bool(person) and EffectAnswer.objects.filter(proposal=about, person=person).exists()


def effect_of(about: Proposal) -> tuple[int, int]:
    """How many said that it helped, and how many said anything."""
    told = about.answers.aggregate(helped=Count("pk", filter=Q(helped=True)), everyone=Count("pk"))
    return told["helped"], told["everyone"]


def alike_proposals(actor: Actor, area: str, said: str) -> Sequence[Proposal]:
    """Proposals that may be about the same, most alike first; two queries."""
    policy.require_anywhere(actor, PROPOSE, GUIDE)
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, [community_of(area), ALIVE, wording(said), COMPARED])
        near = [pk for (pk,) in cursor.fetchall()]
    judged = [
        (likeness_of_words(said, f"{each.title} {each.problem}"), each)
        for each in proposals_visible_to(actor).filter(pk__in=near)
    ]
    alike = sorted((pair for pair in judged if pair[0] >= ALIKE), key=lambda pair: -pair[0])
    return [each for _score, each in alike[:SHOWN]]


def accounts_of_participants(about: Proposal) -> Sequence[UUID]:
    """The proposer and everybody with an account who stands behind it, each once."""
    found = about.supports.exclude(account=None).values_list("account", flat=True)
    return sorted(
        {*(each for each in found if each), *([about.proposer] if about.proposer else [])}
    )


def signed_meetings(about: Proposal) -> QuerySet[SignedMeeting]:
    """The meetings of the community whose minutes are signed, the newest first."""
    return SignedMeeting.objects.filter(community_id=about.community_id)


def votes_near(about: Proposal) -> QuerySet[Vote]:
    """The owners' votes of the community, the newest first."""
    return Vote.objects.filter(community_id=about.community_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What somebody brings along to show that a step is done."""

    record: str = ""
    files: int = 0
    meeting_id: UUID | None = None
    vote_id: UUID | None = None
    heads: Heads | None = None


def facts_of(about: Proposal, brought: Brought) -> Facts:
    """What is known of the step under way, with what somebody brings; at most six queries."""
    posted = DecisionPosting.objects.filter(proposal=about, step=about.step).first()
    asked = ProposalObjection.objects.filter(proposal=about, answered_at=None)
    tasks = about.tasks.aggregate(every=Count("pk"), left=Count("pk", filter=Q(done_at=None)))
    vote = _vote_of(about, brought.vote_id)
    return Facts(
        supporters=about.supporters, threshold=about.threshold, record=brought.record,
        files=brought.files, heads=brought.heads,
        meeting_signed=brought.meeting_id is not None
        and signed_meetings(about).filter(pk=brought.meeting_id).exists(),
        vote_noticed=vote is not None, vote_carried=vote is not None and _carried(vote),
        posted_at=posted.posted_at if posted else None, objections_open=asked.count(),
        tasks=tasks["every"], tasks_open=tasks["left"],
    )  # fmt: skip


def _vote_of(about: Proposal, vote_id: UUID | None) -> Vote | None:
    """The owners' vote that was named, else the one that an earlier step named.

    Once a step has named a vote, no later step may bring another.
    """
    named = ProposalStep.objects.filter(proposal=about, evidence__has_key="vote").first()
    chosen = UUID(named.evidence["vote"]) if named else vote_id
    return votes_near(about).filter(pk=chosen).first() if chosen else None


def _carried(vote: Vote) -> bool:
    if vote.status != life.Status.PUBLISHED:
        return False
    result = json.loads(vote.certificate)["result"]
    return bool(result["quorate"]) and all(each["carried"] for each in result["items"])


def _on_step(key: str) -> Q:
    found = Q(pk__in=[])
    for each in PROCEDURES.values():
        at = each.number_of(key)
        if at is not None:
            found |= Q(procedure=each.key, step=at)
    return found


def _one(found: QuerySet[Row], pk: UUID) -> Row:
    one = found.filter(pk=pk).first()
    if one is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return one
