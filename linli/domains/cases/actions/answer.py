"""What the reporter says of the result, on the phone or on the progress page, and what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import CaseClosed, CaseReopened
from linli.core.divisions.models import Department
from linli.domains.cases import queries, rules
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.record import (
    advance,
    advance_share,
    drop_pleas,
    held_with_task,
    note,
    write,
)
from linli.domains.cases.errors import MoveNotAllowed, OthersWait
from linli.domains.cases.models import CallBack, Case, Follower, Merging
from linli.domains.cases.queries import Who
from linli.domains.cases.rules import (
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
from linli.domains.cases.rules.following import Voice, outcome_for, outcome_of_voices
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database import rows


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call brought: nobody reached, or solved or not and how satisfied."""

    reached: bool
    solved: bool | None = None
    satisfaction: Satisfaction | None = None
    note: str = ""


@transaction.atomic
def call_back(
    *,
    actor: Actor,
    case: Case,
    answer: Answer,
    close_unsolved: bool = False,
    follower: Follower | None = None,
) -> Case:
    """Write down one call to the reporter, or to somebody who follows the case.

    Solved closes the case once everybody who waits for it has been asked; unsolved sends it back to
    its lead, unless `close_unsolved` with a note says why nothing more can be done; the third call
    that reaches nobody is the last. Returns the case whose result it was: of a merged one, the one
    it is worked on as.
    """
    policy.require(actor, "cases.call_back", at=case)

    case, task = held_with_task(case)
    _check(answer, close_unsolved)

    _record(actor, case, task, answer, follower)
    _settle(actor, task, answer, close_unsolved=close_unsolved)

    trail.record(actor, "cases.call_back", case, reached=answer.reached, solved=answer.solved)
    return task


@transaction.atomic
def answer_by_reporter(
    *, actor: Actor, case: Case, answer: Answer, follower: Follower | None = None
) -> Case:
    """What the reporter, or a follower, says on their own progress page; unsolved always sends the
    case back. Returns the case whose result it was."""
    policy.require(actor, "cases.answer", at=case)

    case, task = held_with_task(case)
    _check(answer, close_unsolved=False)

    _record(actor, case, task, answer, follower)
    _settle(actor, task, answer, close_unsolved=False)

    trail.record(actor, "cases.answer", case, solved=answer.solved)
    return task


@transaction.atomic
def reopen_case(*, actor: Actor, case: Case, reason: str, follower: Follower | None = None) -> Case:
    """Take a closed case up again: a new cycle with new promises, visible to everybody.

    A case that was closed as part of another takes that one up again, and so does one of its
    followers. Several may ask for the same: the first begins the cycle, whoever asks after it adds
    their words to it, and it counts once.
    """
    policy.require(actor, "cases.answer", at=case)

    case, task = held_with_task(case)
    if not reason.strip():
        raise Invalid(_("请说说还有什么没有解决。"), reason=_("这里还是空的。"))

    if _is_taken_up_again(task):
        note(case, "add", actor, reason.strip(), public=follower is None, **_of(follower))
        trail.record(actor, "cases.reopen_too", task, cycle=task.cycle, **_of(follower))
        return task
    is_led = task.assignments.filter(is_lead=True, status=Share.DONE).exists()
    lead = _begin_cycle(actor, task, Move.REOPEN if is_led else Move.TAKE_UP)
    note(
        task, "reopen", actor, reason.strip(), department=lead, cycle=task.cycle,
        public=case.pk == task.pk and follower is None, **_of(follower),
    )  # fmt: skip
    if follower is not None:
        note(task, "told", actor, _("有居民说这件事还没有解决，已重新办理。"), public=True)
    elif case.pk != task.pk:
        note(case, "reopen", actor, reason.strip(), public=True)

    trail.record(actor, "cases.reopen", task, cycle=task.cycle, **_of(follower))
    publish(CaseReopened(case_id=task.pk, area=task.area, cycle=task.cycle))
    return task


def _is_taken_up_again(task: Case) -> bool:
    """Whether somebody else has asked for the same already, and no new result is reported yet."""
    return task.cycle > 1 and task.status in {Status.REPORTED, Status.HANDLING}


def _of(follower: Follower | None) -> dict[str, Any]:
    return {"follower": str(follower.pk)} if follower else {}


@transaction.atomic
def withdraw_case(*, actor: Actor, case: Case, reason: str) -> Case:
    """The reporter takes the matter back. It counts as withdrawn, never as solved."""
    policy.require(actor, "cases.answer", at=case)

    case, task = held_with_task(case)
    _require_nobody_else_waits(case)
    for share in case.assignments.filter(status__in=OPEN_SHARES):
        stopped = clockwork.stop(share.clock)
        advance_share(share, ShareMove.WITHDRAW, done_at=clock.now(), clock=stopped.log)
        drop_pleas(share)
    advance(
        case, Move.WITHDRAW, outcome=Outcome.WITHDRAWN, closed_at=clock.now(),
        **clockwork.ended(case),
    )  # fmt: skip
    note(case, "withdraw_case", actor, reason.strip(), public=True)
    Merging.objects.filter(case=case).delete()
    if task.pk != case.pk:
        conclude(actor, task)

    trail.record(actor, "cases.withdraw_case", case)
    _publish_end(case)
    return case


def conclude(actor: Actor, task: Case) -> None:
    """Close a case whose result stands, once everybody who waits for it has been asked."""
    members = queries.members_of(task)
    voices = queries.voices_of(task, members)
    outcome = outcome_of_voices(voices.values())
    if task.status == Status.RESULT_REPORTED and outcome is not None:
        _close(actor, task, outcome, members, voices)


def _require_nobody_else_waits(case: Case) -> None:
    if case.merged.exists() or case.followers.exists():
        raise OthersWait(
            _(
                "还有别的居民在等这件事的结果，所以要继续办完。您不用再做什么；回访时说一声不用办了就可以。"
            )
        )


def _check(answer: Answer, close_unsolved: bool) -> None:
    if answer.reached and answer.solved is None:
        raise Invalid(_("请选择居民认为是否已经解决。"), solved=_("请选择一项。"))
    if answer.reached and answer.satisfaction is None:
        raise Invalid(_("请选择居民是否满意。"), satisfaction=_("请选择一项。"))
    if close_unsolved and not answer.note.strip():
        raise Invalid(_("以未解决结案时，请写明为什么不能再办。"), note=_("说明不能为空。"))


def _record(
    actor: Actor, case: Case, task: Case, answer: Answer, follower: Follower | None
) -> None:
    rules.after(Status(task.status), Move.CLOSE)  # only a reported result can be asked about
    if task.status != Status.RESULT_REPORTED:
        raise MoveNotAllowed(rules.NOT_NOW)
    CallBack.objects.create(
        case=case,
        about=None if case.pk == task.pk else task,
        follower=follower,
        community_id=case.community_id,
        cycle=task.cycle,
        at=clock.now(),
        by=actor.account_id,
        reached=answer.reached,
        solved=answer.solved,
        satisfaction=answer.satisfaction or "",
        note=answer.note.strip(),
    )
    note(case, "call_back", actor, answer.note.strip(), reached=answer.reached)
    if answer.reached:
        _rate(task if case.pk == task.pk else case, answer, follower)


def _rate(case: Case, answer: Answer, follower: Follower | None) -> None:
    """Write the rating beside whoever gave it."""
    if follower is None:
        write(case, satisfaction=answer.satisfaction or "")
        return
    follower.outcome = rules.outcome_of(reached=True, solved=answer.solved)
    follower.satisfaction = answer.satisfaction or ""
    rows.update(follower, ["outcome", "satisfaction"])


def _settle(actor: Actor, task: Case, answer: Answer, *, close_unsolved: bool) -> None:
    if answer.solved or not answer.reached:
        conclude(actor, task)
        return
    if close_unsolved:
        members = queries.members_of(task)
        voices = queries.voices_of(task, members)
        _close(actor, task, Outcome.UNSOLVED, members, voices)
        return
    lead = _begin_cycle(actor, task, Move.SEND_BACK)
    words = _("居民认为还没有解决，已退回重新办理。")
    note(task, "send_back", actor, words, public=True, department=lead, cycle=task.cycle)
    publish(CaseReopened(case_id=task.pk, area=task.area, cycle=task.cycle))


def _close(
    actor: Actor,
    task: Case,
    outcome: Outcome,
    members: Sequence[Case],
    voices: Mapping[Who, Voice],
) -> None:
    """Close the task with what all say of it, and with it each reporter's case with their own word."""
    said = voices[Who(task.pk, None)].solved
    advance(
        task, Move.CLOSE, outcome=outcome, closed_at=clock.now(),
        satisfaction="" if said is None else task.satisfaction,
    )  # fmt: skip
    note(task, "close", actor, public=True, outcome=outcome)
    _publish_end(task)
    for each in members:
        voice = voices[Who(each.pk, None)]
        own = outcome_for(voice)
        advance(
            each, Move.CLOSE, outcome=own, closed_at=clock.now(), result=task.result,
            result_at=task.result_at,
            satisfaction="" if voice.solved is None else each.satisfaction,
        )  # fmt: skip
        note(each, "close", actor, public=True, outcome=own)
        _publish_end(each)
    waiting = Follower.objects.filter(case__in=[task, *members], outcome="")
    waiting.update(outcome=Outcome.UNREACHED, satisfaction="")


def _begin_cycle(actor: Actor, case: Case, move: Move) -> Department | None:
    """Give the lead its share back, if there was one, with a new clock for it and for the case.

    Returns that lead: what it had closed didn't hold, and the new cycle counts against it.
    """
    limits = queries.time_limits(case.category, Urgency(case.urgency), at=clock.now())
    whole = clockwork.restart(limits[ClockKind.SOLUTION])
    satisfaction = case.satisfaction if move == Move.SEND_BACK else ""
    advance(
        case, move, cycle=case.cycle + 1, outcome="", satisfaction=satisfaction, closed_at=None,
        result="", result_at=None, solution_clock=whole.log, due_at=whole.due_at,
        provisional=whole.provisional, **_answer_owed(case, limits),
    )  # fmt: skip
    _wait_again(actor, case)
    if move == Move.TAKE_UP:
        return None
    lead = case.assignments.select_related("department").get(is_lead=True, status=Share.DONE)
    share = clockwork.restart(limits[ClockKind.SHARE])
    advance_share(lead, ShareMove.TAKE_UP_AGAIN, done_at=None, clock=share.log, due_at=share.due_at)
    return lead.department


def _wait_again(actor: Actor, task: Case) -> None:
    """Everybody who waited for the result is asked anew of the next one."""
    members = queries.members_of(task)
    Follower.objects.filter(case__in=[task, *members]).update(outcome="")
    for each in members:
        if each.status == Status.CLOSED:
            advance(each, Move.WAIT_AGAIN, outcome="", closed_at=None, result="", result_at=None)
            note(each, "send_back", actor, _("这件事还没有解决，已重新办理。"), public=True)


def _answer_owed(case: Case, limits: queries.Limits) -> dict[str, Any]:
    """The first answer is owed anew by whoever takes a matter up that was withdrawn before it."""
    if case.outcome != Outcome.WITHDRAWN or case.feedback_at is not None:
        return {}
    answer = clockwork.restart(limits[ClockKind.FEEDBACK])
    return {"feedback_clock": answer.log, "feedback_due_at": answer.due_at}


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
