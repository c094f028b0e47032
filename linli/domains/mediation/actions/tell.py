"""Who is told what, once for each thing that happened. Messages carry a link and no personal data."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.domains.mediation.models import Alarm, Dispute, Duty, Seat, Sitting
from linli.domains.mediation.rules import Seat as Standing
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.notices import actions as notices
from linli.platform.notices.recipients import Holders, Recipient


@transaction.atomic
def tell_committee(*, actor: Actor, dispute: Dispute) -> None:
    """Tell the head of the committee that a dispute has come in."""
    policy.require(actor, "mediation.remind", at=dispute)

    words = _("新纠纷 %s 等待征求各方意见、确定调解员。") % dispute.number
    _send(dispute, Holders("mediation.decide", dispute.area), "opened", words, str(dispute.pk))

    trail.record(actor, "mediation.tell", dispute, topic="opened")


@transaction.atomic
def remind_alarm(*, actor: Actor, alarm: Alarm) -> None:
    """Tell the officers once that nobody has recorded what the police did; urgent, so at night too."""
    policy.require(actor, "mediation.remind", at=alarm.dispute)

    words = _("纠纷 %s 报警后还没有登记处置情况，请立即跟进。") % alarm.dispute.number
    _wake(alarm.dispute, words, f"late:{alarm.pk}")
    alarm.reminded_at = clock.now()
    rows.update(alarm, ["reminded_at"])

    trail.record(actor, "mediation.remind", alarm.dispute, alarm=str(alarm.pk))


@transaction.atomic
def remind_duty(*, actor: Actor, duty: Duty, why: str) -> None:
    """Tell the mediators, by day, that a duty is nearly due (`soon`) or overdue (`late`); each once."""
    dispute = duty.agreement.dispute
    policy.require(actor, "mediation.remind", at=dispute)

    said = {
        "soon": _("纠纷 %s 有约定事项即将到期，请提醒当事人并回访。"),
        "late": _("纠纷 %s 有约定事项已过期，请回访是否履行。"),
    }
    for place, to in enumerate(_at_the_table(dispute)):
        _send(dispute, to, "duty", said[why] % dispute.number, f"{why}:{duty.pk}:{place}")
    duty.reminded_for = why
    rows.update(duty, ["reminded_for"])

    trail.record(actor, "mediation.remind", dispute, duty=str(duty.pk), why=why)


@transaction.atomic
def remind_sitting(*, actor: Actor, sitting: Sitting) -> None:
    """Tell the mediators once, the day before, that the parties are to meet."""
    dispute = sitting.dispute
    policy.require(actor, "mediation.remind", at=dispute)

    local = timezone.localtime(sitting.at)
    words = _("纠纷 %(number)s 的调解会定于 %(when)s，请提前联系各方当事人。") % {
        "number": dispute.number, "when": f"{local:%m-%d %H:%M}",
    }  # fmt: skip
    for place, to in enumerate(_at_the_table(dispute)):
        _send(dispute, to, "sitting", words, f"{sitting.pk}:{place}")
    sitting.reminded_at = clock.now()
    rows.update(sitting, ["reminded_at"])

    trail.record(actor, "mediation.remind", dispute, sitting=str(sitting.pk))


def tell_officers(dispute: Dispute, alarm: Alarm) -> None:
    """Part of a deed: those who are told of dangers hear of this one at once."""
    words = _("纠纷 %s 有激化风险，已报告公安机关，请值班人员跟进。") % dispute.number
    _wake(dispute, words, str(alarm.pk))


def tell_mediator(seat: Seat) -> None:
    """Part of a deed: whoever was named learns of it, if they work here."""
    if seat.mediator.account_id is not None:
        words = _("您被提名调解纠纷 %s，请联系各方。") % seat.dispute.number
        _send(seat.dispute, seat.mediator.account_id, "named", words, str(seat.pk))


def _at_the_table(dispute: Dispute) -> list[Recipient]:
    """The mediators of this dispute who have accounts; the head of the committee where none has."""
    seated = dispute.seats.filter(status=Standing.ACCEPTED, mediator__account_id__isnull=False)
    accounts = [each.mediator.account_id for each in seated.select_related("mediator")]
    found = [each for each in accounts if each is not None]
    return [*found] if found else [Holders("mediation.decide", dispute.area)]


def _wake(dispute: Dispute, words: str, once: str) -> None:
    officers = Holders("mediation.alarm", dispute.area)
    _send(dispute, officers, "alarm", words, once, urgent=True)


def _send(
    dispute: Dispute, to: Recipient, topic: str, words: str, once: str, *, urgent: bool = False
) -> None:
    notices.send(
        to=to, topic=f"mediation.{topic}", words=words, urgent=urgent,
        link=reverse("mediation:dispute", args=[dispute.pk]),
        once_key=f"mediation.{topic}:{once}",
    )  # fmt: skip
