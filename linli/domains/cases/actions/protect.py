"""Keeping a reporter from those they complain about, and from whoever is too near to these."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.core.divisions.models import Department
from linli.domains.cases import queries
from linli.domains.cases.actions.record import locked, note, write
from linli.domains.cases.errors import PartiesUnclear
from linli.domains.cases.models import Case, Recusal
from linli.domains.cases.rules import GONE
from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail


@transaction.atomic
def name_accused(*, actor: Actor, case: Case, accused: Department | None) -> Case:
    """Say which party is complained about, or that none is.

    Refused while that party is at work on the case of a confidential reporter (Jinan hotline
    regulation, article 32: an informant's data never goes to the accused).
    """
    policy.require(actor, "cases.dispatch", at=case)

    case = locked(case)
    at_work = case.assignments.filter(department=accused).exclude(status__in=GONE)
    if accused and queries.is_confidential(case) and at_work.exists():
        words = _("反映人要求保密，而%s正在办理。请先撤回它的派单。") % accused.name
        raise PartiesUnclear(words, accused=words)

    write(case, accused=accused)
    note(case, "accused", actor, accused.name if accused else "")

    trail.record(actor, "cases.name_accused", case, accused=str(accused.pk) if accused else "")
    return case


@transaction.atomic
def declare_conflict(*, actor: Actor, department: Department, reason: str) -> Recusal:
    """Declare one's own interest in a department: from now on its complainants stay hidden."""
    policy.require_anywhere(actor, "cases.view")

    if actor.account_id is None:
        raise Invalid(_("只有登录的工作人员可以申报。"))
    if not reason.strip():
        raise Invalid(_("请写明是什么关系，例如亲属在该单位工作。"), reason=_("这里还是空的。"))
    mine = Recusal.objects.filter(account_id=actor.account_id, ended_at=None)
    if mine.filter(department=department).exists():
        raise Conflict(_("您已经申报过和这个单位的关系。"))
    declared = Recusal.objects.create(
        account_id=actor.account_id, department=department, reason=reason.strip(),
        declared_at=clock.now(),
    )  # fmt: skip

    trail.record(actor, "cases.declare_conflict", declared, department=str(department.pk))
    return declared


@transaction.atomic
def end_conflict(*, actor: Actor, recusal: Recusal) -> Recusal:
    """The interest is no more; the declaration stays readable."""
    policy.require_anywhere(actor, "cases.view")

    recusal.ended_at = recusal.ended_at or clock.now()
    recusal.save(update_fields=["ended_at"])

    trail.record(actor, "cases.end_conflict", recusal)
    return recusal
