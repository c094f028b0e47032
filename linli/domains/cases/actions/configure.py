"""Changing what is promised, from a day on and never backwards."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from linli.core.divisions.models import Department
from linli.domains.cases.models import Case, CatalogueEntry, Category, TimeLimit
from linli.domains.cases.rules import OPEN, ClockKind
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.calendar import clocks
from linli.platform.calendar import queries as calendars
from linli.platform.calendar.clocks import Term
from linli.platform.database import editions

EVERYWHERE = ""


@transaction.atomic
def set_time_limit(
    *,
    actor: Actor,
    kind: ClockKind,
    term: Term,
    basis: str,
    effective_from: datetime,
    category: Category | None = None,
    urgency: str = "",
) -> TimeLimit:
    """Promise `term` for cases reported from `effective_from` on; older cases keep what they had."""
    policy.require(actor, "cases.configure", at=EVERYWHERE)

    if effective_from < clock.now():
        words = _("新的时限只能从现在以后开始生效，已受理的事件保持原来的承诺。")
        raise Invalid(words, effective_from=words)
    same = {"kind": kind, "category": category, "urgency": urgency}
    if TimeLimit.objects.filter(**same, effective_from=effective_from).exists():
        words = _("这一天已经有一个同样范围的新时限，请换一个日期。")
        raise Invalid(words, effective_from=words)

    limit = TimeLimit.objects.create(
        **same, amount=term.amount, unit=term.unit, basis=basis, effective_from=effective_from,
    )  # fmt: skip

    editions.renew()

    trail.record(
        actor, "cases.set_time_limit", limit, kind=kind, amount=term.amount, unit=term.unit
    )
    return limit


@transaction.atomic
def set_catalogue_entry(
    *,
    actor: Actor,
    category: Category,
    department: Department,
    area: str,
    is_lead: bool,
    basis: str,
) -> CatalogueEntry:
    """Write down from now on who answers for a kind of matter at a place and below it.

    A new lead there takes the old one's place, whose entry ends and stays readable.
    """
    policy.require(actor, "cases.configure", at=area)

    if not department.area.startswith(area) and not area.startswith(department.area):
        words = _("这个单位不负责所选的区域，请另选单位或区域。")
        raise Invalid(words, department=words)
    if not basis.strip():
        raise Invalid(_("请写明依据，例如权责清单的哪一条。"), basis=_("依据不能为空。"))
    now = clock.now()
    current = CatalogueEntry.objects.filter(category=category, area=area, effective_until=None)
    current.filter(department=department).update(effective_until=now)
    if is_lead:
        current.filter(is_lead=True).update(effective_until=now)
    entry = CatalogueEntry.objects.create(
        category=category, department=department, area=area, is_lead=is_lead,
        basis=basis.strip(), effective_from=now,
    )  # fmt: skip

    trail.record(
        actor, "cases.set_catalogue_entry", entry,
        category=category.code, department=str(department.pk), lead=is_lead,
    )  # fmt: skip
    return entry


@transaction.atomic
def end_catalogue_entry(*, actor: Actor, entry: CatalogueEntry) -> CatalogueEntry:
    """From now on the catalogue is silent where this entry spoke; it stays readable."""
    policy.require(actor, "cases.configure", at=entry.area)

    entry.effective_until = entry.effective_until or clock.now()
    entry.save(update_fields=["effective_until"])

    trail.record(actor, "cases.end_catalogue_entry", entry)
    return entry


@transaction.atomic
def recompute_provisional(*, actor: Actor, calendar_version: int) -> int:
    """Give every open case whose deadline was provisional the deadline of the published calendar.

    Returns how many were looked at. Asking again changes nothing, since they then name this version.
    """
    policy.require(actor, "cases.configure", at=EVERYWHERE)

    calendar = calendars.version(calendar_version)
    waiting = Case.objects.select_for_update().filter(
        status__in=OPEN, provisional=True, calendar_version__lt=calendar_version
    )

    cases = list(waiting)
    for case in cases:
        log = clocks.from_plain(case.solution_clock)
        reading = clocks.reading(log, calendar, clock.now())
        case.due_at, case.provisional = reading.due_at or case.due_at, reading.provisional
        case.calendar_version = calendar_version
    Case.objects.bulk_update(cases, ["due_at", "provisional", "calendar_version"], batch_size=500)

    trail.record_many(actor, "cases.recompute", cases, calendar_version=calendar_version)
    return len(cases)
