"""What the reporter says of the result, on the phone or on the progress page, and what follows."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import CaseClosed, CaseReopened
from linli.core.divisions.models import Department
from linli.domains.cases import queries, rules
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.record import advance, advance_share, drop_pleas, locked, note
from linli.domains.cases.models import CallBack, Case
from linli.domains.cases.rules import (
    CALL_BACK_ATTEMPTS,
    OPEN_SHARES,
    ClockKind,
    Move,
    Outcome,
    Satisfaction,
    Share,
    ShareMove,
    Status,
    Urgency,
)
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call brought: nobody reached, or solved or not and how satisfied."""

    reached: bool
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    note: str = ""


@transaction.atomic
def call_back(*, actor: Actor, case: Case, answer: Answer, close_unsolved: bool = False) -> Case:
    """Write down one call to the reporter.

    Solved closes the case; unsolved sends it back to its lead, unless `close_unsolved` with a note
    says why nothing more can be done; the third call that reaches nobody closes it as unreached.
    """
    policy.require(actor, "cases.call_back", at=case)

    case = locked(case)
    _check(answer, close_unsolved)

    _record(actor, case, answer)
    if answer.reached:
        _settle(actor, case, answer, close_unsolved=close_unsolved)
    elif _attempts(case) >= CALL_BACK_ATTEMPTS:
        _close(actor, case, Outcome.UNREACHED, answer)

    trail.record(actor, "cases.call_back", case, reached=answer.reached, solved=answer.solved)
    _publish_end(case)
    return case


@transaction.atomic
def answer_by_reporter(*, actor: Actor, case: Case, answer: Answer) -> Case:
    """The reporter's own answer on the progress page; unsolved always sends the case back."""
    policy.require(actor, "cases.answer", at=case)

    case = locked(case)
    _check(answer, close_unsolved=False)

    _record(actor, case, answer)
    _settle(actor, case, answer, close_unsolved=False)

    trail.record(actor, "cases.answer", case, solved=answer.solved)
    _publish_end(case)
    return case


@transaction.atomic
def reopen_case(*, actor: Actor, case: Case, reason: str) -> Case:
    """Take a closed case up again: a new cycle with new promises, visible to everybody."""
    policy.require(actor, "cases.answer", at=case)

    case = locked(case)
    if not reason.strip():
        raise Invalid(_("请说说还有什么没有解决。"), reason=_("这里还是空的。"))

    is_led = case.assignments.filter(is_lead=True, status=Share.DONE).exists()
    lead = _begin_cycle(case, Move.REOPEN if is_led else Move.TAKE_UP)
    note(
        case, "reopen", actor, reason.strip(), public=True, department=lead, cycle=case.cycle
    )  # fmt: skip

    trail.record(actor, "cases.reopen", case, cycle=case.cycle)
    publish(CaseReopened(case_id=case.pk, area=case.area, cycle=case.cycle))
    return case


@transaction.atomic
def withdraw_case(*, actor: Actor, case: Case, reason: str) -> Case:
    """The reporter takes the matter back. It counts as withdrawn, never as solved."""
    policy.require(actor, "cases.answer", at=case)

    case = locked(case)
    for share in case.assignments.filter(status__in=OPEN_SHARES):
        stopped = clockwork.stop(share.clock)
        advance_share(share, ShareMove.WITHDRAW, done_at=clock.now(), clock=stopped.log)
        drop_pleas(share)
    advance(
        case, Move.WITHDRAW, outcome=Outcome.WITHDRAWN, closed_at=clock.now(),
        **clockwork.ended(case),
    )  # fmt: skip
    note(case, "withdraw_case", actor, reason.strip(), public=True)

    trail.record(actor, "cases.withdraw_case", case)
    _publish_end(case)
    return case


def _check(answer: Answer, close_unsolved: bool) -> None:
    if answer.reached and answer.solved is None:
        raise Invalid(_("请选择居民认为是否已经解决。"), solved=_("请选择一项。"))
    if answer.reached and answer.satisfaction is None:
        raise Invalid(_("请选择居民是否满意。"), satisfaction=_("请选择一项。"))
    if close_unsolved and not answer.note.strip():
        raise Invalid(_("以未解决结案时，请写明为什么不能再办。"), note=_("说明不能为空。"))


def _record(actor: Actor, case: Case, answer: Answer) -> None:
    rules.after(Status(case.status), Move.CLOSE)  # only a reported result can be asked about
    CallBack.objects.create(
        case=case,
        community_id=case.community_id,
        cycle=case.cycle,
        at=clock.now(),
        by=actor.account_id,
        reached=answer.reached,
        solved=answer.solved,
        satisfaction=answer.satisfaction or "",
        note=answer.note.strip(),
    )
    note(case, "call_back", actor, answer.note.strip(), reached=answer.reached)


def _settle(actor: Actor, case: Case, answer: Answer, *, close_unsolved: bool) -> None:
    if answer.solved or close_unsolved:
        outcome = rules.outcome_of(reached=True, solved=answer.solved)
        _close(actor, case, outcome, answer)
        return
    lead = _begin_cycle(case, Move.SEND_BACK, satisfaction=answer.satisfaction or "")
    words = _("居民认为还没有解决，已退回重新办理。")
    note(case, "send_back", actor, words, public=True, department=lead, cycle=case.cycle)
    publish(CaseReopened(case_id=case.pk, area=case.area, cycle=case.cycle))


def _close(actor: Actor, case: Case, outcome: Outcome, answer: Answer) -> None:
    advance(
        case, Move.CLOSE, outcome=outcome, closed_at=clock.now(),
        satisfaction=answer.satisfaction or "",
    )  # fmt: skip
    note(case, "close", actor, public=True, outcome=outcome)


def _begin_cycle(case: Case, move: Move, satisfaction: str = "") -> Department | None:
    """Give the lead its share back, if there was one, with a new clock for it and for the case.

    Returns that lead: what it had closed didn't hold, and the new cycle counts against it.
    """
    limits = queries.time_limits(case.category, Urgency(case.urgency), at=clock.now())
    whole = clockwork.restart(limits[ClockKind.SOLUTION])
    advance(
        case, move, cycle=case.cycle + 1, outcome="", satisfaction=satisfaction, closed_at=None,
        result="", result_at=None, solution_clock=whole.log, due_at=whole.due_at,
        provisional=whole.provisional, **_answer_owed(case, limits),
    )  # fmt: skip
    if move == Move.TAKE_UP:
        return None
    lead = case.assignments.select_related("department").get(is_lead=True, status=Share.DONE)
    share = clockwork.restart(limits[ClockKind.SHARE])
    advance_share(lead, ShareMove.TAKE_UP_AGAIN, done_at=None, clock=share.log, due_at=share.due_at)
    return lead.department


def _answer_owed(case: Case, limits: queries.Limits) -> dict[str, Any]:
    """The first answer is owed anew by whoever takes a matter up that was withdrawn before it."""
    if case.outcome != Outcome.WITHDRAWN or case.feedback_at is not None:
        return {}
    answer = clockwork.restart(limits[ClockKind.FEEDBACK])
    return {"feedback_clock": answer.log, "feedback_due_at": answer.due_at}


def _attempts(case: Case) -> int:
    return case.call_backs.filter(cycle=case.cycle, reached=False).count()


def _publish_end(case: Case) -> None:
    if case.status != Status.CLOSED:
        return
    publish(
        CaseClosed(
            case_id=case.pk,
            area=case.area,
            outcome=case.outcome,
            satisfaction=case.satisfaction or None,
            in_time=case.solved_in_time(),
        )
    )
