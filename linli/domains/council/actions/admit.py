"""Proposals that aren't admitted: by which criterion, and the one objection to that."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.council import queries
from linli.domains.council.actions.propose import end, locked, publish_moved, require_words
from linli.domains.council.errors import DoneAlready, MoveNotAllowed, OwnRefusal, RefusedOnce
from linli.domains.council.models import Proposal, ProposalRefusal
from linli.domains.council.rules import proposals
from linli.domains.council.rules.proposals import Course, Criterion
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def refuse_proposal(
    *, actor: Actor, proposal: Proposal, criterion: Criterion, words: str
) -> ProposalRefusal:
    """Don't admit a proposal, while it is on its first step, by one of the criteria and in words.

    Raises RefusedOnce when an objection has brought it back before.
    """
    policy.require(actor, "council.guide", at=proposal)

    proposal = locked(proposal)
    if ProposalRefusal.objects.filter(proposal=proposal).exists():
        raise RefusedOnce(_("对不予受理的异议已经成立，不能再次不予受理。"))
    if proposal.step > 0:
        raise MoveNotAllowed(_("提议已经受理，不能再不予受理。"))
    words = require_words(words, "words", _("请写明理由，居民会看到。"))
    end(proposal, Course.REFUSE)
    refusal = rows.insert(
        ProposalRefusal(
            proposal=proposal, community_id=proposal.community_id, criterion=criterion,
            words=words, at=clock.now(), by=actor.account_id,
        )
    )  # fmt: skip

    trail.record(actor, "council.refuse", proposal, criterion=criterion)
    publish_moved(proposal)
    return refusal


@transaction.atomic
def object_to_refusal(*, actor: Actor, proposal: Proposal, words: str) -> ProposalRefusal:
    """Say why it should have been admitted: the author, once. Raises DoneAlready the second time."""
    policy.require(
        actor, queries.PROPOSE if actor.kind == Kind.RESIDENT else "council.guide", at=proposal
    )

    proposal = locked(proposal)
    refusal = _refusal_of(proposal)
    if not queries.is_author(actor, proposal):
        raise MoveNotAllowed(_("只有提议人可以提出异议；代录的提议由社区代为提出。"))
    if refusal.objected_at is not None:
        raise DoneAlready(_("已经提出过一次异议。"))
    refusal.objection = require_words(words, "words", _("请写明为什么应当受理。"))
    refusal.objected_at = clock.now()
    refusal.save(update_fields=["objection", "objected_at"])

    trail.record(actor, "council.object_to_refusal", proposal)
    return refusal


@transaction.atomic
def judge_refusal(*, actor: Actor, proposal: Proposal, upheld: bool, words: str) -> ProposalRefusal:
    """Decide on the objection: upheld, and the proposal runs again from its first step.

    Raises OwnRefusal for whoever refused it.
    """
    policy.require(actor, "council.guide", at=proposal)

    proposal = locked(proposal)
    refusal = _refusal_of(proposal)
    if refusal.objected_at is None or refusal.upheld is not None:
        raise DoneAlready(_("没有等待答复的异议。"))
    if actor.account_id is not None and actor.account_id == refusal.by:
        raise OwnRefusal(_("不能答复对自己决定的异议，请由另一位答复。"))
    refusal.answer = require_words(words, "words", _("请写明答复。"))
    refusal.upheld, refusal.answered_at = upheld, clock.now()
    refusal.answered_by = actor.account_id
    refusal.save()
    if upheld:
        end(proposal, Course.ADMIT)
        proposal.due_at = proposals.due_after(proposal.rule, proposal.since)
        proposal.save(update_fields=["due_at"])

    trail.record(actor, "council.judge_refusal", proposal, upheld=upheld)
    publish_moved(proposal)
    return refusal


def _refusal_of(proposal: Proposal) -> ProposalRefusal:
    refusal = ProposalRefusal.objects.filter(proposal=proposal).first()
    if refusal is None:
        raise MoveNotAllowed(proposals.NOT_NOW)
    return refusal
