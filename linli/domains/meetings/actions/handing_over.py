"""A resolution that is handled as a case: handed over, and told how it ended."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.meetings import DutySentToCases
from linli.domains.meetings import queries, rules
from linli.domains.meetings.actions.duties import ask_for_acceptance, locked_duty
from linli.domains.meetings.actions.record import require_words
from linli.domains.meetings.errors import MoveNotAllowed
from linli.domains.meetings.models import Duty
from linli.domains.meetings.rules import DutyMove
from linli.kernel import clock
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows

SOLVED = "solved"


@transaction.atomic
def send_to_cases(*, actor: Actor, duty: Duty, words: str) -> Duty:
    """Have a duty handled as a case, in words for the public. Its own deadline stays.

    Raises MoveNotAllowed for one that was handed over already, or isn't open.
    """
    policy.require(actor, "meetings.record", at=duty)

    duty = locked_duty(duty)
    if duty.sent_at is not None or duty.status != rules.Duty.DUE:
        raise MoveNotAllowed(_("这项任务已经转办，或者已经登记完成。"))
    words = require_words(words, "words", _("请写明要做什么，不写居民姓名和电话。"))

    duty.sent_at = clock.now()
    rows.update(duty, ["sent_at"])

    trail.record(actor, "meetings.send_to_cases", duty)
    publish(DutySentToCases(duty_id=duty.pk, area=duty.area, words=words[:400]))
    return duty


@transaction.atomic
def note_case(*, actor: Actor, duty_id: UUID, case_id: UUID, number: str) -> None:
    """Remember the case that a duty became. What asked for it may have been no duty at all."""
    duty = queries.sent_duty(duty_id)
    if duty is None or duty.case_id is not None:
        return
    policy.require(actor, "meetings.record", at=duty)

    duty.case_id, duty.case_number = case_id, number
    rows.update(duty, ["case_id", "case_number"])

    trail.record(actor, "meetings.note_case", duty)


@transaction.atomic
def note_case_end(*, actor: Actor, case_id: UUID, outcome: str) -> None:
    """Solved as a case is reported as done, to be accepted as ever; anything else is told on the duty."""
    duty = queries.duty_of_case(case_id)
    if duty is None or duty.status != rules.Duty.DUE:
        return
    policy.require(actor, "meetings.record", at=duty)

    duty = locked_duty(duty)
    if outcome == SOLVED:
        duty.status = rules.duty_after(rules.Duty(duty.status), DutyMove.REPORT)
        duty.evidence = _("转办的事件 %s 已解决，居民已确认。") % duty.case_number
        duty.reported_at = clock.now()
        rows.update(duty, ["status", "evidence", "reported_at"])
        ask_for_acceptance(duty)
    else:
        duty.sent_back_for = _("转办的事件 %s 结案时没有解决，请继续落实。") % duty.case_number
        rows.update(duty, ["sent_back_for"])

    trail.record(actor, "meetings.note_case_end", duty, outcome=outcome)
