"""Which kind of matter a case is, and how urgent; its promises follow, and keep the time used."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.domains.cases import queries
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.record import locked, note, write
from linli.domains.cases.models import Case, Category
from linli.domains.cases.rules import ClockKind, Urgency
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar.clocks import Term
from linli.platform.database import rows


@transaction.atomic
def reclassify_case(
    *, actor: Actor, case: Case, category: Category, urgency: Urgency, reason: str
) -> Case:
    """Correct what a case is. Each running clock gets the term of the new kind from its own start,
    so that the time used stays used; shares of parties that are at it too.
    """
    policy.require(actor, "cases.dispatch", at=case)

    case = locked(case)
    if not reason.strip():
        raise Invalid(_("请写明为什么重新归类，时限会跟着改变。"), reason=_("理由不能为空。"))
    if not case.is_open:
        raise Invalid(_("已经结束的事件不能再改分类，统计按结束时的分类。"))

    changes = classify(case, category, urgency)
    write(case, **changes)
    _reclassify_shares(case)
    note(case, "reclassify", actor, reason.strip(), category=category.code, urgency=urgency)

    trail.record(actor, "cases.reclassify", case, category=category.code, urgency=urgency)
    return case


def classify(case: Case, category: Category, urgency: Urgency | None = None) -> dict[str, Any]:
    """What changes in a case that is of this kind: itself, and the clocks that still run."""
    urgency = urgency or Urgency(case.urgency)
    changes: dict[str, Any] = {"category": category, "urgency": urgency}
    limits = queries.time_limits(category, urgency, at=case.reported_at)
    if whole := clockwork.reclassify(case.solution_clock, limits[ClockKind.SOLUTION]):
        changes |= {"solution_clock": whole.log, "due_at": whole.due_at}
        changes["provisional"] = whole.provisional
    if answer := clockwork.reclassify(case.feedback_clock, limits[ClockKind.FEEDBACK]):
        changes |= {"feedback_clock": answer.log, "feedback_due_at": answer.due_at}
    return changes


def _reclassify_shares(case: Case) -> None:
    for share in case.assignments.all():
        limits = queries.time_limits(case.category, Urgency(case.urgency), at=share.sent_at)
        term: Term = limits[ClockKind.SHARE]
        if share.is_open and (promise := clockwork.reclassify(share.clock, term)):
            share.clock, share.due_at = promise.log, promise.due_at
            rows.update(share, ["clock", "due_at"])
