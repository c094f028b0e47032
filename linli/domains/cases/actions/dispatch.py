"""What the dispatcher does: take a case, send it to its parties, take a share back, decline."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import CaseDispatched
from linli.core.divisions.models import Department
from linli.domains.cases import queries, rules
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.classify import classify
from linli.domains.cases.actions.record import (
    advance,
    advance_share,
    drop_pleas,
    locked,
    locked_share,
    note,
    write,
)
from linli.domains.cases.errors import LoopNeedsDesignation, PartiesUnclear, TakenByAnother
from linli.domains.cases.models import Assignment, Case, Category, Whistle
from linli.domains.cases.rules import (
    GONE,
    ClockKind,
    Move,
    ShareMove,
    Urgency,
)
from linli.domains.cases.rules.rulings import Plea, Verdict, is_loop
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts import queries as people_at_work
from linli.platform.audit import trail


@transaction.atomic
def take_case(*, actor: Actor, case: Case) -> Case:
    """Say that this dispatcher is at it. Raises TakenByAnother with who was first."""
    policy.require(actor, "cases.dispatch", at=case)

    case = locked(case)
    if case.taken_by not in {None, actor.account_id}:
        raise _taken(case)
    rules.after(rules.Status(case.status), Move.DISPATCH)

    write(case, taken_by=actor.account_id, taken_at=clock.now())
    note(case, "take", actor)

    trail.record(actor, "cases.take", case)
    return case


@transaction.atomic
def release_case(*, actor: Actor, case: Case) -> Case:
    """Give a taken case back to the board; a colleague may do it for somebody who left."""
    policy.require(actor, "cases.dispatch", at=case)

    case = locked(case)

    write(case, taken_by=None, taken_at=None)

    trail.record(actor, "cases.release", case)
    return case


@transaction.atomic
def dispatch_case(
    *,
    actor: Actor,
    case: Case,
    category: Category,
    lead: Department | None = None,
    co_handlers: Sequence[Department] = (),
    task: str = "",
    seen_version: int | None = None,
) -> Case:
    """Send a case to the party that leads and to those that help, each with a clock of its own.

    Without `lead` it is whom the dispatch catalogue names, and where that is silent the first of
    the co-handlers: the first receiver leads (Beijing hotline regulation, article 14). A case in
    hand can be sent on to further parties; its lead stays. Raises TakenByAnother, ChangedMeanwhile,
    PartiesUnclear, or LoopNeedsDesignation for a case that parties pass on.
    """
    policy.require(actor, "cases.dispatch", at=case)

    case = locked(case, seen_version)
    if case.taken_by not in {None, actor.account_id}:
        raise _taken(case)
    lead, co_handlers = _lead_of(case, category, lead, co_handlers)
    parties = _check_parties(case, lead, co_handlers)
    require_no_loop(case, parties)

    advance(case, Move.DISPATCH, taken_by=None, taken_at=None, **classify(case, category))
    send(actor, case, parties, lead=lead, task=task)
    names = "、".join(department.name for department in parties)
    note(case, "dispatch", actor, _("已交由%s办理。") % names, public=True, lead=str(lead.pk))

    trail.record(
        actor,
        "cases.dispatch",
        case,
        category=category.code,
        parties=[str(each.pk) for each in parties],
    )
    return case


@transaction.atomic
def withdraw_share(*, actor: Actor, assignment: Assignment, reason: str) -> Case:
    """Take an open share back from a party; without a lead the case returns to the board."""
    policy.require(actor, "cases.dispatch", at=assignment.case)

    assignment, case = locked_share(assignment)
    if not reason.strip():
        raise Invalid(_("请写明撤回的理由，对方会看到。"), reason=_("理由不能为空。"))

    stopped = clockwork.stop(assignment.clock)
    advance_share(assignment, ShareMove.WITHDRAW, done_at=clock.now(), clock=stopped.log)
    drop_pleas(assignment)
    if assignment.is_lead:
        advance(case, Move.RETURN, **clockwork.running_again(case))
    note(case, "withdraw", actor, reason.strip(), department=assignment.department)

    trail.record(actor, "cases.withdraw", case, department=str(assignment.department_id))
    return case


def _check_parties(
    case: Case, lead: Department, co_handlers: Sequence[Department]
) -> list[Department]:
    """The parties that still have to be sent a share; PartiesUnclear when the choice can't stand."""
    at_work = {share.department_id: share for share in case.assignments.exclude(status__in=GONE)}
    current = next((share for share in at_work.values() if share.is_lead), None)
    if lead in co_handlers:
        words_ = _("主办单位不能同时是协办单位，请从协办中去掉%s。") % lead.name
        raise PartiesUnclear(words_, co_handlers=words_)
    if current is not None and current.department_id != lead.pk:
        words_ = _("这个事件已有主办单位。要换主办，请先撤回原来的派单。")
        raise PartiesUnclear(words_, lead=words_)
    check_serving(case, (lead, *co_handlers))
    new = [each for each in (lead, *co_handlers) if each.pk not in at_work]
    if not new:
        words_ = _("这些单位都已经在办理，请选择要增加的单位。")
        raise PartiesUnclear(words_, co_handlers=words_)
    return new


def check_serving(case: Case, departments: Iterable[Department]) -> None:
    """Raise PartiesUnclear unless each of them works where the case is, and may know of it."""
    protected = case.accused_id if case.accused_id and queries.is_confidential(case) else None
    for each in departments:
        if each.pk == protected:
            words_ = _("反映人要求保密，不能派给被反映的%s。") % each.name
            raise PartiesUnclear(words_, lead=words_)
        if not case.area.startswith(each.area):
            words_ = _("%s不负责这个区域，请另选单位。") % each.name
            raise PartiesUnclear(words_, lead=words_)


def send(
    actor: Actor,
    case: Case,
    parties: Sequence[Department],
    *,
    lead: Department | None,
    task: str,
    whistle: Whistle | None = None,
    is_designated: bool = False,
) -> None:
    """A share for each party, with a clock that begins now, and the news of it."""
    limits = queries.time_limits(case.category, Urgency(case.urgency), at=clock.now())
    promise = clockwork.restart(limits[ClockKind.SHARE])
    Assignment.objects.bulk_create(
        Assignment(
            case=case,
            community_id=case.community_id,
            department=department,
            is_lead=department == lead,
            task=task.strip(),
            sent_at=clock.now(),
            sent_by=actor.account_id,
            whistle=whistle,
            is_designated=is_designated,
            clock=promise.log,
            due_at=promise.due_at,
        )
        for department in parties
    )
    sent_to = tuple(each.pk for each in parties)
    publish(CaseDispatched(case_id=case.pk, area=case.area, department_ids=sent_to))


def _lead_of(
    case: Case, category: Category, lead: Department | None, helpers: Sequence[Department]
) -> tuple[Department, Sequence[Department]]:
    """Who leads and who helps, once the catalogue has been asked; PartiesUnclear if nobody would."""
    chosen = lead or queries.answering_for(category, case.area) or next(iter(helpers), None)
    if chosen is None:
        words_ = _("派单目录里没有这类事情的主办单位，请选择一个。")
        raise PartiesUnclear(words_, lead=words_)
    return chosen, helpers if lead else [each for each in helpers if each != chosen]


def require_no_loop(case: Case, parties: Sequence[Department]) -> None:
    """Raise LoopNeedsDesignation for a case that would come back to a party it was released from."""
    released = case.assignments.filter(
        rulings__plea=Plea.OBJECTION, rulings__verdict=Verdict.GRANTED
    )
    pairs = list(released.values_list("department_id", "is_lead"))
    leads = sum(is_lead for _department, is_lead in pairs)
    wanted = [each.pk for each in parties]
    if is_loop([department for department, _is_lead in pairs], wanted, leads_released=leads):
        raise LoopNeedsDesignation(
            _("这个事件已被退来退去，请由上级指定主办单位。它已列入“待裁定”，上级会看到。")
        )


def _taken(case: Case) -> TakenByAnother:
    name = people_at_work.name_of(case.taken_by)
    return TakenByAnother(
        _("%(name)s正在处理这个事件。可以请对方放回，或者选择别的事件。") % {"name": name},
        by=name,
        since=case.taken_at.isoformat() if case.taken_at else None,
    )
