"""Turning rows into what a page shows: plain values, no queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.core.places.datum import Datum, Point
from linli.core.places.words import DATUMS
from linli.domains.cases import words
from linli.domains.cases.models import Assignment, Case, Follower, Step
from linli.domains.cases.queries import Board, Line, Party
from linli.domains.cases.rules import (
    OPEN,
    WAITING_SHARES,
    Channel,
    ClockKind,
    Move,
    Outcome,
    Result,
    Satisfaction,
    Share,
    ShareMove,
    Status,
)
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import ActingRequest, Actor
from linli.platform.calendar import clocks
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Reading
from linli.platform.calendar.clocks.words import explain
from linli.platform.ui.components.deadlines import deadline
from linli.platform.ui.components.marks import badge
from linli.platform.ui.components.tables import NONE, Column, address_of, beside, link, small

STEP_TONE = {
    "close": "good",
    "return": "bad",
    "objection": "warn",
    "escalate": "bad",
    "send_back": "warn",
    "reopen": "warn",
    "pause": "neutral",
}


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as a list shows it, read from the column and not from the log."""

    due_at: datetime | None
    overdue: bool
    remaining: Any
    provisional: bool = False
    paused: bool = False
    stopped: bool = False
    in_working_time: bool = False


def board_columns() -> list[object]:
    """The headings over the rows that `board_row` gives."""
    return [
        Column(_("编号"), "number"), Column(_("事情"), "main"), _("社区"), _("分类"), _("状态"),
        _("时限"), _("承办"),
    ]  # fmt: skip


def board_row(line: Line, now: datetime) -> list[object]:
    """One line of the list of cases, cell by cell."""
    due = _due(
        line.due_at, line.status in OPEN, now,
        provisional=line.provisional, paused=line.is_paused,
    )  # fmt: skip
    status = _status(get_language() or "", line.status)
    return [
        link(line.number, address_of("cases:case", line.id)),
        beside(line.headline, badge(_("紧急"), "bad")) if line.is_urgent else line.headline,
        line.community,
        line.category or NONE,
        beside(status, small(line.taker)) if line.taker else status,
        deadline(due) if due else NONE,
        "、".join(_party(party) for party in line.parties) or NONE,
    ]


@lru_cache
def _status(_language: str, status: Status) -> SafeString:
    return badge(words.STATUS[status], words.STATUS_TONE[status])


def _party(party: Party) -> str:
    return f"{party.department}{_('（主办）')}" if party.is_lead else party.department


def inbox_columns() -> list[object]:
    """The headings over the rows that `inbox_row` gives."""
    return [
        Column(_("编号"), "number"), Column(_("事情"), "main"), _("社区"), _("本方角色"), _("状态"),
        _("本方时限"),
    ]  # fmt: skip


def inbox_row(share: Assignment, now: datetime) -> list[object]:
    """One share in the inbox of its department, cell by cell."""
    case, status = share.case, Share(share.status)
    due = _due(share.due_at, share.is_open, now, paused=status == Share.PAUSED)
    return [
        link(case.number, address_of("cases:case", case.pk)),
        beside(case.headline, badge(_("紧急"), "bad")) if case.is_urgent else case.headline,
        case.community.name,
        f"{share.department.name} · {_('主办') if share.is_lead else _('协办')}",
        badge(words.SHARE[status], words.SHARE_TONE[status]),
        deadline(due) if due else NONE,
    ]


def share_row(share: Assignment, now: datetime, actor: Actor) -> dict[str, Any]:
    """One party's share, with what the actor may do to it."""
    status = Share(share.status)
    mine = policy.allows(actor, "cases.handle", share.case, department_id=share.department_id)
    moves = set(share.moves) if mine else set()
    return {
        "share": share,
        "status": words.SHARE[status],
        "tone": words.SHARE_TONE[status],
        "due": _due(share.due_at, share.is_open, now, paused=status in WAITING_SHARES),
        "may": {move.value: move in moves for move in ShareMove},
        "may_withdraw": ShareMove.WITHDRAW in share.moves
        and policy.allows(actor, "cases.dispatch", share.case),
    }


def due_of(case: Case, now: datetime) -> Due | None:
    """When the solution of a case is owed, from its column."""
    return _due(case.due_at, case.is_open, now, provisional=case.provisional, paused=case.is_paused)


def _due(
    due_at: datetime,
    is_open: bool,
    now: datetime,
    *,
    provisional: bool = False,
    paused: bool = False,
) -> Due | None:
    if not is_open:
        return None
    return Due(due_at, due_at < now, due_at - now, provisional, paused)


def clocks_of(case: Case) -> list[tuple[Any, Reading, Sequence[str]]]:
    """Each promise of the case: its name, its reading and why it is due then.

    None of one that another system closed, for nobody here had promised anything.
    """
    if case.ended_elsewhere:
        return []
    calendar, now = calendars.current(), clock.now()
    logs = ((ClockKind.FEEDBACK, case.feedback_clock), (ClockKind.SOLUTION, case.solution_clock))
    readings = [
        (words.CLOCK[kind], clocks.reading(clocks.from_plain(log), calendar, now))
        for kind, log in logs
    ]
    return [(name, reading, explain(reading)) for name, reading in readings]


def steps_of(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """The timeline, newest first, each line with who did it in the words of the office."""
    lines = [
        {
            "at": step.at,
            "title": _title(step),
            "detail": step.words,
            "tone": STEP_TONE.get(step.kind, "info"),
        }
        for step in steps
    ]
    return lines[::-1]


def _title(step: Step) -> str:
    who = step.department.name if step.department else ""
    extra = (
        words.OUTCOME.get(step.details.get("outcome", ""))
        or words.RESULT.get(step.details.get("result", ""))
        or words.BEHALF.get(step.details.get("on_behalf", ""))
    )
    where = _("在原系统") if step.details.get("elsewhere") else ""
    return " · ".join(str(part) for part in (who, where, step.title, extra) if part)


def permitted(
    actor: Actor, case: Case, shares: Sequence[Assignment], steps: Sequence[Step]
) -> dict[str, bool]:
    """What the page offers: the move is in the table, and the actor holds the permission here."""
    moves = set(case.moves)
    dispatches = policy.allows(actor, "cases.dispatch", case)
    handles = {share.department_id for share in shares} & actor.departments("cases.feedback")
    return {
        "take": dispatches and Move.DISPATCH in moves and case.taken_by is None,
        "release": dispatches and case.taken_by is not None,
        "dispatch": dispatches
        and Move.DISPATCH in moves
        and case.taken_by in {None, actor.account_id},
        "whistle": case.status == Status.HANDLING
        and (policy.allows(actor, "cases.whistle", case) or bool(_taking_part(actor, shares))),
        "reclassify": dispatches and case.is_open,
        "designate": policy.allows(actor, "cases.rule", case) and case.status == Status.REPORTED,
        "decline": policy.allows(actor, "cases.decline", case)
        and Move.DECLINE in moves
        and case.feedback_at is None,
        "feedback": case.is_open
        and (policy.allows(actor, "cases.feedback", case) or bool(handles)),
        "call_back": policy.allows(actor, "cases.call_back", case) and Move.CLOSE in moves,
        "reveal": policy.allows(actor, "cases.reveal", case),
        "mediate": case.is_open
        and not _is_with_mediators(case, steps)
        and policy.allows(actor, "cases.send_to_mediation", case),
        "govern": case.category_id is not None and policy.allows(actor, "cases.govern", case),
        "publicise": policy.allows(actor, "cases.publicise", case),
        "exclude": policy.allows(actor, "cases.ask_exclusion", case)
        or bool(
            {share.department_id for share in shares} & actor.departments("cases.ask_exclusion")
        ),
    }


def _is_with_mediators(case: Case, steps: Sequence[Step]) -> bool:
    """Whether it was handed over in this cycle, which is done once."""
    return any(step.kind == "mediate" and step.details.get("cycle") == case.cycle for step in steps)


def _taking_part(actor: Actor, shares: Sequence[Assignment]) -> set[UUID]:
    """The departments on whose behalf the actor whistles, as one that takes part in the case."""
    return {share.department_id for share in shares} & actor.departments("cases.whistle")


def standing(case: Case) -> dict[str, Any]:
    """The status of a case as a badge shows it."""
    status = Status(case.status)
    return {"status": words.STATUS[status], "tone": words.STATUS_TONE[status]}


def facts_of(case: Case, *, check_code: str) -> list[tuple[Any, Any]]:
    """What is known of a case besides what was said."""
    pairs = [
        (_("编号"), case.number),
        (_("查询码"), check_code),
        (_("社区"), case.community.name),
        (_("位置"), case.location),
        (_("坐标"), coordinates_of(case.point)),
        (_("分类"), case.category.called if case.category else ""),
        (_("来源"), words.CHANNEL[Channel(case.channel)]),
        (_("反映时间"), moment(case.reported_at)),
        (_("办理结果"), words.RESULT[Result(case.result)] if case.result else ""),
        (_("结案结论"), _conclusion(case)),
        (
            _("评价"),
            words.SATISFACTION[Satisfaction(case.satisfaction)] if case.satisfaction else "",
        ),
    ]
    return [(name, value) for name, value in pairs if value]


def moment(at: datetime) -> str:
    """A moment of this place, as a page writes it."""
    return date_format(timezone.localtime(at), "Y-m-d H:i")


def _conclusion(case: Case) -> Any:
    if case.ended_elsewhere:
        return _("在原系统办结，本系统没有回访过居民")
    return words.OUTCOME[Outcome(case.outcome)] if case.outcome else ""


def said_by(who: Case | Follower) -> list[tuple[Any, Any]]:
    """What somebody who waited for the result said of it: two questions, two answers."""
    if not who.outcome and not who.satisfaction:
        return []
    rating = (
        words.SATISFACTION[Satisfaction(who.satisfaction)] if who.satisfaction else _("没有评价")
    )
    return [
        (
            _("解决了吗"),
            words.OWN_OUTCOME[Outcome(who.outcome)] if who.outcome else _("还没有解决"),
        ),
        (_("满意吗"), rating),
    ]


def spot_of(case: Case) -> list[dict[str, Any]]:
    """Where it happened, as the map wants it; empty when nobody said."""
    point = case.point
    if point is None:
        return []
    return [{"lat": point.latitude, "lon": point.longitude, "title": case.location or case.number}]


def coordinates_of(point: Point | None) -> str:
    """A point as people copy it, with the datum it is in and the one it came in."""
    if point is None:
        return ""
    pair = f"{point.latitude:.6f}, {point.longitude:.6f}"
    if point.datum in ("", Datum.WGS84):
        return f"{pair} WGS-84"
    names = {"pair": pair, "datum": DATUMS[Datum(point.datum)]}
    return _("%(pair)s WGS-84，换算自%(datum)s") % names


def next_page(request: HttpRequest, board: Board) -> str:
    """The address of the next page, with the filter as it stands; empty on the last one."""
    if board.after is None:
        return ""
    query = request.GET.copy()
    query["after"] = board.after
    return f"?{query.urlencode()}"


def govern_address(request: ActingRequest) -> str:
    """Where a topic is named for the place and kind that the list shows; empty for whoever may not."""
    if not request.actor.holds("cases.govern"):
        return ""
    chosen = {"area": request.GET.get("community", ""), "category": request.GET.get("category", "")}
    return f"{reverse('cases:open_topic')}?{urlencode(chosen)}"


def export_address(request: ActingRequest, key: str, needs: str) -> str:
    """Where this list, with its filter as it stands, is exported; empty for whoever may not."""
    if not request.actor.holds(needs):
        return ""
    query = request.GET.copy()
    query.pop("after", None)
    return f"{reverse('exports:ask', args=[key])}?{query.urlencode()}"
