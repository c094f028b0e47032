"""The success rate and how long it takes, with the lists behind every figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Avg, Count, DateField, F, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse

from linli.domains.mediation import rules
from linli.domains.mediation.models import Dispute
from linli.domains.mediation.rules import Ending, Status
from linli.kernel import clock
from linli.kernel.manifest import Tally
from linli.platform.access import policy
from linli.platform.access.actor import Actor

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Period:
    """What is measured: talks that were over from `since` until `until`, at `area` and below."""

    area: str
    since: datetime
    until: datetime


class Part(StrEnum):
    """One figure of the page, each with its list."""

    CONCLUDED = "concluded"
    BEGUN = "begun"
    AGREED = "agreed"
    NOT_BEGUN = "not_begun"
    PERFORMED = "performed"
    UNPERFORMED = "unperformed"


# Whoever began to talk counts, however it ended: a request withdrawn after the talks began lowers
# the rate. A refusal before them doesn't, since mediating was then forbidden (art. 17).
PARTS: dict[Part, Q] = {
    Part.CONCLUDED: Q(),
    Part.BEGUN: Q(began_at__isnull=False),
    Part.AGREED: Q(ending=Ending.AGREEMENT),
    Part.NOT_BEGUN: Q(began_at=None),
    Part.PERFORMED: Q(status=Status.PERFORMED),
    Part.UNPERFORMED: Q(status=Status.UNPERFORMED),
}


@dataclass(frozen=True, slots=True)
class Figures:
    counts: dict[Part, int]
    days: float | None  # from opening to the end of the talks, on average

    @property
    def rate(self) -> float | None:
        """Agreements among the talks that began, 0 to 1."""
        return rules.rate(self.counts[Part.AGREED], self.counts[Part.BEGUN])

    @property
    def strict_rate(self) -> float | None:
        """Agreements among all that were concluded, refusals included, 0 to 1."""
        return rules.rate(self.counts[Part.AGREED], self.counts[Part.CONCLUDED])


def figures(actor: Actor, period: Period) -> Figures:
    """Every figure of the period; one query."""
    wanted = {part: Count("pk", filter=within or None) for part, within in PARTS.items()}
    days = Avg(F("concluded_at") - F("opened_at"))
    found = _concluded(actor, period).aggregate(**wanted, days=days)
    span = found.pop("days")
    return Figures(
        {part: found[part] for part in Part},
        round(span.total_seconds() / DAY_SECONDS, 1) if span is not None else None,
    )


def behind(actor: Actor, part: Part, period: Period) -> QuerySet[Dispute]:
    """The disputes that one figure counts, so that anybody can count again."""
    found = _concluded(actor, period).filter(PARTS[part])
    return found.select_related("community", "kind").order_by("-concluded_at")


def success_rate(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Agreements among the disputes whose talks began and ended in the period, 0 to 1."""
    return figures(actor, Period(area, since, until)).rate


def average_days(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Days from opening a dispute to the end of the talks, on average."""
    return figures(actor, Period(area, since, until)).days


def _concluded(actor: Actor, period: Period) -> QuerySet[Dispute]:
    return Dispute.objects.filter(
        policy.within(actor, "mediation.measure"),
        policy.under(period.area),
        concluded_at__gte=period.since,
        concluded_at__lt=period.until,
    )


def tally_success(actor: Actor, area: str, months: Sequence[date]) -> Sequence[Tally]:
    """Agreements, and the talks that began, by the month in which they ended; one query."""
    if not months:
        return []
    after = (max(months) + timedelta(days=32)).replace(day=1)
    period = Period(area, clock.midnight(min(months)), clock.midnight(after))
    counted = (
        _concluded(actor, period)
        .annotate(month=TruncMonth("concluded_at", output_field=DateField()))
        .values_list("community_id", "month")
        .annotate(
            agreed=Count("pk", filter=PARTS[Part.AGREED]),
            begun=Count("pk", filter=PARTS[Part.BEGUN]),
        )
    )
    wanted = set(months)
    return [Tally(*each) for each in counted if each[1] in wanted]


def success_address(area: str, first: date, last: date) -> str:
    return f"{reverse('mediation:success')}?community={area}&since={first}&until={last}"
