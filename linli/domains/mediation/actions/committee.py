"""The register of mediators, and the terms."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.core.divisions.models import Division
from linli.domains.mediation.actions.record import require_words
from linli.domains.mediation.models import Mediator, TimeLimit
from linli.domains.mediation.rules import Limit
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar.clocks import Term
from linli.platform.database import editions, rows

EVERYWHERE = ""


@transaction.atomic
def enlist_mediator(
    *,
    actor: Actor,
    community: Division,
    name: str,
    appointed_on: date,
    account_id: UUID | None = None,
    is_head: bool = False,
) -> Mediator:
    """Put somebody on the register of a community's committee (art. 8 and 13)."""
    policy.require(actor, "mediation.appoint", at=community)

    name = require_words(name, "name", _("请写下调解员的姓名。"))
    mediator = Mediator(
        community=community, area=community.code, name=name, account_id=account_id,
        is_head=is_head, appointed_on=appointed_on,
    )  # fmt: skip
    try:
        with transaction.atomic():
            rows.insert(mediator)
    except IntegrityError:
        words = _("本委员会已有一位负责人，或者这个账号已经是调解员。")
        raise Invalid(words, is_head=words) from None

    trail.record(actor, "mediation.enlist", mediator, is_head=is_head)
    return mediator


@transaction.atomic
def retire_mediator(*, actor: Actor, mediator: Mediator) -> Mediator:
    """Take somebody off the register from today; what they mediated stays theirs."""
    policy.require(actor, "mediation.appoint", at=mediator)

    mediator.left_on = mediator.left_on or clock.local_date(clock.now())
    rows.update(mediator, ["left_on"])

    trail.record(actor, "mediation.retire", mediator)
    return mediator


@transaction.atomic
def set_time_limit(
    *, actor: Actor, kind: Limit, term: Term, basis: str, effective_from: datetime
) -> TimeLimit:
    """Give `term` to what begins from `effective_from` on; what runs already keeps its own."""
    policy.require(actor, "mediation.configure", at=EVERYWHERE)

    if effective_from < clock.now():
        words = _("新的期限只能从现在以后开始生效。")
        raise Invalid(words, effective_from=words)
    if TimeLimit.objects.filter(kind=kind, effective_from=effective_from).exists():
        words = _("这一天已经有一个同样的新期限，请换一个日期。")
        raise Invalid(words, effective_from=words)

    limit = TimeLimit.objects.create(
        kind=kind, amount=term.amount, unit=term.unit, basis=basis, effective_from=effective_from
    )
    editions.renew()

    trail.record(
        actor, "mediation.set_time_limit", limit, kind=kind, amount=term.amount, unit=term.unit
    )
    return limit
