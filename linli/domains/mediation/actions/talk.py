"""The talks: sittings, more time by consent, and what is done when it gets dangerous."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.mediation import queries, rules
from linli.domains.mediation.actions import clockwork
from linli.domains.mediation.actions.record import advance, at_table, note, require_words, write
from linli.domains.mediation.actions.tell import tell_officers
from linli.domains.mediation.errors import (
    AlarmUnanswered,
    MoveNotAllowed,
    NobodyToMediate,
    TooLateToExtend,
)
from linli.domains.mediation.models import Alarm, Dispute, Party, Sitting
from linli.domains.mediation.rules import Limit, Move, Risk, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def plan_sitting(
    *, actor: Actor, dispute: Dispute, at: datetime, location: str, in_public: bool = False
) -> Sitting:
    """Fix when and where the parties meet; behind closed doors unless they want otherwise (art. 23, 3)."""
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    if dispute.status != Status.MEDIATING:
        raise MoveNotAllowed(rules.NOT_NOW, status=dispute.status)
    if not rules.may_sit(queries.seats_taken(dispute)):
        raise NobodyToMediate(_("还没有各方都接受的调解员，或者回避还没有决定，不能安排调解会。"))
    location = require_words(location, "location", _("请写明在哪里调解。"))

    sitting = rows.insert(
        Sitting(
            dispute=dispute, community_id=dispute.community_id, at=at, location=location,
            in_public=in_public,
        )
    )  # fmt: skip
    write(dispute)
    note(dispute, "plan", actor)

    trail.record(actor, "mediation.plan", dispute, sitting=str(sitting.pk))
    return sitting


@transaction.atomic
def minute_sitting(
    *, actor: Actor, sitting: Sitting, present: Sequence[Party], minutes: str
) -> Sitting:
    """Write down who came to a sitting and what was said; once, and for the file alone (art. 27)."""
    policy.require(actor, "mediation.mediate", at=sitting.dispute)

    dispute = at_table(actor, sitting.dispute)
    minutes = require_words(minutes, "minutes", _("请记下各方说了什么、调解到哪一步。"))
    sitting = rows.fetch(Sitting, sitting.pk)
    if sitting.minuted_at is not None:
        raise Invalid(_("这次调解会已经有笔录，不能改写。有补充的，请在下一次记录。"))
    if sitting.at > clock.now():
        words = _("这次调解会还没有到时间。")
        raise Invalid(words, sitting=words)

    sitting.present, sitting.minutes = [party.pk for party in present], minutes
    sitting.minuted_at, sitting.minuted_by = clock.now(), actor.account_id
    rows.update(sitting, ["present", "minutes", "minuted_at", "minuted_by"])
    write(dispute)
    note(dispute, "minute", actor)

    trail.record(actor, "mediation.minute", dispute, sitting=str(sitting.pk))
    return sitting


@transaction.atomic
def extend_talks(*, actor: Actor, dispute: Dispute, all_agree: bool, reason: str) -> Dispute:
    """Give the talks more time, which all parties have to want, before the time is over."""
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    if dispute.status not in {Status.MEDIATING, Status.SIGNING}:
        raise MoveNotAllowed(rules.NOT_NOW, status=dispute.status)
    if dispute.due_at < clock.now():
        raise TooLateToExtend(_("调解期限已过，不能再延长。可以终止调解，或者由各方重新申请。"))
    if dispute.extensions >= rules.EXTENSIONS_AT_MOST:
        raise TooLateToExtend(_("期限只能延长一次。可以终止调解，或者由各方重新申请。"))
    if not all_agree:
        words = _("各方都同意才能延长。")
        raise Invalid(words, all_agree=words)
    reason = require_words(reason, "reason", _("请写明为什么要延长。"))

    term = queries.term_of(Limit.EXTENSION, at=clock.now())
    promise = clockwork.extend(dispute.clock, term, _("各方同意延长"))
    write(
        dispute, clock=promise.log, due_at=promise.due_at, provisional=promise.provisional,
        extensions=dispute.extensions + 1,
    )  # fmt: skip
    note(dispute, "extend", actor, reason)

    trail.record(actor, "mediation.extend", dispute, amount=term.amount, unit=term.unit)
    return dispute


@transaction.atomic
def raise_alarm(
    *, actor: Actor, dispute: Dispute, risk: Risk, told: str, report: str, receipt: str = ""
) -> Alarm:
    """Record that the police were told of a danger (art. 25); talks stop until they have answered.

    The officers on duty of the sub-district hear of it at once, at night too.
    """
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    told = require_words(told, "told", _("请写明已报告哪个派出所，或者 110。"))
    report = require_words(report, "report", _("请写明有什么危险、已经采取什么措施。"))

    promise = clockwork.start(Limit.ALARM)
    alarm = rows.insert(
        Alarm(
            dispute=dispute, community_id=dispute.community_id, risk=risk, told=told,
            receipt=receipt.strip(), report=report, at=clock.now(), clock=promise.log,
            due_at=promise.due_at,
        )
    )  # fmt: skip
    _suspend(dispute)
    note(dispute, "alarm", actor, report, risk=risk)
    tell_officers(dispute, alarm)

    trail.record(actor, "mediation.alarm", dispute, alarm=str(alarm.pk), risk=risk)
    return alarm


@transaction.atomic
def answer_alarm(*, actor: Actor, alarm: Alarm, answer: str) -> Alarm:
    """Record what the police did about it."""
    policy.require(actor, "mediation.mediate", at=alarm.dispute)

    dispute = at_table(actor, alarm.dispute)
    answer = require_words(answer, "answer", _("请写明公安机关怎样处置。"))
    alarm = rows.fetch(Alarm, alarm.pk)
    if alarm.answered_at is not None:
        raise Invalid(_("这次报警的处置情况已经登记。"))

    alarm.answer, alarm.answered_at = answer, clock.now()
    alarm.clock = clockwork.stop(alarm.clock).log
    rows.update(alarm, ["answer", "answered_at", "clock"])
    write(dispute)
    note(dispute, "answer", actor, answer)

    trail.record(actor, "mediation.answer", dispute, alarm=str(alarm.pk))
    return alarm


@transaction.atomic
def resume_talks(*, actor: Actor, dispute: Dispute) -> Dispute:
    """Take the talks up again once the police have answered every report; the clock goes on."""
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    if dispute.alarms.filter(answered_at=None).exists():
        raise AlarmUnanswered(_("公安机关的处置情况还没有登记，不能恢复调解。"))

    rules.after(Status(dispute.status), Move.RESUME)
    promise = clockwork.resume(dispute.clock)
    advance(dispute, Move.RESUME, clock=promise.log, due_at=promise.due_at)
    note(dispute, "resume", actor)

    trail.record(actor, "mediation.resume", dispute)
    return dispute


def _suspend(dispute: Dispute) -> None:
    """Make the move; the clock pauses when the talks do."""
    if dispute.status != Status.MEDIATING:
        advance(dispute, Move.ALARM)
        return
    paused = clockwork.pause(dispute.clock, _("已报告公安机关"))
    advance(dispute, Move.ALARM, clock=paused.log)
