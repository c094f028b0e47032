"""Several reports of one matter become one task (并案), and are taken apart again.

Every reporter keeps number, check code, follow-up and rating; only the work is one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.contracts.cases import CasesMerged, CaseUnmerged
from linli.domains.cases import queries, rules
from linli.domains.cases.actions import answer, clockwork
from linli.domains.cases.actions.record import advance, held_with_task, hold, note, write
from linli.domains.cases.errors import CannotMerge
from linli.domains.cases.models import Case, Merging
from linli.domains.cases.rules import Move, Status
from linli.kernel import clock
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar import clocks
from linli.platform.database import rows

KEPT = ("due_at", "is_paused", "provisional", "satisfaction", "solution_clock")


@transaction.atomic
def merge_cases(*, actor: Actor, into: Case, cases: Sequence[Case]) -> Case:
    """Let `cases` be worked on as part of `into`; their clocks stand from now on.

    What is merged must still be on the board, so that no department loses a share it was sent;
    what it is merged into must be open and in the same community. Raises CannotMerge.
    """
    for each in (into, *cases):
        policy.require(actor, "cases.dispatch", at=each)

    held = hold([into.pk, *(each.pk for each in cases)])
    into, joining = held.pop(into.pk), [*held.values()]
    _require_mergeable(into, joining)

    for each in joining:
        _merge(actor, into, each)
    write(into)
    note(into, "merge", actor, cases=[each.number for each in joining])

    ids = tuple(each.pk for each in joining)
    trail.record(actor, "cases.merge", into, cases=[str(pk) for pk in ids])
    publish(CasesMerged(case_id=into.pk, area=into.area, merged_ids=ids))
    return into


@transaction.atomic
def unmerge_case(*, actor: Actor, case: Case) -> Case:
    """Take a case out of the one it was merged into: it stands on the board as it stood before,
    with the clock it had and the rating it had; what its reporter said meanwhile stays on record.
    """
    policy.require(actor, "cases.dispatch", at=case)

    case, task = held_with_task(case)
    merging = queries.merging_of(case)
    if merging is None:
        raise CannotMerge(_("这个事件没有并入别的事件。"))
    rules.after(Status(case.status), Move.UNMERGE)

    merging.delete()
    _restore_followers(case, merging)
    advance(
        case, Move.UNMERGE, outcome="", closed_at=None, result="", result_at=None,
        **_before(merging),
    )  # fmt: skip
    note(case, "unmerge", actor, _("核实后不是同一件事，已单独办理。"), public=True)
    note(merging.into, "unmerge", actor, cases=[case.number])
    answer.conclude(actor, task)

    trail.record(actor, "cases.unmerge", case, into=str(merging.into_id))
    publish(CaseUnmerged(case_id=case.pk, area=case.area, merged_into=merging.into_id))
    return case


def pass_on_feedback(case: Case) -> None:
    """The answer that a case is given is given to everybody whose case was merged into it."""
    for each in queries.members_of(case):
        if each.feedback_at is None:
            stopped = clockwork.stop(each.feedback_clock)
            write(each, feedback_clock=stopped.log, feedback_at=clock.now())


def _require_mergeable(into: Case, joining: Sequence[Case]) -> None:
    if not joining:
        raise CannotMerge(_("请选择要并入的事件。"), cases=_("还没有选择。"))
    if not into.is_open:
        raise CannotMerge(_("%s 已经办结或者并入了别的事件，不能再并入它。") % into.number)
    for each in joining:
        if each.community_id != into.community_id:
            raise CannotMerge(_("%s 在另一个社区，不能并案。") % each.number)
        if each.status != Status.REPORTED:
            raise CannotMerge(_("%s 已经派单或者办结。请先撤回派单，再并案。") % each.number)


def _merge(actor: Actor, into: Case, case: Case) -> None:
    before = {name: getattr(case, name) for name in KEPT}
    said = {str(each.pk): each.satisfaction for each in case.followers.all()}
    rows.insert(
        Merging(
            case=case, into=into, community_id=case.community_id, at=clock.now(),
            by=actor.account_id, before=before | {"due_at": case.due_at.isoformat(), "followers": said},
        )
    )  # fmt: skip
    advance(case, Move.MERGE, **_standing(case))
    words = _("您反映的事和别的居民反映的是同一件，已并在一起办理。您照样可以查进度、评价。")
    note(case, "merge", actor, words, public=True, into=into.number)


def _standing(case: Case) -> dict[str, Any]:
    """What changes in a case whose clock stands because another one's runs for it."""
    log = clocks.from_plain(case.solution_clock)
    if clocks.status_of(log) is clocks.Status.STOPPED:
        return {}
    return {"solution_clock": clockwork.stop(case.solution_clock).log, "is_paused": False}


def _before(merging: Merging) -> dict[str, Any]:
    before: dict[str, Any] = {name: merging.before[name] for name in KEPT}
    return before | {"due_at": datetime.fromisoformat(merging.before["due_at"])}


def _restore_followers(case: Case, merging: Merging) -> None:
    """What those who follow the case said of the whole is no word on this case: they say as before,
    and are asked of its own result."""
    said = merging.before.get("followers", {})
    for each in case.followers.all():
        each.outcome, each.satisfaction = "", said.get(str(each.pk), "")
        rows.update(each, ["outcome", "satisfaction"])
