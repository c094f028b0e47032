"""Taking a proposal one step further, with what proves it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.council import ProposalDecided
from linli.domains.council import queries
from linli.domains.council.actions.amend import close_amendments
from linli.domains.council.actions.propose import keep_files, locked, publish_moved
from linli.domains.council.errors import MoveNotAllowed, NotTheirStep, StepTaken
from linli.domains.council.models import Proposal, ProposalStep
from linli.domains.council.rules import proposals
from linli.domains.council.rules.procedures import StepRule
from linli.domains.council.rules.proposals import Course, Facts, Heads, Stage
from linli.kernel import clock
from linli.kernel.events import publish
from linli.kernel.ids import new_id
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts import queries as people_at_work
from linli.platform.audit import trail
from linli.platform.calendar.clocks.words import moment
from linli.platform.database import rows
from linli.platform.files.actions import Upload


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What somebody brings to show that a step is done."""

    words: str = ""
    files: Sequence[Upload] = ()
    meeting_id: UUID | None = None
    vote_id: UUID | None = None
    heads: Heads | None = None


NOTHING = Proof()


@transaction.atomic
def take_step(
    *, actor: Actor, proposal: Proposal, step: str, proof: Proof = NOTHING, adopted: bool = True
) -> Proposal:
    """Finish the step `step`; `adopted` is False where the community decides against it.

    Raises NotTheirStep, StepTaken (a colleague was first), StepOutOfOrder, EvidenceMissing or
    StepTooEarly, each with the rule and its sources; of several tries at once one succeeds.
    """
    policy.require(actor, "council.guide", at=proposal)
    _require_theirs(actor, proposal, step)

    proposal = locked(proposal)
    _require_waiting(proposal, step)
    facts = queries.facts_of(proposal, _brought(proof))
    rule = proposals.check_step(
        proposal.rules, proposal.step, step, proposal.since, clock.now(), facts, adopted=adopted
    )
    taken = _write(actor, proposal, proof, facts, adopted)
    keep_files(actor, proposal, "council.step", taken.pk, proof.files)
    _go_on(proposal, rule, facts, adopted)

    trail.record(actor, "council.step", proposal, step=step, adopted=adopted)
    publish_moved(proposal)
    if rule.decides:
        publish(
            ProposalDecided(
                proposal_id=proposal.pk, area=proposal.area, number=proposal.number,
                procedure=proposal.procedure, adopted=adopted,
            )
        )  # fmt: skip
    return proposal


def _brought(proof: Proof) -> queries.Brought:
    return queries.Brought(
        record=proof.words, files=len(proof.files), meeting_id=proof.meeting_id,
        vote_id=proof.vote_id, heads=proof.heads,
    )  # fmt: skip


def _require_theirs(actor: Actor, proposal: Proposal, step: str) -> None:
    """Raise NotTheirStep where the procedure gives the step to somebody else."""
    at = proposal.rules.number_of(step)
    rule = proposal.rules.steps[at] if at is not None else proposal.rule
    if policy.allows(actor, rule.who, at=proposal):
        return
    told = {
        "procedure": proposal.rules.title,
        "step": rule.title,
        "sources": "；".join(rule.sources),
    }
    raise NotTheirStep(
        _("按“%(procedure)s”，“%(step)s”由社区负责人完成，您没有这项权限。依据：%(sources)s。") % told,
        permission=rule.who, rule=proposal.procedure, step=rule.key, sources=list(rule.sources),
    )  # fmt: skip


def _require_waiting(proposal: Proposal, step: str) -> None:
    """Raise StepTaken for a step that is done, MoveNotAllowed where the proposal isn't running."""
    done = ProposalStep.objects.filter(proposal=proposal, key=step).first()
    if done is not None:
        name = people_at_work.name_of(done.taken_by)
        words = _("%(name)s已经在 %(at)s 完成了这一步。请刷新页面，查看最新进展。")
        told = {"name": name, "at": moment(done.taken_at)}
        raise StepTaken(words % told, by=name, since=done.taken_at.isoformat())
    if proposal.status != Stage.RUNNING:
        raise MoveNotAllowed(proposals.NOT_NOW)


def _write(
    actor: Actor, proposal: Proposal, proof: Proof, facts: Facts, adopted: bool
) -> ProposalStep:
    return rows.insert(
        ProposalStep(
            id=new_id(), proposal=proposal, community_id=proposal.community_id, at=proposal.step,
            key=proposal.rule.key, since=proposal.since, due_at=proposal.due_at,
            taken_at=clock.now(), taken_by=actor.account_id, adopted=adopted,
            words=proof.words.strip(), evidence=_evidence(proof, facts),
        )
    )  # fmt: skip


def _evidence(proof: Proof, facts: Facts) -> dict[str, Any]:
    """What was shown, in ids and figures alone."""
    heads = proof.heads
    shown = {
        "supporters": facts.supporters, "threshold": facts.threshold, "files": facts.files,
        "meeting": str(proof.meeting_id or ""), "vote": str(proof.vote_id or ""),
        "heads": [heads.entitled, heads.present, heads.agreed] if heads else [],
    }  # fmt: skip
    return {key: value for key, value in shown.items() if value}


def _go_on(proposal: Proposal, rule: StepRule, facts: Facts, adopted: bool) -> None:
    """Begin the next step, or let the proposal stand elsewhere after its last one."""
    now, standing = clock.now(), Stage(proposal.status)
    is_last = proposal.step + 1 == len(proposal.rules.steps)
    course = Course.REJECT if not adopted else Course.LAST_STEP if is_last else Course.STEP
    proposal.status = proposals.stage_after(standing, course)
    proposal.since, proposal.due_at = now, None
    proposal.decided_at = now if rule.decides else proposal.decided_at
    if course == Course.STEP:
        proposal.step += 1
        proposal.due_at = proposals.due_after(proposal.rule, now)
    if proposal.step == proposal.rules.deciding or not adopted:
        close_amendments(proposal)
    if course == Course.LAST_STEP and facts.tasks and not facts.tasks_open:
        finish(proposal)
    proposal.save()


def finish(proposal: Proposal) -> None:
    """Everything is done; its effect is looked at after some weeks. The caller saves."""
    proposal.status = proposals.stage_after(Stage(proposal.status), Course.FINISH)
    proposal.since = proposal.finished_at = clock.now()
    proposal.review_from = proposal.since + timedelta(weeks=proposal.rules.review_weeks)
