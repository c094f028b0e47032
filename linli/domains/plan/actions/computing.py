"""Making the live figures anew from what the domains can tell."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.db import connection, transaction

from linli.domains.plan import queries
from linli.domains.plan.models import Value
from linli.domains.plan.rules import months
from linli.kernel import clock
from linli.kernel.manifest import Indicator, Tally
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import rows

MONTHS = 60  # looked back at the most
COMPUTE = "plan.compute"
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('linli plan'), 0)"


@transaction.atomic
def compute(*, actor: Actor, area: str, spans: Sequence[date]) -> int:
    """Make the live figures of these months anew for every community of `area`; gives their number.

    What can't be told any more goes: a figure that nobody stands for isn't kept. Nothing that was
    published changes. Raises NotPermitted.
    """
    policy.require(actor, COMPUTE, at=area)

    _alone()
    wanted = sorted(set(spans))
    return sum(
        _replace(area, wanted, key, each.tally(actor, area, wanted))
        for key, each in queries.filled().items()
        if each.tally
    )


@transaction.atomic
def compute_changed(*, actor: Actor, area: str, since: datetime) -> int:
    """Make anew only what may be another figure than it was at `since`; gives the number of figures."""
    policy.require(actor, COMPUTE, at=area)

    _alone()
    recent = _recent(clock.local_date(clock.now()))
    oldest = months.later(recent[-1], -MONTHS)
    asked: dict[object, Collection[date]] = {}
    made = 0
    for key, each in queries.filled().items():
        if each.changed and each.changed not in asked:
            asked[each.changed] = each.changed(actor, since)
        spans = sorted({*recent, *(asked[each.changed] if each.changed else ())})
        made += _again(actor, area, key, each, [month for month in spans if month >= oldest])
    return made


def window(today: date) -> list[date]:
    """The months that are made anew from nothing."""
    return list(months.span(months.later(today, 1 - MONTHS), today))


def _alone() -> None:
    """Two that make the same figures anew would each write them."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)


def _recent(today: date) -> list[date]:
    return list(months.span(months.later(months.first_of(today), -1), today))


def _again(actor: Actor, area: str, key: str, each: Indicator, spans: Sequence[date]) -> int:
    return _replace(area, spans, key, each.tally(actor, area, spans)) if each.tally else 0


def _replace(area: str, spans: Sequence[date], key: str, told: Iterable[Tally]) -> int:
    at = clock.now()
    found = [
        Value(
            community_id=each.area, area=each.area, indicator=key, month=each.month,
            numerator=each.numerator, denominator=each.denominator, computed_at=at,
        )
        for each in told
    ]  # fmt: skip
    Value.objects.filter(policy.under(area), indicator=key, month__in=spans).delete()
    rows.insert_many(found)
    return len(found)
