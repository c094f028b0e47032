"""After the agreement: whether it is performed (art. 31), and the court's confirmation (art. 33)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.mediation import rules
from linli.domains.mediation.actions.record import advance, at_table, note, require_words, write
from linli.domains.mediation.errors import MoveNotAllowed, NotConfirmable, TooLateToConfirm
from linli.domains.mediation.models import Agreement, Confirmation, Dispute, Duty, Visit
from linli.domains.mediation.rules import AGREED, Court, Move, Performance, Status
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@transaction.atomic
def visit_duty(*, actor: Actor, duty: Duty, performed: bool, note_: str = "") -> Duty:
    """Write down what a look at one duty found. All performed ends the follow-up well; one that is
    overdue and not performed is told as such, and a later visit may still find it done.
    """
    dispute = duty.agreement.dispute
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    duty = rows.fetch(Duty, duty.pk)
    if dispute.status not in {Status.IN_EFFECT, Status.UNPERFORMED}:
        raise MoveNotAllowed(rules.NOT_NOW, status=dispute.status)
    if not performed:
        require_words(note_, "note", _("没有履行的，请写明情况。"))

    _write_visit(actor, duty, performed=performed, words=note_.strip())
    _settle(actor, dispute, duty)
    note(dispute, "visit", actor, note_.strip(), place=duty.place, performed=performed)

    trail.record(actor, "mediation.visit", dispute, duty=str(duty.pk), performed=performed)
    return duty


@transaction.atomic
def apply_to_court(
    *,
    actor: Actor,
    agreement: Agreement,
    court: str,
    applied_on: date,
    jointly: bool,
    about_status: bool,
) -> Confirmation:
    """Record the parties' joint application for judicial confirmation, within 30 days (art. 33).

    Raises TooLateToConfirm, or NotConfirmable for relations of marriage, parentage and adoption
    (Supreme Court, Fa Shi 2011 no. 5, art. 4).
    """
    policy.require(actor, "mediation.mediate", at=agreement.dispute)

    dispute = at_table(actor, agreement.dispute)
    court = require_words(court, "court", _("请写明向哪个法院申请。"))
    agreement = rows.fetch(Agreement, agreement.pk)
    _require_confirmable(dispute, agreement, applied_on, jointly, about_status)

    confirmation = rows.insert(
        Confirmation(
            agreement=agreement, community_id=dispute.community_id, court=court,
            applied_on=applied_on,
        )
    )  # fmt: skip
    write(dispute)
    note(dispute, "apply", actor, on=applied_on.isoformat())

    trail.record(actor, "mediation.apply", dispute, on=applied_on.isoformat())
    return confirmation


@transaction.atomic
def record_court(
    *, actor: Actor, confirmation: Confirmation, state: Court, decided_on: date, paper: str = ""
) -> Confirmation:
    """Record the court's answer; once."""
    dispute = confirmation.agreement.dispute
    policy.require(actor, "mediation.mediate", at=dispute)

    dispute = at_table(actor, dispute)
    confirmation = rows.fetch(Confirmation, confirmation.pk)
    if confirmation.state != Court.APPLIED or state == Court.APPLIED:
        raise MoveNotAllowed(rules.NOT_NOW, status=confirmation.state)
    if not confirmation.applied_on <= decided_on <= clock.local_date(clock.now()):
        words = _("日期要在申请以后，今天或者以前。")
        raise Invalid(words, decided_on=words)

    confirmation.state, confirmation.decided_on = state, decided_on
    confirmation.paper = paper.strip()
    rows.update(confirmation, ["state", "decided_on", "paper"])
    write(dispute)
    note(dispute, "decide", actor, court=state)

    trail.record(actor, "mediation.court", dispute, state=state)
    return confirmation


def _write_visit(actor: Actor, duty: Duty, *, performed: bool, words: str) -> None:
    rows.insert(
        Visit(
            duty=duty, community_id=duty.community_id, at=clock.now(), by=actor.account_id,
            performed=performed, note=words,
        )
    )  # fmt: skip
    is_late = duty.due_on < clock.local_date(clock.now())
    missed = Performance.NOT_PERFORMED if is_late else Performance.DUE
    duty.status = Performance.PERFORMED if performed else missed
    rows.update(duty, ["status"])


def _settle(actor: Actor, dispute: Dispute, duty: Duty) -> None:
    """What the duties together mean for the dispute."""
    found = list(
        Duty.objects.filter(agreement_id=duty.agreement_id).values_list("status", flat=True)
    )
    if rules.all_performed(found):
        advance(dispute, Move.PERFORM)
        note(dispute, "perform", actor)
    elif duty.status == Performance.NOT_PERFORMED:
        advance(dispute, Move.BREAK)
        note(dispute, "break", actor)
    else:
        write(dispute)


def _require_confirmable(
    dispute: Dispute, agreement: Agreement, applied_on: date, jointly: bool, about_status: bool
) -> None:
    if dispute.status not in AGREED or agreement.confirm_by is None or not agreement.effective_on:
        raise NotConfirmable(_("协议生效以后才能申请司法确认。"))
    if Confirmation.objects.filter(pk=agreement.pk).exists():
        raise NotConfirmable(_("这份协议已经申请过司法确认。"))
    if about_status:
        raise NotConfirmable(_("确认婚姻、亲子、收养等身份关系的，法院不受理司法确认申请。"))
    if not jointly:
        words = _("司法确认要由各方当事人共同申请。")
        raise Invalid(words, jointly=words)
    if applied_on > agreement.confirm_by:
        raise TooLateToConfirm(
            _("已超过协议生效后三十日的申请期限（最后一天是 %s）。有争议的，可以向法院起诉。")
            % agreement.confirm_by.isoformat()
        )
    if not agreement.effective_on <= applied_on <= clock.local_date(clock.now()):
        words = _("申请日期要在协议生效以后，今天或者以前。")
        raise Invalid(words, applied_on=words)
