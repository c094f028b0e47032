"""What waits for the dispatcher's superior, and who answers for which kind of matter."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from linli.core.divisions.models import Department
from linli.domains.cases.models import Assignment, Case, CatalogueEntry, Category, Ruling
from linli.domains.cases.rules import GONE, Status
from linli.domains.cases.rules.rulings import MOST_RELEASES, Plea, Verdict
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor

RULE = "cases.rule"


def open_pleas(actor: Actor) -> Sequence[Ruling]:
    """What the actor may decide, the oldest first; one query."""
    policy.require_anywhere(actor, RULE)
    waiting = Ruling.objects.filter(policy.within(actor, RULE), verdict="")
    named = waiting.select_related("case__community", "case__category", "department", "assignment")
    return list(named.order_by("asked_at")[:200])


def ruling(actor: Actor, ruling_id: UUID) -> Ruling:
    """One plea that the actor may decide."""
    found = (
        Ruling.objects.filter(policy.within(actor, RULE), pk=ruling_id)
        .select_related("case", "assignment__case", "assignment__department", "department")
        .first()
    )
    if found is None:
        raise NotFound(_("没有找到这项申请，或者您没有裁定它的权限。"))
    return found


def rulings_of(case: Case) -> Sequence[Ruling]:
    """Every plea on a case that the actor has already been shown, the newest first."""
    return list(case.rulings.select_related("department").order_by("-asked_at"))


def awaiting_designation(actor: Actor) -> Sequence[Case]:
    """Cases on the board that rulings released from so many leads that only a designation helps."""
    policy.require_anywhere(actor, RULE)
    released = Q(
        rulings__plea=Plea.OBJECTION, rulings__verdict=Verdict.GRANTED,
        rulings__assignment__is_lead=True,
    )  # fmt: skip
    cases = Case.objects.filter(policy.within(actor, RULE), status=Status.REPORTED)
    passed_on = cases.annotate(releases=Count("rulings", filter=released)).filter(
        releases__gte=MOST_RELEASES
    )
    return list(passed_on.select_related("community", "category").order_by("due_at")[:200])


def answering_for(category: Category, area: str) -> Department | None:
    """Whom the dispatch catalogue names as the lead there; the nearest entry wins."""
    entry = _in_force([area]).filter(category=category, is_lead=True).first()
    return entry.department if entry else None


class Named(NamedTuple):
    """Whom the dispatch catalogue names for a kind of matter at a place."""

    lead: UUID | None
    helpers: Sequence[UUID]


def departments_named(category_id: UUID | None, area: str) -> Named:
    """Who would lead and who would help, by the catalogue; the nearest entry wins."""
    return named_by(entries_in_force([area]), category_id, area)


def entries_in_force(areas: Iterable[str]) -> Sequence[CatalogueEntry]:
    """Every entry that counts at one of these places, the nearest first."""
    return list(_in_force(areas))


def named_by(entries: Sequence[CatalogueEntry], category_id: UUID | None, area: str) -> Named:
    """The same of entries that were read for many cases at once."""
    meant = [
        each for each in entries if each.category_id == category_id and area.startswith(each.area)
    ]
    leads = [each.department_id for each in meant if each.is_lead]
    helpers = dict.fromkeys(each.department_id for each in meant if not each.is_lead)
    return Named(leads[0] if leads else None, [each for each in helpers if each not in leads[:1]])


def catalogue(actor: Actor) -> Sequence[CatalogueEntry]:
    """Every entry there has been, those in force first; one query."""
    policy.require_anywhere(actor, "cases.view", "cases.configure")
    entries = CatalogueEntry.objects.select_related("category", "department")
    return list(
        entries.order_by(
            "effective_until", "category__code", "area", "-is_lead", "department__name"
        )
    )


def catalogue_entry(actor: Actor, entry_id: UUID) -> CatalogueEntry:
    """One line of the catalogue that the actor may change."""
    held = policy.within(actor, "cases.configure")
    entry = CatalogueEntry.objects.filter(held, pk=entry_id).first()
    if entry is None:
        raise NotFound(_("没有找到这一条，或者您没有修改它的权限。"))
    return entry


def lead_of(case: Case) -> Assignment:
    """The share of whoever leads the case; NotFound while nobody does."""
    lead = case.assignments.filter(is_lead=True).exclude(status__in=GONE).first()
    if lead is None:
        raise NotFound(_("这个事件现在没有主办单位。"))
    return lead


def _in_force(areas: Iterable[str]) -> QuerySet[CatalogueEntry]:
    now = clock.now()
    levels = {area[:length] for area in areas for length in (0, 2, 4, 6, 9, 12, 15)}
    entries = CatalogueEntry.objects.filter(area__in=levels, effective_from__lte=now)
    current = entries.filter(Q(effective_until=None) | Q(effective_until__gt=now))
    return current.select_related("department", "category").order_by(Length("area").desc())
