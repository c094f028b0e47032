"""Other wordings: asked for by anybody, accepted or refused by the author, closed when the text stands."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.council import ProposalAmended
from linli.domains.council import queries
from linli.domains.council.actions.propose import locked, require_words
from linli.domains.council.errors import DoneAlready, MoveNotAllowed, TextStands
from linli.domains.council.models import Amendment, Proposal, ProposalText
from linli.domains.council.models.proposals import LONGEST
from linli.domains.council.rules import proposals
from linli.domains.council.rules.proposals import Amended, Stage
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.kernel.wording import wording
from linli.platform.access import policy
from linli.platform.access.actor import Actor, Kind
from linli.platform.audit import trail
from linli.platform.database import rows

ANSWERS = (Amended.ACCEPTED, Amended.REFUSED, Amended.CLOSED)


@transaction.atomic
def amend(*, actor: Actor, proposal: Proposal, problem: str, remedy: str, reason: str) -> Amendment:
    """Ask for another wording. Raises TextStands once the step that decides has begun."""
    policy.require(
        actor, queries.PROPOSE if actor.kind == Kind.RESIDENT else "council.guide", at=proposal
    )

    proposal = _amendable(proposal)
    problem = require_words(problem, "problem", _("请写明这一项。"), LONGEST)
    remedy = require_words(remedy, "remedy", _("请写明这一项。"), LONGEST)
    reason = require_words(reason, "reason", _("请写明为什么要改。"), 400)
    if (problem, remedy) == (proposal.problem, proposal.remedy):
        raise Invalid(_("文字和现在的一样，没有改动。"), remedy=_("请改动文字。"))
    made = rows.insert(
        Amendment(
            proposal=proposal, community_id=proposal.community_id, to_version=proposal.version,
            problem=problem, remedy=remedy, reason=reason, at=clock.now(), by=actor.account_id,
        )
    )  # fmt: skip

    trail.record(actor, "council.amend", proposal, amendment=str(made.pk))
    _tell(made, proposal)
    return made


@transaction.atomic
def answer_amendment(
    *, actor: Actor, amendment: Amendment, outcome: Amended, words: str = ""
) -> Amendment:
    """Accept, refuse or close an amendment: the author, or the desk for somebody without account.

    What is accepted becomes the next version. Raises MoveNotAllowed for an amendment to a wording
    that has changed since, so that nothing accepted in between is lost.
    """
    policy.require(
        actor, queries.PROPOSE if actor.kind == Kind.RESIDENT else "council.guide",
        at=amendment.proposal,
    )  # fmt: skip

    proposal = _amendable(amendment.proposal)
    amendment = rows.fetch(Amendment, amendment.pk)
    if not queries.is_author(actor, proposal):
        raise MoveNotAllowed(_("只有提议人可以答复修改意见；代录的提议由社区代为答复。"))
    if amendment.status != Amended.OPEN or outcome not in ANSWERS:
        raise DoneAlready(_("这条修改意见已经答复。"))
    if outcome == Amended.ACCEPTED:
        _accept(proposal, amendment)
    amendment.status, amendment.answer = outcome, words.strip()[:400]
    amendment.answered_at, amendment.answered_by = clock.now(), actor.account_id
    amendment.save()

    trail.record(actor, "council.answer_amendment", proposal, outcome=outcome)
    _tell(amendment, proposal)
    return amendment


def close_amendments(proposal: Proposal) -> None:
    """Close those that nobody has answered, since the text stands from now on; who asked is told."""
    unanswered = Amendment.objects.filter(proposal=proposal, status=Amended.OPEN)
    closed = list(unanswered.select_for_update())
    unanswered.update(status=Amended.CLOSED, answered_at=clock.now())
    for each in closed:
        each.status = Amended.CLOSED
        _tell(each, proposal)


def _tell(amendment: Amendment, proposal: Proposal) -> None:
    publish(
        ProposalAmended(
            proposal_id=proposal.pk, amendment_id=amendment.pk, area=proposal.area,
            outcome=amendment.status,
        )
    )  # fmt: skip


def _accept(proposal: Proposal, amendment: Amendment) -> None:
    if amendment.to_version != proposal.version:
        raise MoveNotAllowed(_("提议的文字在这之后改过，请对方按现在的文字重新提出。"))
    proposal.problem, proposal.remedy = amendment.problem, amendment.remedy
    proposal.version += 1
    proposal.wording = wording(f"{proposal.title} {proposal.problem}")
    proposal.save(update_fields=["problem", "remedy", "version", "wording"])
    rows.insert(
        ProposalText(
            proposal=proposal, community_id=proposal.community_id, version=proposal.version,
            problem=proposal.problem, remedy=proposal.remedy, at=clock.now(),
        )
    )  # fmt: skip


def _amendable(proposal: Proposal) -> Proposal:
    proposal = locked(proposal)
    if not proposals.is_amendable(proposal.rules, Stage(proposal.status), proposal.step):
        words = (
            _("“%s”这一步已经开始，文字不能再改。")
            % proposal.rules.steps[proposal.rules.deciding].title
        )
        raise TextStands(words, rule=proposal.procedure)
    return proposal
