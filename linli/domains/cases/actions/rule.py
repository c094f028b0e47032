"""What the dispatcher's superior decides: a plea, or who has to lead a case that goes round."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import AssignmentReturned, PleaRuled
from linli.core.divisions.models import Department
from linli.domains.cases.actions import clockwork
from linli.domains.cases.actions.dispatch import check_serving, send
from linli.domains.cases.actions.record import advance, advance_share, locked, locked_share, note
from linli.domains.cases.actions.record import write as write_case
from linli.domains.cases.errors import AlreadyRuled, JudgeInOwnCause, PartiesUnclear
from linli.domains.cases.models import Assignment, Case, Ruling
from linli.domains.cases.rules import GONE, Move, ShareMove, Status
from linli.domains.cases.rules.rulings import Plea, Verdict
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.accounts import queries as people_at_work
from linli.platform.audit import trail
from linli.platform.calendar.clocks import Term, Unit
from linli.platform.database import rows


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a verdict takes effect on."""

    actor: Actor
    ruling: Ruling
    share: Assignment
    case: Case


@transaction.atomic
def rule(*, actor: Actor, ruling: Ruling, verdict: Verdict, words: str) -> Ruling:
    """Decide a plea, once and with words for the party.

    Raises AlreadyRuled with who was first, JudgeInOwnCause for whoever asked or dispatched.
    """
    policy.require(actor, "cases.rule", at=ruling)

    share, case = locked_share(ruling.assignment)
    ruling = rows.fetch(Ruling, ruling.pk)
    _require_open(ruling)
    _require_outsider(actor, ruling.asked_by, share.sent_by)
    if not words.strip():
        raise Invalid(_("请写明裁定的理由，各方会看到。"), words=_("理由不能为空。"))

    ruling.due_before = share.due_at
    _EFFECTS[Plea(ruling.plea), verdict](_Matter(actor, ruling, share, case))
    ruling.due_after = share.due_at
    _write(ruling, verdict, actor, words)
    note(
        case, "rule", actor, words.strip(), department=share.department,
        plea=ruling.plea, verdict=verdict,
    )  # fmt: skip

    trail.record(actor, "cases.rule", case, plea=ruling.plea, verdict=verdict)
    publish(
        PleaRuled(
            case_id=case.pk, ruling_id=ruling.pk, area=case.area, plea=ruling.plea, verdict=verdict
        )
    )
    return ruling


@transaction.atomic
def designate_lead(*, actor: Actor, case: Case, lead: Department, words: str) -> Case:
    """Name the lead of a case that parties pass on. It can't object; the words are kept."""
    policy.require(actor, "cases.rule", at=case)

    case = locked(case)
    if not words.strip():
        raise Invalid(_("请写明为什么由这个单位主办。"), words=_("理由不能为空。"))
    check_serving(case, [lead])
    if case.assignments.filter(is_lead=True).exclude(status__in=GONE).exists():
        raise PartiesUnclear(_("这个事件已有主办单位。要换主办，请先撤回原来的派单。"))
    if case.assignments.filter(department=lead).exclude(status__in=GONE).exists():
        raise PartiesUnclear(_("这个单位正在协办。请先撤回它的协办派单，再指定它主办。"))

    advance(case, Move.DISPATCH, taken_by=None, taken_at=None)
    send(actor, case, [lead], lead=lead, task=words, is_designated=True)
    note(case, "designate", actor, words.strip(), department=lead, public=True)

    trail.record(actor, "cases.designate", case, department=str(lead.pk))
    return case


def _release(matter: _Matter) -> None:
    """The dispatch was wrong: its clock ends, and without its lead the case is on the board again."""
    share, case = matter.share, matter.case
    stopped = clockwork.stop(share.clock)
    advance_share(share, ShareMove.UPHOLD, done_at=clock.now(), clock=stopped.log)
    if share.is_lead and case.status == Status.HANDLING:
        advance(case, Move.RETURN)
    publish(
        AssignmentReturned(
            case_id=case.pk, assignment_id=share.pk, area=case.area,
            department_id=share.department_id,
        )
    )  # fmt: skip


def _hold(matter: _Matter) -> None:
    """The dispatch stands: its clock goes on with what it had left."""
    resumed = clockwork.resume(matter.share.clock)
    advance_share(matter.share, ShareMove.DISMISS, clock=resumed.log, due_at=resumed.due_at)


def _extend(matter: _Matter) -> None:
    """More time for the share; when it is the lead's, for the promise to the reporter too."""
    ruling, share, case = matter.ruling, matter.share, matter.case
    term = Term(ruling.amount or 0, Unit(ruling.unit))
    longer = clockwork.extend(share.clock, term, ruling.reason, ruling.asked_at)
    share.clock, share.due_at = longer.log, longer.due_at
    rows.update(share, ["clock", "due_at"])
    if share.is_lead and case.status == Status.HANDLING:
        whole = clockwork.extend(case.solution_clock, term, ruling.reason, ruling.asked_at)
        write_case(
            case, solution_clock=whole.log, due_at=whole.due_at, provisional=whole.provisional
        )
        words = _("办理时间延长：%s") % ruling.reason
        note(case, "extend", matter.actor, words, department=share.department, public=True)


def _waive(matter: _Matter) -> None:
    matter.share.waived_at = clock.now()
    rows.update(matter.share, ["waived_at"])


def _nothing(_matter: _Matter) -> None:
    """A refusal leaves everything as it was."""


_EFFECTS: Mapping[tuple[Plea, Verdict], Callable[[_Matter], None]] = {
    (Plea.OBJECTION, Verdict.GRANTED): _release,
    (Plea.OBJECTION, Verdict.REFUSED): _hold,
    (Plea.EXTENSION, Verdict.GRANTED): _extend,
    (Plea.EXTENSION, Verdict.REFUSED): _nothing,
    (Plea.WAIVER, Verdict.GRANTED): _waive,
    (Plea.WAIVER, Verdict.REFUSED): _nothing,
}


def _require_open(ruling: Ruling) -> None:
    if not ruling.is_open:
        name = people_at_work.name_of(ruling.ruled_by)
        raise AlreadyRuled(_("%s已经裁定了这项申请。请刷新页面查看。") % name, by=name)


def _require_outsider(actor: Actor, *involved: object) -> None:
    if actor.account_id is not None and actor.account_id in involved:
        raise JudgeInOwnCause(_("提出申请的人和当初派单的人不能裁定，请由另一位上级裁定。"))


def _write(ruling: Ruling, verdict: Verdict, actor: Actor, words: str) -> None:
    ruling.verdict, ruling.words = verdict, words.strip()
    ruling.ruled_at, ruling.ruled_by = clock.now(), actor.account_id
    rows.update(ruling, ["verdict", "words", "ruled_at", "ruled_by", "due_before", "due_after"])
