"""What the dispatcher does: take a case, send it to its parties, take a share back, decline."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import CaseDispatched
from linli.core.divisions.models import Department
from linli.domains.cases import queries, rules, words
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.record import (
    advance,
    advance_share,
    locked,
    locked_share,
    note,
    write,
)
from linli.domains.cases.errors import PartiesUnclear, TakenByAnother
from linli.domains.cases.models import Assignment, Case, Category
from linli.domains.cases.rules import ClockKind, Ground, Move, Share, ShareMove, Urgency
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
    lead: Department,
    co_handlers: Sequence[Department] = (),
    task: str = "",
    seen_version: int | None = None,
) -> Case:
    """Send a case to the party that leads and to those that help, each with a clock of its own.

    A case in hand can be sent on to further parties; its lead stays. Raises TakenByAnother,
    ChangedMeanwhile or PartiesUnclear.
    """
    policy.require(actor, "cases.dispatch", at=case)

    case = locked(case, seen_version)
    if case.taken_by not in {None, actor.account_id}:
        raise _taken(case)
    parties = _check_parties(case, lead, co_handlers)

    advance(case, Move.DISPATCH, category=category, taken_by=None, taken_at=None)
    _send(case, lead, parties, task)
    names = "、".join(department.name for department in parties)
    note(case, "dispatch", actor, _("已交由%s办理。") % names, public=True, lead=str(lead.pk))

    trail.record(
        actor,
        "cases.dispatch",
        case,
        category=category.code,
        parties=[str(each.pk) for each in parties],
    )
    publish(
        CaseDispatched(
            case_id=case.pk, area=case.area, department_ids=tuple(each.pk for each in parties)
        )
    )
    return case


@transaction.atomic
def withdraw_share(*, actor: Actor, assignment: Assignment, reason: str) -> Case:
    """Take an open share back from a party; without a lead the case returns to the board."""
    policy.require(actor, "cases.dispatch", at=assignment.case)

    assignment, case = locked_share(assignment)
    if not reason.strip():
        raise Invalid(_("请写明撤回的理由，对方会看到。"), reason=_("理由不能为空。"))

    advance_share(assignment, ShareMove.WITHDRAW, done_at=clock.now())
    if assignment.is_lead:
        advance(case, Move.RETURN)
    note(case, "withdraw", actor, reason.strip(), department=assignment.department)

    trail.record(actor, "cases.withdraw", case, department=str(assignment.department_id))
    return case


@transaction.atomic
def decline_case(*, actor: Actor, case: Case, ground: Ground, explanation: str) -> Case:
    """Don't take a matter up, on a ground of the rules and with words for the reporter."""
    policy.require(actor, "cases.decline", at=case)

    case = locked(case)
    if not explanation.strip():
        raise Invalid(_("请告诉居民为什么不予受理、可以找谁。"), explanation=_("说明不能为空。"))

    stopped = clockwork.stop(case.feedback_clock)
    advance(case, Move.DECLINE, feedback_clock=stopped.log, feedback_at=clock.now())
    shown = f"{words.GROUND[ground]}。{explanation.strip()}"
    note(case, "decline", actor, shown, public=True, ground=ground)

    trail.record(actor, "cases.decline", case, ground=ground)
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
    outside = [each for each in (lead, *co_handlers) if not case.area.startswith(each.area)]
    if outside:
        words_ = _("%s不负责这个区域，请另选单位。") % outside[0].name
        raise PartiesUnclear(words_, lead=words_)
    new = [each for each in (lead, *co_handlers) if each.pk not in at_work]
    if not new:
        words_ = _("这些单位都已经在办理，请选择要增加的单位。")
        raise PartiesUnclear(words_, co_handlers=words_)
    return new


GONE = (Share.RETURNED, Share.WITHDRAWN)


def _send(case: Case, lead: Department, parties: Sequence[Department], task: str) -> None:
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
            clock=promise.log,
            due_at=promise.due_at,
        )
        for department in parties
    )


def _taken(case: Case) -> TakenByAnother:
    name = people_at_work.name_of(case.taken_by)
    return TakenByAnother(
        _("%(name)s正在处理这个事件。可以请对方放回，或者选择别的事件。") % {"name": name},
        by=name,
        since=case.taken_at.isoformat() if case.taken_at else None,
    )
