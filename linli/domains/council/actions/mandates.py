"""Keeping an owner's written authorisation for somebody who votes for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.domains.council import queries
from linli.domains.council.actions.cast import check_stand, proxy_index
from linli.domains.council.actions.passing import DESK
from linli.domains.council.actions.refusals import told_when_refused
from linli.domains.council.errors import NotVotingNow, Undisclosed
from linli.domains.council.models import Mandate, Vote
from linli.domains.council.rules.course import Stand
from linli.domains.council.rules.life import Status
from linli.domains.council.rules.owners import undisclosed
from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import is_phone
from linli.platform.files import actions as files
from linli.platform.files.actions import Upload

PAPER = "council.mandate"  # owner kind of the kept file


@dataclass(frozen=True, slots=True)
class Authorised:
    """What the paper says: whose door, who stands in, and for which items (none: for all)."""

    label: str
    name: str
    phone: str
    stand: Stand = Stand.OTHER
    items: Sequence[int] = ()


def keep_mandate(*, actor: Actor, vote: Vote, given: Authorised, paper: Upload) -> Mandate:
    """Keep the paper, a photo or a PDF, by which an owner lets somebody vote for them.

    Raises MayNotStandIn where the rule keeps this proxy out, Undisclosed for an item that isn't asked.
    """
    policy.require(actor, "council.enter", at=vote)

    with told_when_refused(vote, DESK):
        made = rows.insert(_checked(actor, vote, given))
        keep = (
            files.keep_document if (paper.name or "").lower().endswith(".pdf") else files.keep_photo
        )
        keep(
            actor, paper, owner_kind=PAPER, owner_id=made.pk, community_id=vote.community_id,
            area=vote.area,
        )  # fmt: skip
        trail.record(actor, "council.keep_mandate", vote, mandate=str(made.pk), stand=given.stand)
    return made


def _checked(actor: Actor, vote: Vote, given: Authorised) -> Mandate:
    unit = queries.unit_on_roll(vote, given.label)
    if unit is None:
        told = _("名册上没有这一户。请照房屋清单的写法填写，例如 3-2-501。")
        raise Invalid(told, label=told)
    if not given.name.strip() or not is_phone(given.phone):
        told = _("请写明代理人的姓名和手机号。")
        raise Invalid(told, phone=told)
    queries.hold(vote, [unit.voter])
    vote = rows.fetch(Vote, vote.pk)
    if vote.status != Status.READY or clock.now() >= vote.closes_at:
        raise NotVotingNow(_("名册还没有确定，或者表决已经结束。"))
    if undisclosed(given.items, [each.number for each in queries.items_of(vote)]):
        raise Undisclosed(_("公告里没有这一项，不能委托。"))
    check_stand(vote, given.stand)
    index = proxy_index(given.phone)
    if unit.voter.mandates.filter(proxy_index=index).exists():
        raise Conflict(_("这位业主给这位代理人的委托书已经登记过。"))
    return Mandate(
        vote=vote, voter=unit.voter, community_id=vote.community_id, name=given.name.strip(),
        proxy_index=index, stand=given.stand, items=sorted(set(given.items)), kept_at=clock.now(),
        kept_by=actor.account_id,
    )  # fmt: skip
