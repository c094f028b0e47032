"""What is done to contributions by rules that everybody knows; each step is a line of a public log."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.council.actions.deliberate import held, kept
from linli.domains.council.errors import AppealedAlready, MoveNotAllowed, OwnDecision
from linli.domains.council.models import Contribution, Moderation
from linli.domains.council.queries import deliberation as queries
from linli.domains.council.rules.deliberation import STEPS, Reason, Standing, Step
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def moderate(
    *, actor: Actor, contribution: Contribution, step: Step, reason: Reason | None = None
) -> Contribution:
    """Publish something, or take it out by one of the rules.

    Raises NotPermitted, NotDeliberatingNow, Invalid without a rule, MoveNotAllowed.
    """
    policy.require(actor, "council.moderate", at=contribution.deliberation)

    if step not in {Step.PUBLISH, Step.REMOVE}:
        raise MoveNotAllowed(_("这一步现在不能做。"))
    if step == Step.REMOVE and reason is None:
        raise Invalid(_("请选择按哪条规则移除。"), reason=_("请选择按哪条规则移除。"))
    made = _stepped(contribution, step, actor.account_id, reason=reason)

    trail.record(actor, "council.moderate", made.deliberation, number=made.number, step=step)
    return made


@transaction.atomic
def appeal(*, actor: Actor, contribution: Contribution, words: str) -> None:
    """Say once, as its author, why something shouldn't have been taken out.

    Raises NotPermitted, NotFound for anybody else's, Invalid without words, AppealedAlready,
    MoveNotAllowed, NotDeliberatingNow.
    """
    policy.require(actor, "council.deliberate", at=contribution.deliberation)

    if not queries.is_author(actor, contribution):
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    if not words.strip():
        raise Invalid(_("请写明理由。"), words=_("请写明理由。"))
    steps = {each.step for each in queries.steps_of(contribution)}
    if Step.APPEAL in steps:
        raise AppealedAlready(_("这一条已经申诉过，只能申诉一次。"))
    made = _stepped(contribution, Step.APPEAL, None, words=words)

    trail.record(actor, "council.appeal", made.deliberation, number=made.number)


@transaction.atomic
def answer_appeal(*, actor: Actor, contribution: Contribution, upheld: bool, words: str) -> None:
    """Decide on an appeal, with reasons: it is shown again, or stays out.

    Also after the close: whoever appealed in time is owed an answer, and the public log has it. A
    result that is frozen stays as it is. Raises NotPermitted, Invalid without words, OwnDecision for
    who took it out, MoveNotAllowed without an open appeal.
    """
    policy.require(actor, "council.moderate", at=contribution.deliberation)

    if not words.strip():
        raise Invalid(_("请写明理由。"), words=_("请写明理由。"))
    steps = queries.steps_of(contribution)
    done = {each.step for each in steps}
    if Step.APPEAL not in done or done & {Step.RESTORE, Step.DISMISS}:
        raise MoveNotAllowed(_("这一条没有等待答复的申诉。"))
    if actor.account_id is not None and actor.account_id in _removers(steps):
        raise OwnDecision(_("移除它的人不能答复申诉，请换一位同事。"))
    step = Step.RESTORE if upheld else Step.DISMISS
    made = _stepped(contribution, step, actor.account_id, words=words, at_any_time=True)

    trail.record(actor, "council.answer_appeal", made.deliberation, number=made.number, step=step)


def _removers(steps: list[Moderation]) -> set[UUID | None]:
    return {each.taken_by for each in steps if each.step == Step.REMOVE}


def _stepped(
    contribution: Contribution,
    step: Step,
    by: UUID | None,
    *,
    reason: Reason | None = None,
    words: str = "",
    at_any_time: bool = False,
) -> Contribution:
    """Take a step with a contribution and write it into the log."""
    talk = (kept if at_any_time else held)(contribution.deliberation, alone=True)
    made = rows.fetch(Contribution, contribution.pk, lock=True)
    now_standing = STEPS.get((Standing(made.standing), step))
    if now_standing is None:
        raise MoveNotAllowed(_("这一步现在不能做。"))
    made.standing = now_standing
    rows.update(made, ["standing"])
    rows.insert(
        Moderation(
            contribution=made, deliberation=talk, community_id=talk.community_id, step=step,
            reason=reason or "", words=words.strip(), taken_at=clock.now(), taken_by=by,
        )
    )  # fmt: skip
    return made
