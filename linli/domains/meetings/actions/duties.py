"""What resolutions ask for, until somebody else than the doer has confirmed it."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.contracts.meetings import DutyConfirmed
from linli.domains.meetings import queries, rules
from linli.domains.meetings.actions.record import locked, require_words
from linli.domains.meetings.errors import (
    MoveNotAllowed,
    NotAdopted,
    NotOnThisBody,
    NotTheRaiser,
    SameHand,
)
from linli.domains.meetings.models import Duty, Item, Meeting, Seat
from linli.domains.meetings.rules import DutyMove, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar import queries as calendars
from linli.platform.database import rows
from linli.platform.notices import actions as notices
from linli.platform.notices.recipients import Holders

MOST_DAYS = 250  # working days, about a year


@transaction.atomic
def assign_duty(*, actor: Actor, item: Item, seat: Seat, task: str, days: int) -> Duty:
    """Say which seat does what within `days` working days of the meeting, before it is signed.

    Raises NotAdopted when the resolution found no majority.
    """
    policy.require(actor, "meetings.record", at=item.meeting)

    meeting = locked(item.meeting, Status.SITTING)
    item = rows.fetch(Item, item.pk)
    if not item.is_adopted:
        raise NotAdopted(_("没有通过的决议不能分派任务。"))
    task = require_words(task, "task", _("请写明要做什么，不写居民姓名和电话。"))
    _check(meeting, seat, days)

    calendar = calendars.current()
    duty = rows.insert(
        Duty(
            item=item, community_id=meeting.community_id, area=meeting.area, seat=seat, task=task,
            days=days, calendar_version=calendar.version,
            due_at=calendar.add_working_days(meeting.opened_at or clock.now(), days),
        )
    )  # fmt: skip

    trail.record(actor, "meetings.assign", meeting, duty=str(duty.pk), seat=str(seat.pk))
    return duty


@transaction.atomic
def report_duty(*, actor: Actor, duty: Duty, evidence: str) -> Duty:
    """Say that it is done, and where that can be seen: the seat itself, or a recorder for it."""
    policy.require(actor, "meetings.propose", at=duty)

    duty = locked_duty(duty)
    if not queries.may_report(actor, duty):
        raise NotOnThisBody(_("只有承办席位本人或者记录人可以登记完成情况。"))
    evidence = require_words(evidence, "evidence", _("请写明做了什么、在哪里能看到。"))

    duty.status = rules.duty_after(rules.Duty(duty.status), DutyMove.REPORT)
    duty.evidence, duty.reported_at, duty.reported_by = evidence, clock.now(), actor.account_id
    rows.update(duty, ["status", "evidence", "reported_at", "reported_by"])

    trail.record(actor, "meetings.report", duty)
    ask_for_acceptance(duty)
    return duty


@transaction.atomic
def confirm_duty(*, actor: Actor, duty: Duty, instead: str = "") -> Duty:
    """Accept what was done: who raised the item, or a recorder who says why `instead` of them.

    Raises SameHand for the doer, NotTheRaiser for anybody else, Invalid without that reason.
    """
    policy.require(actor, "meetings.propose", at=duty)

    duty = locked_duty(duty)
    status = rules.duty_after(rules.Duty(duty.status), DutyMove.CONFIRM)
    _require_other(actor, duty)
    instead = _reason_to_stand_in(actor, duty, instead)

    duty.status, duty.confirmed_at, duty.confirmed_by = status, clock.now(), actor.account_id
    duty.stood_in_for = instead
    rows.update(duty, ["status", "confirmed_at", "confirmed_by", "stood_in_for"])

    trail.record(actor, "meetings.confirm", duty, stood_in=bool(instead))
    publish(
        DutyConfirmed(
            duty_id=duty.pk, meeting_id=duty.item.meeting_id, area=duty.area,
            in_time=not duty.is_late(clock.now()),
        )
    )  # fmt: skip
    return duty


@transaction.atomic
def send_back_duty(*, actor: Actor, duty: Duty, reason: str) -> Duty:
    """Say why what was reported isn't enough; the deadline stays as it was."""
    policy.require(actor, "meetings.propose", at=duty)

    duty = locked_duty(duty)
    reason = require_words(reason, "reason", _("请写明还差什么。"))
    _require_other(actor, duty)

    duty.status = rules.duty_after(rules.Duty(duty.status), DutyMove.SEND_BACK)
    duty.sent_back_for, duty.reported_at, duty.reported_by = reason[:200], None, None
    rows.update(duty, ["status", "sent_back_for", "reported_at", "reported_by"])

    trail.record(actor, "meetings.send_back", duty)
    return duty


@transaction.atomic
def remind_duty(*, actor: Actor, duty: Duty) -> None:
    """Tell the seat, or the recorders where it has no account, once that a duty is late."""
    policy.require(actor, "meetings.remind", at=duty)

    duty = locked_duty(duty)
    why = rules.reminder(duty.due_at, clock.now(), duty.reminded_for)
    if duty.status != rules.Duty.DUE or not why:
        return
    notices.send(
        to=duty.seat.account_id or Holders("meetings.record", duty.area),
        topic="meetings.duty",
        words=_("有一项会议决议超过期限还没有落实，请尽快办理并登记。"),
        link=reverse("meetings:duty", args=[duty.pk]),
        once_key=f"meetings.{why}:{duty.pk}",
    )
    duty.reminded_for = why
    rows.update(duty, ["reminded_for"])

    trail.record(actor, "meetings.remind", duty, why=why)


def _check(meeting: Meeting, seat: Seat, days: int) -> None:
    if seat.body_id != meeting.body_id or seat.left_on is not None:
        words = _("请从本会议组织现有的席位中选择。")
        raise Invalid(words, seat=words)
    if not 1 <= days <= MOST_DAYS:
        words = _("期限是 1 到 %d 个工作日。") % MOST_DAYS
        raise Invalid(words, days=words)


def locked_duty(duty: Duty) -> Duty:
    """The duty as it is now, held; it counts only once the minutes are signed."""
    duty = rows.fetch(Duty, duty.pk, lock=True)
    if duty.item.meeting.status != Status.SIGNED:
        raise MoveNotAllowed(_("会议纪要签字以后才能登记落实情况。"))
    return duty


def ask_for_acceptance(duty: Duty) -> None:
    """Tell who raised the item; each report asks anew."""
    raiser = queries.raiser_of(duty)
    if raiser is not None and duty.reported_at is not None:
        notices.send(
            to=raiser, topic="meetings.accept",
            words=_("您提出的议题，决议已经落实，请您看一看，再验收或者退回。"),
            link=reverse("meetings:duty", args=[duty.pk]),
            once_key=f"meetings.accept:{duty.pk}:{duty.reported_at.timestamp():.0f}",
        )  # fmt: skip


def _reason_to_stand_in(actor: Actor, duty: Duty, instead: str) -> str:
    """Why somebody else than who raised it accepts it; nothing where it is theirs to accept."""
    raiser = queries.raiser_of(duty)
    if raiser is None or raiser == actor.account_id:
        return ""
    return require_words(
        instead, "instead", _("议题由别人提出。请写明为什么由您代为验收。")
    )[:200]  # fmt: skip


def _require_other(actor: Actor, duty: Duty) -> None:
    if actor.account_id is None or actor.account_id in {duty.reported_by, duty.seat.account_id}:
        raise SameHand(_("不能确认自己办理或者自己登记的事项，请由另一位确认。"))
    if not queries.may_accept(actor, duty):
        raise NotTheRaiser(_("由议题的提出人验收；提出人不能验收时，由记录人代为验收。"))
