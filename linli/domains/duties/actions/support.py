"""The power, money, people and things that come with a duty."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.duties import queries
from linli.domains.duties.errors import MoveNotAllowed
from linli.domains.duties.models import Duty, Support
from linli.domains.duties.rules import Kind, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@dataclass(frozen=True, slots=True)
class Backing:
    """What is granted: `yuan` a year for funds, `people` full time for people."""

    kind: Kind
    what: str
    paper: str
    from_on: date
    until_on: date | None = None
    yuan: Decimal | None = None
    people: Decimal | None = None


@transaction.atomic
def add_support(*, actor: Actor, duty: Duty, backing: Backing) -> Support:
    """Record what came with a duty, by the paper that grants it.

    Raises NotPermitted, Invalid, or MoveNotAllowed for a duty that is over.
    """
    policy.require(actor, "duties.support", at=duty)

    duty = queries.held(duty)
    if duty.status not in {Status.PROPOSED, Status.IN_FORCE}:
        raise MoveNotAllowed(_("这一项已经不在清单上，不能再改。"), status=duty.status)
    _check(backing)
    support = rows.insert(
        Support(
            duty=duty, community_id=duty.community_id, kind=backing.kind,
            what=backing.what.strip(), paper=backing.paper.strip(), from_on=backing.from_on,
            until_on=backing.until_on,
            yuan=backing.yuan if backing.kind == Kind.FUNDS else None,
            people=backing.people if backing.kind == Kind.PEOPLE else None,
            recorded_at=clock.now(), recorded_by=actor.account_id,
        )
    )  # fmt: skip

    trail.record(actor, "duties.support", duty, kind=backing.kind)
    return support


@transaction.atomic
def end_support(*, actor: Actor, support: Support, last_day: date) -> Support:
    """Say on which day support ends; how it was until then stays. Raises NotPermitted, Invalid."""
    policy.require(actor, "duties.support", at=support.duty)

    queries.held(support.duty)
    support = rows.fetch(Support, support.pk)
    if last_day < support.from_on:
        words = _("最后一天不能早于开始的那一天。")
        raise Invalid(words, last_day=words)
    support.until_on = last_day
    rows.update(support, ["until_on"])

    trail.record(actor, "duties.end_support", support.duty, kind=support.kind)
    return support


def _check(backing: Backing) -> None:
    for name in ("what", "paper"):
        if not getattr(backing, name).strip():
            raise Invalid(_("这一项不能为空。"), **{name: _("这一项不能为空。")})
    if backing.kind == Kind.FUNDS and not (backing.yuan and backing.yuan > 0):
        words = _("请写明每年多少元。")
        raise Invalid(words, yuan=words)
    if backing.kind == Kind.PEOPLE and not (backing.people and backing.people > 0):
        words = _("请写明几个人，兼职的按折合人数。")
        raise Invalid(words, people=words)
    if backing.until_on and backing.until_on < backing.from_on:
        words = _("最后一天不能早于开始的那一天。")
        raise Invalid(words, until_on=words)
