"""Turning pleas, rulings and the dispatch catalogue into what a page shows; no queries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from linli.domains.cases import words
from linli.domains.cases.models import Assignment, Case, CatalogueEntry, Ruling
from linli.domains.cases.rules import Share
from linli.domains.cases.rules.rulings import Plea, Verdict
from linli.domains.cases.views.showing import due_of
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.calendar.clocks import Term, Unit, from_plain, term_in_words
from linli.platform.ui.components.deadlines import deadline
from linli.platform.ui.components.tables import NONE, Column, address_of, link


def plea_columns() -> list[object]:
    return [
        Column(_("编号"), "number"), Column(_("事情"), "main"), _("社区"), _("申请"), _("单位"),
        _("什么时候提出"),
    ]  # fmt: skip


def plea_row(ruling: Ruling) -> list[object]:
    case = ruling.case
    return [
        link(case.number, address_of("cases:case", case.pk) + "#rulings"),
        case.headline,
        case.community.name,
        words.PLEA[Plea(ruling.plea)],
        ruling.department.name,
        _moment(ruling.asked_at),
    ]


def passed_on_columns() -> list[object]:
    return [Column(_("编号"), "number"), Column(_("事情"), "main"), _("社区"), _("时限")]


def passed_on_row(case: Case, now: datetime) -> list[object]:
    due = due_of(case, now)
    return [
        link(case.number, address_of("cases:case", case.pk) + "#designate"),
        case.headline,
        case.community.name,
        deadline(due) if due else NONE,
    ]


def listed_columns() -> list[object]:
    return [
        Column(_("编号"), "number"), _("社区"), _("分类"), _("主办单位"), _("应当办结的时间"),
    ]  # fmt: skip


def listed_row(case: Case, now: datetime) -> list[object]:
    """A case that is publicly overdue: nothing of what was said, and nobody's name."""
    due = due_of(case, now)
    leads = [each.department.name for each in case.parties if each.is_lead]  # type: ignore[attr-defined]
    return [
        case.number,
        case.community.name,
        case.category.called if case.category else NONE,
        next(iter(leads), NONE),
        deadline(due) if due else NONE,
    ]


def rulings_shown(actor: Actor, rulings: Sequence[Ruling]) -> list[dict[str, Any]]:
    """Every plea on a case, and whether the actor may decide it now."""
    return [
        {
            "ruling": each,
            "plea": words.PLEA[Plea(each.plea)],
            "verdict": words.VERDICT[Verdict(each.verdict) if each.verdict else ""],
            "tone": words.VERDICT_TONE[Verdict(each.verdict) if each.verdict else ""],
            "term": term_in_words(Term(each.amount, Unit(each.unit))) if each.amount else "",
            "may_rule": each.is_open and policy.allows(actor, "cases.rule", each),
        }
        for each in rulings
    ]


def pleas_allowed(
    actor: Actor, share: Assignment, shares: Sequence[Assignment], rulings: Sequence[Ruling]
) -> dict[str, Any]:
    """What may be asked about a share now, and in which unit more time would be counted."""
    asked = {(each.assignment_id, each.plea) for each in rulings if each.is_open}
    objected = {each.department_id for each in rulings if each.plea == Plea.OBJECTION}
    lead = next((each for each in shares if each.is_lead and each.is_open), None)
    mine, leading = (_handles(actor, each) for each in (share, lead))
    at_work = share.status in {Share.SENT, Share.ACCEPTED, Share.PAUSED}
    return {
        "object": mine
        and share.status == Share.SENT
        and not share.is_designated
        and share.department_id not in objected,
        "extend": mine and at_work and (share.pk, Plea.EXTENSION) not in asked,
        "waive": leading
        and at_work
        and not share.is_lead
        and share.waived_at is None
        and (share.pk, Plea.WAIVER) not in asked,
        "unit": words.UNIT[from_plain(share.clock)[0].term.unit],  # type: ignore[union-attr]
    }


def catalogue_row(actor: Actor, entry: CatalogueEntry) -> dict[str, Any]:
    is_current = entry.effective_until is None
    return {
        "entry": entry,
        "part": _("主办") if entry.is_lead else _("协办"),
        "standing": words.STANDING["in_force" if is_current else "replaced"],
        "tone": "good" if is_current else "neutral",
        "may_end": is_current and policy.allows(actor, "cases.configure", at=entry.area),
    }


def _handles(actor: Actor, share: Assignment | None) -> bool:
    return share is not None and policy.allows(
        actor, "cases.handle", share.case, department_id=share.department_id
    )


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i")
