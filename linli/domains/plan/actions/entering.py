"""Values that no system produces yet: entered with evidence, confirmed by a second person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

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
    entry = rows.insert(_entry(actor, plan, indicator, told))

    trail.record(actor, "plan.enter_value", entry, indicator=indicator)
    return entry


@transaction.atomic
def enter_values(*, actor: Actor, plan: Plan, told: Sequence[tuple[str, Told]]) -> list[Entry]:
    """Enter many at once, as (indicator, what is said); what was said before just so isn't entered again.

    Gives the new ones. Raises what `enter_value` raises, and enters nothing then.
    """
    policy.require(actor, "plan.enter", at=plan)

    plan = queries.held(plan)
    for indicator, each in told:
        _check(indicator, each)
    known = queries.said_before(plan, {indicator for indicator, _each in told})
    new = [_entry(actor, plan, indicator, each) for indicator, each in told]
    new = [each for each in new if queries.said(each) not in known]
    rows.insert_many(new)

    trail.record_many(actor, "plan.enter_value", new)
    return new


@transaction.atomic
def confirm_value(*, actor: Actor, entry: Entry) -> Entry:
    """Confirm what somebody else entered. Raises what `confirm_values` raises."""
    (confirmed,) = confirm_values(actor=actor, area=entry.area, entries=[entry.pk])
    return confirmed


@transaction.atomic
def confirm_values(*, actor: Actor, area: str, entries: Collection[UUID]) -> list[Entry]:
    """Confirm what somebody else entered for a community; each takes the place of what was confirmed
    for its month before.

    Raises NotPermitted, SecondPerson, DecidedAlready, or Invalid where two of them tell the same month;
    nothing is confirmed then.
    """
    policy.require(actor, "plan.confirm", at=area)

    held = [_open(actor, each) for each in queries.held_entries(area, entries)]
    months_told = {(each.indicator, each.month) for each in held}
    if not held or len(months_told) < len(held):
        raise Invalid(_("请选择要核实的填报；同一个指标的同一个月只能核实一条。"))
    queries.confirmed_for(area, months_told).update(status="replaced")
    for each in held:
        _decide(actor, each, "confirmed", "")

    for each in held:
        trail.record(actor, "plan.confirm_value", each, indicator=each.indicator)
    return held


@transaction.atomic
def refuse_value(*, actor: Actor, entry: Entry, reason: str) -> Entry:
    """Send back what was entered. Raises NotPermitted, DecidedAlready, or Invalid without a reason."""
    policy.require(actor, "plan.confirm", at=entry)

    why = because(reason)
    entry = _open(actor, rows.fetch(Entry, entry.pk, lock=True))
    _decide(actor, entry, "refused", why)

    trail.record(actor, "plan.refuse_value", entry, indicator=entry.indicator)
    return entry


def _entry(actor: Actor, plan: Plan, indicator: str, told: Told) -> Entry:
    return Entry(
        community_id=plan.community_id, area=plan.area, indicator=indicator,
        month=months.first_of(told.month), numerator=told.numerator,
        denominator=told.denominator, evidence=told.evidence.strip(),
        entered_at=clock.now(), entered_by=actor.account_id,
    )  # fmt: skip


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


def _open(actor: Actor, found: Entry) -> Entry:
    if found.status != "waiting":
        raise DecidedAlready(_("这条填报已经有人处理。"))
    if actor.account_id is not None and found.entered_by == actor.account_id:
        raise SecondPerson(_("填报的人不能自己核实，请另一位同事核实。"))
    return found


def _decide(actor: Actor, entry: Entry, status: str, reason: str) -> None:
    entry.status, entry.reason = status, reason
    entry.decided_at, entry.decided_by = clock.now(), actor.account_id
    rows.update(entry, ["status", "reason", "decided_at", "decided_by"])
