"""What every deed on a case has in common: the lock, the move, the line in the timeline."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from linli.core.divisions.models import Department
from linli.domains.cases import queries, rules
from linli.domains.cases.errors import ChangedMeanwhile
from linli.domains.cases.models import Assignment, Case, Step
from linli.domains.cases.rules import Move, Share, ShareMove, Status
from linli.domains.cases.rules.rulings import Verdict
from linli.kernel import clock
from linli.platform.access.actor import Actor
from linli.platform.accounts import queries as people_at_work
from linli.platform.database import rows

# Steps that only dispatchers and their superiors make.
COLLEAGUES = frozenset({"take", "dispatch", "withdraw", "merge", "unmerge", "designate", "rule"})


def locked(case: Case, seen_version: int | None = None) -> Case:
    """The case as it is now, held until the deed is done.

    Raises ChangedMeanwhile when somebody else acted since the actor saw `seen_version`.
    """
    fresh = rows.fetch(Case, case.pk, lock=True)
    if seen_version is not None and seen_version != fresh.version:
        raise _changed(fresh)
    return fresh


def hold(ids: Iterable[UUID]) -> dict[UUID, Case]:
    """Several cases as they are now, held until the deed is done, always in the same order."""
    return {pk: rows.fetch(Case, pk, lock=True) for pk in sorted({*ids})}


def held_with_task(case: Case) -> tuple[Case, Case]:
    """The case and the one that it is worked on as: itself, unless it is merged. Both are held."""
    task_id = queries.task_id_of(case.pk)
    held = hold([case.pk, task_id])
    if queries.task_id_of(case.pk) != task_id:
        raise ChangedMeanwhile(_("这个事件刚刚并案或者撤销了并案。请刷新页面再操作。"))
    return held[case.pk], held[task_id]


def locked_share(assignment: Assignment) -> tuple[Assignment, Case]:
    """One party's share and its case, the case locked first so that deeds never wait in a circle."""
    case = locked(assignment.case)
    fresh = rows.fetch(Assignment, assignment.pk)
    fresh.case, fresh.department = case, assignment.department  # neither ever changes
    return fresh, case


def advance(case: Case, move: Move, **changes: Any) -> Status:
    """Make `move` and write it with `changes`; returns the status from before."""
    before = Status(case.status)
    case.status = rules.after(before, move)
    write(case, **changes)
    return before


def write(case: Case, **changes: Any) -> None:
    """Write `changes` and the next version, so that whoever looked earlier is told."""
    case.version += 1
    for name, value in changes.items():
        setattr(case, name, value)
    rows.update(case, ["status", "version", *changes])


def advance_share(assignment: Assignment, move: ShareMove, **changes: Any) -> None:
    assignment.status = rules.share_after(Share(assignment.status), move)
    for name, value in changes.items():
        setattr(assignment, name, value)
    rows.update(assignment, ["status", *changes])


def drop_pleas(share: Assignment) -> None:
    """What was still asked about a share that is over needs no verdict any more."""
    open_pleas = share.rulings.filter(verdict="")
    open_pleas.update(verdict=Verdict.DROPPED, ruled_at=clock.now())


def note(
    case: Case,
    kind: str,
    actor: Actor,
    words: str = "",
    *,
    department: Department | None = None,
    public: bool = False,
    **details: Any,
) -> Step:
    """Add a line to the timeline. `public` lines are read by whoever reported the case."""
    step = Step(
        case=case,
        community_id=case.community_id,
        at=clock.now(),
        kind=kind,
        by=actor.account_id,
        department=department,
        words=words,
        is_public=public,
        details=details,
    )
    return rows.insert(step)


def _changed(case: Case) -> ChangedMeanwhile:
    """Says what happened last; by whom, too, when it was a colleague and can't have been a reporter."""
    last = case.steps.order_by("-at", "-pk").first()
    step = last.kind if last else ""
    name = people_at_work.name_of(last.by) if last and step in COLLEAGUES else ""
    if not name:
        words = _("您打开页面之后，这个事件已有新的进展。请核对最新情况后再操作。")
        return ChangedMeanwhile(words, step=step)
    words = _("您打开页面之后，%s已经处理过这个事件。请核对最新情况后再操作。") % name
    return ChangedMeanwhile(words, step=step, by=name)


def department_id_of(actor: Actor, permission: str, case: Case) -> UUID | None:
    """The department on whose behalf `actor` may act on this case, if it is only on its behalf."""
    mine = actor.departments(permission)
    shares = case.assignments.filter(department_id__in=mine).values_list("department_id", flat=True)
    return shares.first()
