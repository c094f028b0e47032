"""Many dispatches at one go, and taking them back before anybody has begun."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from linli.core.divisions.models import Department
from linli.domains.cases.actions.dispatch import dispatch_case, withdraw_share
from linli.domains.cases.errors import TooLateToUndo
from linli.domains.cases.models import Case, Category
from linli.domains.cases.rules import GONE, Share
from linli.kernel import clock
from linli.kernel.errors import DomainError
from linli.platform.access import policy
from linli.platform.access.actor import Actor

UNDO_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with one case of a batch; `seen_version` is the case as it was looked at."""

    case: Case
    category: Category
    lead: Department | None
    seen_version: int


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one order: `refusal` is in words when it could not be done."""

    order: Order
    refusal: str = ""


def dispatch_many(*, actor: Actor, orders: Sequence[Order]) -> list[Sent]:
    """Dispatch each case by itself: what is refused holds up nothing else, and says why."""
    policy.require_anywhere(actor, "cases.dispatch")
    return [_dispatch(actor, order) for order in orders]


def _dispatch(actor: Actor, order: Order) -> Sent:
    try:
        dispatch_case(
            actor=actor, case=order.case, category=order.category, lead=order.lead,
            seen_version=order.seen_version,
        )  # fmt: skip
    except DomainError as refusal:
        return Sent(order, str(refusal))
    return Sent(order)


@transaction.atomic
def undo_dispatch(*, actor: Actor, case: Case) -> Case:
    """Take a dispatch of one's own back within ten minutes, as long as no party has accepted.

    Raises TooLateToUndo. Each share is withdrawn, so that the parties are told and nothing is
    hidden; the case is on the board again with its clock as it was.
    """
    policy.require(actor, "cases.dispatch", at=case)

    shares = list(case.assignments.exclude(status__in=GONE).select_related("case", "department"))
    since = clock.now() - UNDO_WITHIN
    if not shares or any(
        share.status != Share.SENT or share.sent_by != actor.account_id or share.sent_at < since
        for share in shares
    ):
        raise TooLateToUndo(
            _("已有单位签收，或者派单超过十分钟，不能整体撤销。请打开事件逐个处理。")
        )
    for share in sorted(shares, key=lambda each: each.is_lead):
        case = withdraw_share(actor=actor, assignment=share, reason=_("派单员撤销了这次派单。"))
    return case
