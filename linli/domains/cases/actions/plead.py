"""What a party asks of the dispatcher's superior: to be released, more time, not to wait for another."""

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import PleaMade
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.record import advance_share, locked_share, note
from linli.domains.cases.errors import AskedTooLate, AskedTwice, NotTheLead
from linli.domains.cases.models import Assignment, Case, Ruling
from linli.domains.cases.rules import Share, ShareMove, share_after
from linli.domains.cases.rules.rulings import Plea
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar.clocks import Term, Unit, from_plain


@transaction.atomic
def object_to_dispatch(*, actor: Actor, assignment: Assignment, reason: str, basis: str) -> Ruling:
    """Say that this share isn't the party's to handle, with the rule that says so.

    A department objects once to a case and only before it accepts; its clock stands still until the
    dispatcher's superior has ruled, while the case's own clock runs on. Raises AskedTwice after a
    ruling or a designation.
    """
    _require(actor, assignment)

    share, case = locked_share(assignment)
    share_after(Share(share.status), ShareMove.OBJECT)
    _require_reason(reason)
    if not basis.strip():
        words = _("请写明依据，例如“三定”规定、权责清单或派单目录的哪一条。")
        raise Invalid(words, basis=words)
    _require_first_objection(share, case)

    paused = clockwork.pause(share.clock, _("派单异议，等待裁定"))
    advance_share(share, ShareMove.OBJECT, clock=paused.log, due_at=paused.due_at)
    return _plead(actor, case, share, Plea.OBJECTION, reason, basis=basis.strip())


@transaction.atomic
def ask_extension(*, actor: Actor, assignment: Assignment, amount: int, reason: str) -> Ruling:
    """Ask for more time, in the unit of this share's own term; only while it is still in time.

    The lead's extension also moves the promise to the reporter. Raises AskedTooLate or AskedTwice.
    """
    _require(actor, assignment)

    share, case = locked_share(assignment)
    _require_open(share)
    _require_reason(reason)
    unit = Term(amount, _unit_of(share)).unit
    if not clockwork.is_in_time(share.clock):
        raise AskedTooLate(_("已经超过时限，不能再申请延期；请尽快办结，并在结果中说明原因。"))
    _require_nothing_open(share, Plea.EXTENSION)

    return _plead(actor, case, share, Plea.EXTENSION, reason, amount=amount, unit=unit)


@transaction.atomic
def ask_waiver(
    *, actor: Actor, assignment: Assignment, co_handler: Assignment, reason: str
) -> Ruling:
    """Ask, as the lead, to report a result although this co-handler isn't done."""
    _require(actor, assignment)

    share, case = locked_share(co_handler)
    if not assignment.is_lead or assignment.case_id != case.pk:
        raise NotTheLead(_("只有主办单位可以申请不等协办单位。"))
    _require_open(share)
    if share.is_lead:
        raise NotTheLead(_("这是主办单位自己的派单，请选择一个协办单位。"))
    _require_reason(reason)
    _require_nothing_open(share, Plea.WAIVER)

    return _plead(actor, case, share, Plea.WAIVER, reason)


def _plead(
    actor: Actor, case: Case, share: Assignment, plea: Plea, reason: str, **what: object
) -> Ruling:
    ruling = Ruling.objects.create(
        case=case, community_id=case.community_id, area=case.area, assignment=share,
        department=share.department, plea=plea, reason=reason.strip(), asked_at=clock.now(),
        asked_by=actor.account_id, **what,
    )  # fmt: skip
    note(case, plea, actor, reason.strip(), department=share.department)

    trail.record(actor, f"cases.{plea}", case, department=str(share.department_id))
    publish(PleaMade(case_id=case.pk, ruling_id=ruling.pk, area=case.area, plea=plea))
    return ruling


def _require(actor: Actor, assignment: Assignment) -> None:
    policy.require(
        actor, "cases.handle", at=assignment.case, department_id=assignment.department_id
    )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(_("请写明理由，裁定的人要据此判断。"), reason=_("理由不能为空。"))


def _require_open(share: Assignment) -> None:
    if not share.is_open or share.status == Share.OBJECTED:
        raise AskedTwice(_("这个派单现在不在办理中，不能再提出申请。"))


def _require_first_objection(share: Assignment, case: Case) -> None:
    if share.is_designated:
        raise AskedTwice(_("这是上级指定的派单，不能再提出异议。请签收办理。"))
    if case.rulings.filter(plea=Plea.OBJECTION, department=share.department_id).exists():
        raise AskedTwice(_("贵单位对这个事件提出过异议，已经裁定，不能再次退回。请签收办理。"))


def _require_nothing_open(share: Assignment, plea: Plea) -> None:
    if share.rulings.filter(plea=plea, verdict="").exists():
        raise AskedTwice(_("已经提出过同样的申请，请等待裁定。"))


def _unit_of(share: Assignment) -> Unit:
    return from_plain(share.clock)[0].term.unit  # type: ignore[union-attr]
