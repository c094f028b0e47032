"""Values that no system produces yet: entered with evidence, confirmed by a second person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.plan import queries
from linli.domains.plan.actions.running import because
from linli.domains.plan.errors import DecidedAlready, SecondPerson
from linli.domains.plan.models import Entry, Plan
from linli.domains.plan.rules import months
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one month; both numbers, since areas are added up before they are divided."""

    month: date
    numerator: Decimal
    denominator: Decimal
    evidence: str


@transaction.atomic
def enter_value(*, actor: Actor, plan: Plan, indicator: str, told: Told) -> Entry:
    """Enter what an indicator was made of in a month. It counts once a second person confirmed it.

    Raises NotPermitted, NotRunning, NotFound, or Invalid: for an indicator that live data give, a month
    that hasn't begun, a number below zero, nothing to divide by, or without evidence.
    """
    policy.require(actor, "plan.enter", at=plan)

    plan = queries.held(plan)
    queries.target(plan, indicator)
    _check(indicator, told)
    entry = rows.insert(
        Entry(
            community_id=plan.community_id, area=plan.area, indicator=indicator,
            month=months.first_of(told.month), numerator=told.numerator,
            denominator=told.denominator, evidence=told.evidence.strip(),
            entered_at=clock.now(), entered_by=actor.account_id,
        )
    )  # fmt: skip

    trail.record(actor, "plan.enter_value", entry, indicator=indicator)
    return entry


@transaction.atomic
def confirm_value(*, actor: Actor, entry: Entry) -> Entry:
    """Confirm what somebody else entered; it takes the place of what was confirmed for the month before.

    Raises NotPermitted, SecondPerson, or DecidedAlready.
    """
    policy.require(actor, "plan.confirm", at=entry)

    entry = _held(actor, entry)
    confirmed = Entry.objects.filter(
        area=entry.area, indicator=entry.indicator, month=entry.month, status="confirmed"
    )
    for before in confirmed.select_for_update():
        before.status = "replaced"
        rows.update(before, ["status"])
    _decide(actor, entry, "confirmed", "")

    trail.record(actor, "plan.confirm_value", entry, indicator=entry.indicator)
    return entry


@transaction.atomic
def refuse_value(*, actor: Actor, entry: Entry, reason: str) -> Entry:
    """Send back what was entered. Raises NotPermitted, DecidedAlready, or Invalid without a reason."""
    policy.require(actor, "plan.confirm", at=entry)

    why = because(reason)
    entry = _held(actor, entry)
    _decide(actor, entry, "refused", why)

    trail.record(actor, "plan.refuse_value", entry, indicator=entry.indicator)
    return entry


def _check(indicator: str, told: Told) -> None:
    if indicator in queries.filled():
        raise Invalid(_("这个指标由系统从业务数据计算，不用填报。"))
    if told.month > clock.local_date(clock.now()):
        words = _("这个月还没有开始。")
        raise Invalid(words, month=words)
    if told.numerator < 0:
        words = _("不能小于 0。")
        raise Invalid(words, numerator=words)
    if told.denominator <= 0:
        words = _("要大于 0。没有可以除的数，就不填报。")
        raise Invalid(words, denominator=words)
    if not told.evidence.strip():
        raise Invalid(_("请写明依据。"), evidence=_("请写明依据。"))


def _held(actor: Actor, entry: Entry) -> Entry:
    found = rows.fetch(Entry, entry.pk, lock=True)
    if found.status != "waiting":
        raise DecidedAlready(_("这条填报已经有人处理。"))
    if actor.account_id is not None and found.entered_by == actor.account_id:
        raise SecondPerson(_("填报的人不能自己核实，请另一位同事核实。"))
    return found


def _decide(actor: Actor, entry: Entry, status: str, reason: str) -> None:
    entry.status, entry.reason = status, reason
    entry.decided_at, entry.decided_by = clock.now(), actor.account_id
    rows.update(entry, ["status", "reason", "decided_at", "decided_by"])
