"""What a party does with its share, and what the lead reports in the end."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import FeedbackGiven, ResultReported
from linli.domains.cases import rules
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.merge import pass_on_feedback
from linli.domains.cases.actions.record import (
    advance,
    advance_share,
    department_id_of,
    drop_pleas,
    locked,
    locked_share,
    note,
    write,
)
from linli.domains.cases.errors import CoHandlersOpen, NotTheLead
from linli.domains.cases.models import Assignment, Case
from linli.domains.cases.rules import Move, Result, Share, ShareMove
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.files import actions as files
from linli.platform.files.actions import Upload


@transaction.atomic
def accept_share(*, actor: Actor, assignment: Assignment) -> Assignment:
    """Take on this party's share."""
    _require(actor, assignment)

    assignment, case = locked_share(assignment)

    advance_share(assignment, ShareMove.ACCEPT, accepted_at=clock.now())
    note(case, "accept", actor, department=assignment.department, public=True)

    trail.record(actor, "cases.accept", case, department=str(assignment.department_id))
    return assignment


@transaction.atomic
def pause_share(*, actor: Actor, assignment: Assignment, reason: str) -> Assignment:
    """Stop this share's clock for a reason the reporter is told; the minutes left are kept.

    When the lead waits, so does the case's own promise.
    """
    _require(actor, assignment)

    assignment, case = locked_share(assignment)
    if not reason.strip():
        raise Invalid(_("请写明暂停的理由，居民会看到。"), reason=_("理由不能为空。"))

    paused = clockwork.pause(assignment.clock, reason.strip())
    advance_share(assignment, ShareMove.PAUSE, clock=paused.log, due_at=paused.due_at)
    if assignment.is_lead:
        whole = clockwork.pause(case.solution_clock, reason.strip())
        write(case, solution_clock=whole.log, due_at=whole.due_at, is_paused=True)
    note(case, "pause", actor, reason.strip(), department=assignment.department, public=True)

    trail.record(actor, "cases.pause", case, department=str(assignment.department_id))
    return assignment


@transaction.atomic
def resume_share(*, actor: Actor, assignment: Assignment) -> Assignment:
    """Let the clock run on with the minutes it had left."""
    _require(actor, assignment)

    assignment, case = locked_share(assignment)

    resumed = clockwork.resume(assignment.clock)
    advance_share(assignment, ShareMove.RESUME, clock=resumed.log, due_at=resumed.due_at)
    if assignment.is_lead:
        write(case, **clockwork.running_again(case))
    note(case, "resume", actor, department=assignment.department, public=True)

    trail.record(actor, "cases.resume", case, department=str(assignment.department_id))
    return assignment


@transaction.atomic
def finish_share(
    *, actor: Actor, assignment: Assignment, words: str, photos: Sequence[Upload] = ()
) -> Assignment:
    """A co-handler says what it did. The lead uses `report_result` instead."""
    _require(actor, assignment)

    assignment, case = locked_share(assignment)
    if assignment.is_lead:
        raise NotTheLead(_("您是主办单位，请使用“上报结果”。"))
    _require_words(words)

    _finish(actor, assignment, case, words, photos)

    trail.record(actor, "cases.finish", case, department=str(assignment.department_id))
    return assignment


@transaction.atomic
def report_result(
    *,
    actor: Actor,
    assignment: Assignment,
    result: Result,
    words: str,
    photos: Sequence[Upload] = (),
) -> Case:
    """The lead reports what came of the whole case. Refused while a co-handler is still open, unless
    the dispatcher's superior has waived it; that share then goes on by its own clock.

    What is reported is a claim: the case counts as solved only when its reporter says so.
    """
    _require(actor, assignment)

    assignment, case = locked_share(assignment)
    if not assignment.is_lead:
        raise NotTheLead(_("只有主办单位可以上报结果。您办完后，请使用“办完上报”。"))
    _require_words(words)
    _require_all_done(assignment, case)

    _finish(actor, assignment, case, words, photos)
    stopped = clockwork.stop(case.solution_clock)
    advance(
        case, Move.REPORT_RESULT, result=result, result_at=clock.now(), solution_clock=stopped.log
    )
    note(case, "report_result", actor, words.strip(), public=True, result=result)

    trail.record(actor, "cases.report_result", case, result=result)
    publish(ResultReported(case_id=case.pk, area=case.area, result=result))
    return case


@transaction.atomic
def give_feedback(*, actor: Actor, case: Case, words: str) -> Case:
    """Answer the reporter. The first answer keeps, or breaks, the promise of the feedback clock."""
    department_id = department_id_of(actor, "cases.feedback", case)
    policy.require(actor, "cases.feedback", at=case, department_id=department_id)

    case = locked(case)
    if not words.strip():
        raise Invalid(_("请写下给居民的回复。"), words=_("回复不能为空。"))

    is_first = case.feedback_at is None
    if is_first:
        stopped = clockwork.stop(case.feedback_clock)
        write(case, feedback_clock=stopped.log, feedback_at=clock.now())
    pass_on_feedback(case)
    note(case, "feedback", actor, words.strip(), public=True)

    trail.record(actor, "cases.feedback", case)
    if is_first:
        in_time = clock.now() <= case.feedback_due_at
        publish(FeedbackGiven(case_id=case.pk, area=case.area, in_time=in_time))
    return case


def _require(actor: Actor, assignment: Assignment) -> None:
    policy.require(
        actor, "cases.handle", at=assignment.case, department_id=assignment.department_id
    )


def _require_words(words: str) -> None:
    if not words.strip():
        raise Invalid(_("请写明怎样办理的，居民会看到。"), words=_("办理情况不能为空。"))


def _require_all_done(lead: Assignment, case: Case) -> None:
    others = case.assignments.exclude(pk=lead.pk).filter(waived_at=None)
    still = [each for each in others.select_related("department") if each.is_open]
    if not rules.all_done(Share(each.status) for each in still):
        names = "、".join(each.department.name for each in still)
        raise CoHandlersOpen(
            _("%s还没有办完，主办单位暂时不能上报结果。") % names,
            open=[str(each.department_id) for each in still],
        )


def _finish(
    actor: Actor, assignment: Assignment, case: Case, words: str, photos: Sequence[Upload]
) -> None:
    stopped = clockwork.stop(assignment.clock)
    advance_share(assignment, ShareMove.FINISH, done_at=clock.now(), clock=stopped.log)
    drop_pleas(assignment)
    for photo in photos:
        files.keep_photo(
            actor, photo, owner_kind="cases.result", owner_id=case.pk,
            community_id=case.community_id, area=case.area,
        )  # fmt: skip
    if not assignment.is_lead:
        note(case, "finish", actor, words.strip(), department=assignment.department, public=True)
