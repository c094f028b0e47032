"""What parties promise to bring in, and what came of it."""

from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from linli.domains.meetings import queries
from linli.domains.meetings.actions.record import require_words
from linli.domains.meetings.errors import NotOnThisBody, SameHand
from linli.domains.meetings.models import Delivery, Pledge, Seat
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows

MOST = 1_000_000


@transaction.atomic
def pledge(
    *, actor: Actor, seat: Seat, resource: str, amount: int, unit: str, due_on: date
) -> Pledge:
    """Promise something in the name of a seat: the seat itself, or a recorder who was told so."""
    policy.require(actor, "meetings.propose", at=seat.body)

    if not queries.may_pledge(actor, seat):
        raise NotOnThisBody(_("只有席位本人或者记录人可以登记认领。"))
    resource = require_words(resource, "resource", _("请写明提供什么资源。"))
    unit = require_words(unit, "unit", _("请写明计量单位。"))
    _check(seat, amount, due_on)

    made = rows.insert(
        Pledge(
            body=seat.body, seat=seat, community_id=seat.community_id, area=seat.body.area,
            resource=resource, amount=amount, unit=unit, due_on=due_on, pledged_at=clock.now(),
        )
    )  # fmt: skip

    trail.record(actor, "meetings.pledge", made, seat=str(seat.pk), amount=amount)
    return made


@transaction.atomic
def deliver(*, actor: Actor, pledge: Pledge, amount: int, evidence: str) -> Delivery:
    """Note that a part came, seen by a recorder who isn't the one who promised it.

    Raises SameHand for that one, Invalid for more than is still open.
    """
    policy.require(actor, "meetings.record", at=pledge)

    pledge = rows.fetch(Pledge, pledge.pk, lock=True)
    if actor.account_id is not None and actor.account_id == pledge.seat.account_id:
        raise SameHand(_("自己认领的资源，要由另一位登记兑现。"))
    evidence = require_words(evidence, "evidence", _("请写明兑现了什么、在哪里能看到。"))
    left = pledge.amount - _come(pledge)
    if not 1 <= amount <= left:
        words = _("还没有兑现的有 %(left)d，请核对数量。") % {"left": left}
        raise Invalid(words, amount=words)

    made = rows.insert(
        Delivery(
            pledge=pledge, community_id=pledge.community_id, amount=amount, evidence=evidence,
            at=clock.now(), recorded_by=actor.account_id,
        )
    )  # fmt: skip
    if amount == left:
        pledge.delivered_at = made.at
        rows.update(pledge, ["delivered_at"])

    trail.record(actor, "meetings.deliver", pledge, amount=amount)
    return made


def _check(seat: Seat, amount: int, due_on: date) -> None:
    if seat.left_on is not None:
        words = _("请从本会议组织现有的席位中选择。")
        raise Invalid(words, seat=words)
    if not 1 <= amount <= MOST:
        words = _("数量是 1 到 %d。") % MOST
        raise Invalid(words, amount=words)
    if due_on < clock.local_date(clock.now()):
        words = _("兑现日期不能早于今天。")
        raise Invalid(words, due_on=words)


def _come(pledge: Pledge) -> int:
    return pledge.deliveries.aggregate(sum=Sum("amount"))["sum"] or 0
