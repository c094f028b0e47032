"""Who is told about proposals, once for each thing that happened, without anybody's name or words."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.domains.council import queries, words
from linli.domains.council.models import Amendment, Proposal, ProposalTask, SignedMeeting
from linli.domains.council.rules.proposals import Amended, Stage
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.notices import actions as notices
from linli.platform.notices.recipients import Holders, Phone, Recipient

TOLD_OF_AMENDMENT = {
    Amended.OPEN: gettext_lazy("有人对提议 %s 提出了修改，等待提议人答复。"),
    Amended.ACCEPTED: gettext_lazy("提议 %s 的文字已经按修改意见更新。"),
    Amended.REFUSED: gettext_lazy("对提议 %s 的一条修改意见没有被采纳。"),
    Amended.CLOSED: gettext_lazy("对提议 %s 的一条修改意见已经关闭。"),
}


@transaction.atomic
def tell_desk_of_proposal(*, actor: Actor, proposal: Proposal) -> None:
    """Tell the community's desk that somebody has proposed something."""
    policy.require(actor, "council.guide", at=proposal)
    said = _("新的提议 %s 等待处理。") % proposal.number
    _send(proposal, Holders("council.guide", proposal.area), said, f"made:{proposal.pk}")
    trail.record(actor, "council.tell", proposal, topic="made")


@transaction.atomic
def tell_of_move(*, actor: Actor, proposal: Proposal, status: str, step: int) -> None:
    """Tell the proposer and everybody behind it where it stands now."""
    policy.require(actor, "council.guide", at=proposal)
    is_running = status == Stage.RUNNING
    where = proposal.rules.steps[step].title if is_running else words.STAGE[Stage(status)]
    said = _("提议 %(number)s 有了进展：%(where)s。") % {"number": proposal.number, "where": where}
    _tell_participants(proposal, said, f"{status}:{step}")
    trail.record(actor, "council.tell", proposal, topic="moved")


@transaction.atomic
def tell_of_progress(*, actor: Actor, proposal: Proposal, task: ProposalTask, percent: int) -> None:
    """Tell everybody who took part how far a task is."""
    policy.require(actor, "council.guide", at=proposal)
    said = _("提议 %(number)s 的一项任务完成了 %(percent)d%%。") % {
        "number": proposal.number, "percent": percent,
    }  # fmt: skip
    _tell_participants(proposal, said, f"progress:{task.pk}:{percent}")
    trail.record(actor, "council.tell", proposal, topic="progress")


@transaction.atomic
def tell_of_amendment(*, actor: Actor, amendment: Amendment, outcome: str) -> None:
    """Tell everybody behind a proposal, and who asked, what becomes of another wording."""
    proposal = amendment.proposal
    policy.require(actor, "council.guide", at=proposal)
    said = TOLD_OF_AMENDMENT[Amended(outcome)] % proposal.number
    _tell_participants(proposal, said, f"amendment:{amendment.pk}:{outcome}", amendment.by)
    trail.record(actor, "council.tell", proposal, topic="amended")


@transaction.atomic
def note_meeting(*, actor: Actor, meeting_id: UUID, area: str, kind: str) -> None:
    """Remember that a meeting's minutes are signed, so that a step can rest on them."""
    policy.require(actor, "council.guide", at=area)
    try:
        with transaction.atomic():
            known = rows.insert(
                SignedMeeting(
                    meeting_id=meeting_id, community_id=area[:COMMUNITY_DIGITS], area=area,
                    kind=kind, signed_at=clock.now(),
                )
            )  # fmt: skip
    except IntegrityError:
        return  # told before
    trail.record(actor, "council.note_meeting", known)


def _tell_participants(proposal: Proposal, said: str, what: str, also: UUID | None = None) -> None:
    for account in sorted({*queries.accounts_of_participants(proposal), *filter(None, [also])}):
        _send(proposal, account, said, f"{proposal.pk}:{what}:{account}")
    if proposal.phone:
        _send(proposal, Phone(proposal.phone), said, f"{proposal.pk}:{what}:phone")


def _send(proposal: Proposal, to: Recipient, said: str, once: str) -> None:
    notices.send(
        to=to, topic="council.proposal", words=said, urgent=False,
        link=reverse("council:proposal", args=[proposal.pk]), once_key=f"council.proposal:{once}",
    )  # fmt: skip
