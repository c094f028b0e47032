"""Values entered by hand, and snapshots."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.domains.plan.models import Entry, Plan, Snapshot
from linli.domains.plan.queries.plans import VIEW
from linli.domains.plan.rules import frozen
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import scope


def entries(actor: Actor, plan: Plan, indicator: str) -> list[Entry]:
    """What was entered for an indicator of a community, the latest month first."""
    seen = Entry.objects.filter(policy.within(actor, VIEW), area=plan.area, indicator=indicator)
    return list(seen[:60])


def said(each: Entry) -> tuple[str, date, Decimal, Decimal]:
    """What an entry says, whatever stands for its evidence."""
    return each.indicator, each.month, Decimal(each.numerator), Decimal(each.denominator)


def said_before(
    plan: Plan, indicators: Collection[str]
) -> frozenset[tuple[str, date, Decimal, Decimal]]:
    """What waits or counts already of these indicators, for the deed that enters more; one query."""
    standing = Entry.objects.filter(
        area=plan.area, indicator__in=indicators, status__in=["waiting", "confirmed"]
    )
    return frozenset(said(each) for each in standing)


def held_entries(area: str, ids: Collection[UUID]) -> list[Entry]:
    """Entries of a community, for the deed that decides on them; always locked in the same order."""
    held = Entry.objects.select_for_update().filter(area=area, pk__in=ids)
    return list(held.order_by("pk"))


def confirmed_for(area: str, told: Collection[tuple[str, date]]) -> QuerySet[Entry]:
    """What counts for these months, each as (indicator, month), for the deed that takes its place."""
    counting = Entry.objects.filter(area=area, status="confirmed").filter(
        indicator__in={key for key, _month in told}, month__in={month for _key, month in told}
    )
    pairs = counting.values_list("pk", "indicator", "month")
    return Entry.objects.filter(pk__in=[pk for pk, key, month in pairs if (key, month) in told])


def waiting(actor: Actor, area: str) -> QuerySet[Entry]:
    """What waits for a second person in `area` and below."""
    return Entry.objects.filter(
        policy.within(actor, VIEW), policy.under(area), status="waiting"
    ).order_by("entered_at")


def entry(actor: Actor, entry_id: UUID) -> Entry:
    """One entry; NotFound also when it exists but isn't this actor's to see."""
    found = Entry.objects.filter(policy.within(actor, VIEW), pk=entry_id).first()
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return found


def snapshot(actor: Actor, snapshot_id: UUID) -> Snapshot:
    """One published snapshot of a plan that the actor may see."""
    found = (
        Snapshot.objects.filter(policy.within(actor, VIEW, "plan__area"), pk=snapshot_id)
        .select_related("plan__community", "plan__template")
        .first()
    )
    if found is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return found


def as_of(plan: Plan, day: date) -> Snapshot | None:
    """What was published last of a plan that was got before, as of that day."""
    return plan.snapshots.filter(as_of__lte=day).order_by("-as_of", "-taken_at").first()


def altered_snapshots() -> Sequence[str]:
    """A sentence for each snapshot whose content isn't what was published."""
    with scope.system("doctor looks at the snapshots of every community"):
        found = Snapshot.objects.values_list("pk", "as_of", "content", "digest")
        return [
            _("指标快照 %(pk)s（%(day)s）的内容与发布时不一致。") % {"pk": pk, "day": day}
            for pk, day, content, digest in found.iterator()
            if frozen.digest(content) != digest
        ]
