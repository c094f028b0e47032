"""Every read of the function list; each says who asks, or the deed that it is part of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.domains.duties import rules
from linli.domains.duties.errors import ChangedMeanwhile
from linli.domains.duties.models import Duty, Support
from linli.domains.duties.rules import MET_BY, Given, Kind, Need, Origin, Status
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Tally
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import rows, scope

VIEW, MEASURE = "duties.view", "duties.measure"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list is narrowed to; empty narrows nothing. `unsupported_on` a day: what lacks then."""

    area: str = ""
    origin: str = ""
    status: str = ""
    words: str = ""
    unsupported_on: date | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """How long the lists were at the end of a day, and what of it lacked its support."""

    duties: int
    delegated: int
    unsupported: int
    communities: int  # that have a list
    hours: Decimal  # of work a month

    @property
    def per_community(self) -> float | None:
        return rules.share(self.duties, self.communities)

    @property
    def unsupported_share(self) -> float | None:
        return rules.share(self.unsupported, self.delegated)


def visible_to(actor: Actor) -> QuerySet[Duty]:
    """The duties of the areas where `actor` may see them."""
    return Duty.objects.filter(policy.within(actor, VIEW)).select_related("community")


def get(actor: Actor, duty_id: UUID) -> Duty:
    """One duty; NotFound also when it exists but isn't this actor's to see."""
    duty = visible_to(actor).select_related("merged_into").filter(pk=duty_id).first()
    if duty is None:
        raise NotFound(_("没有找到，或者您没有查看它的权限。"))
    return duty


def chosen(actor: Actor, choice: Choice) -> QuerySet[Duty]:
    """What the list shows: each with whether it lacks support today (`lacks`)."""
    found = visible_to(actor).annotate(lacks=_lacks(clock.local_date(clock.now())))
    narrowed = Q()
    if choice.area:
        narrowed &= policy.under(choice.area)
    if choice.origin:
        narrowed &= Q(origin=choice.origin)
    if choice.status:
        narrowed &= Q(status=choice.status)
    if choice.words:
        narrowed &= Q(title__icontains=choice.words)
    if choice.review_by:
        narrowed &= Q(status=Status.IN_FORCE, review_on__lte=choice.review_by)
    if choice.unsupported_on:
        narrowed &= standing_on(choice.unsupported_on) & _lacks(choice.unsupported_on)
    return found.filter(narrowed).order_by("area", "origin", "title")


def standing_on(day: date) -> Q:
    """What is on the list at the end of `day`."""
    return Q(admitted_on__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))


def _lacks(day: date) -> Q:
    """What is delegated and lacks on `day` something that it needs."""
    given = Support.objects.filter(
        Q(until_on=None) | Q(until_on__gte=day), duty=OuterRef("pk"), from_on__lte=day
    )
    met = Q()
    for need in Need:
        met &= Q(Exists(given.filter(kind__in=sorted(MET_BY[need]))))
    return Q(origin=Origin.DELEGATED) & ~met


def figures(actor: Actor, area: str, day: date) -> Figures:
    """The lists of `area` and below as they stood at the end of `day`; one query."""
    found = Duty.objects.filter(
        policy.within(actor, VIEW) | policy.within(actor, MEASURE),
        policy.under(area), standing_on(day),
    ).aggregate(
        duties=Count("pk"),
        delegated=Count("pk", filter=Q(origin=Origin.DELEGATED)),
        unsupported=Count("pk", filter=_lacks(day)),
        communities=Count("community", distinct=True),
        hours=Sum("hours"),
    )  # fmt: skip
    return Figures(**{**found, "hours": found["hours"] or Decimal(0)})


def series(actor: Actor, area: str, days: Sequence[date]) -> list[tuple[date, int, int]]:
    """For each day how many duties stood and how many lacked support at its end; one query."""
    seen = policy.within(actor, VIEW) | policy.within(actor, MEASURE)
    listed = Duty.objects.filter(seen, policy.under(area), admitted_on__isnull=False)
    sql, params = listed.values("id", "origin", "admitted_on", "ended_on").query.sql_with_params()
    kinds = [sorted(MET_BY[need]) for need in Need]
    with connection.cursor() as cursor:
        cursor.execute(
            SERIES.format(listed=sql), [Origin.DELEGATED.value, *kinds, [*days], *params]
        )
        return [(day, standing, lacking) for day, standing, lacking in cursor.fetchall()]


SERIES = """
SELECT days.day, count(duty.id), count(duty.id) FILTER (WHERE duty.origin = %s AND NOT (
    EXISTS (SELECT FROM duties_support AS given WHERE given.duty_id = duty.id AND given.kind = ANY(%s)
        AND given.from_on <= days.day AND (given.until_on IS NULL OR given.until_on >= days.day))
    AND EXISTS (SELECT FROM duties_support AS given WHERE given.duty_id = duty.id AND given.kind = ANY(%s)
        AND given.from_on <= days.day AND (given.until_on IS NULL OR given.until_on >= days.day))))
FROM unnest(%s::date[]) AS days (day)
LEFT JOIN ({listed}) AS duty
    ON duty.admitted_on <= days.day AND (duty.ended_on IS NULL OR duty.ended_on > days.day)
GROUP BY days.day ORDER BY days.day
"""


def load(actor: Actor, area: str, day: date) -> list[tuple[str, int, Decimal]]:
    """For each office its duties and their hours a month, by the office's name and never by hours."""
    found = Duty.objects.filter(policy.within(actor, VIEW), policy.under(area), standing_on(day))
    sums = found.values("post").annotate(duties=Count("pk"), hours=Sum("hours")).order_by("post")
    return [(each["post"], each["duties"], each["hours"]) for each in sums]


def public_list(community: str) -> list[Duty]:
    """The list of a community as everybody may read it: offices and no names, no workload."""
    today = clock.local_date(clock.now())
    with scope.system("everybody reads the function list of a community"):
        found = Duty.objects.filter(standing_on(today), community_id=community)
        return list(found.annotate(lacks=_lacks(today)).order_by("origin", "title"))


def communities_with_lists() -> list[tuple[str, str]]:
    """Code and name of every community whose list is public."""
    with scope.system("everybody reads which communities have function lists"):
        found = Duty.objects.filter(standing_on(clock.local_date(clock.now())))
        places = found.values_list("community_id", "community__name").distinct()
        return sorted(places)


def given_to(duty: Duty) -> list[Given]:
    """What came with a duty, for the rule that judges it."""
    found = duty.supports.values_list("kind", "from_on", "until_on")
    return [Given(Kind(kind), since, until) for kind, since, until in found]


def standing(area: str, titles: Sequence[str]) -> dict[str, Duty]:
    """What stands on the list of a community, or waits for it, by title."""
    found = Duty.objects.filter(
        policy.under(area), title__in=titles, status__in=[Status.PROPOSED, Status.IN_FORCE]
    )
    return {each.title: each for each in found}


def others(duty: Duty) -> QuerySet[Duty]:
    """What a duty could be merged into."""
    found = Duty.objects.filter(community_id=duty.community_id, status=Status.IN_FORCE)
    return found.exclude(pk=duty.pk).order_by("title")


def held(duty: Duty, seen_version: int | None = None) -> Duty:
    """The duty as it is now, kept for this deed alone; ChangedMeanwhile if it isn't what was seen."""
    found = rows.fetch(Duty, duty.pk, lock=True)
    if seen_version is not None and seen_version != found.version:
        raise ChangedMeanwhile(_("这一项刚刚有人改过。请核对以后再保存。"))
    return found


def held_together(one: Duty, other: Duty) -> tuple[Duty, Duty]:
    """Two duties, kept in the order of their ids, so that no two deeds wait for each other."""
    found = {each.pk: held(each) for each in sorted((one, other), key=lambda each: each.pk)}
    return found[one.pk], found[other.pk]


def count(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """Duties a community at the end of the period; None without any list."""
    return _at_the_end(actor, area, until).per_community


def unsupported(actor: Actor, area: str, since: datetime, until: datetime) -> float | None:
    """The share of delegated duties that lacked support at the end of the period, 0 to 1."""
    return _at_the_end(actor, area, until).unsupported_share


def _at_the_end(actor: Actor, area: str, until: datetime) -> Figures:
    last = clock.local_date(until)
    return figures(actor, area, min(last, clock.local_date(clock.now())))


def tally_count(actor: Actor, area: str, months: Sequence[date]) -> Sequence[Tally]:
    """Duties at the end of each month, and one for each community that has a list."""
    return [
        Tally(place, month, standing, 1)
        for place, month, standing, _lacking, _delegated in _at_month_ends(actor, area, months)
    ]


def tally_unsupported(actor: Actor, area: str, months: Sequence[date]) -> Sequence[Tally]:
    """Delegated duties that lacked support at the end of each month, of all that were delegated."""
    return [
        Tally(place, month, lacking, delegated)
        for place, month, _standing, lacking, delegated in _at_month_ends(actor, area, months)
    ]


def _at_month_ends(
    actor: Actor, area: str, months: Sequence[date]
) -> Iterator[tuple[str, date, int, int, int]]:
    """Community, month, duties, those that lack support, delegated ones; a query for each month."""
    seen = policy.within(actor, VIEW) | policy.within(actor, MEASURE)
    today = clock.local_date(clock.now())
    for month in months:
        day = min(today, (month + timedelta(days=32)).replace(day=1) - timedelta(days=1))
        listed = Duty.objects.filter(seen, policy.under(area), standing_on(day))
        counted = listed.values("community_id").annotate(
            standing=Count("pk"),
            lacking=Count("pk", filter=_lacks(day)),
            delegated=Count("pk", filter=Q(origin=Origin.DELEGATED)),
        )
        for place, *counts in counted.values_list(
            "community_id", "standing", "lacking", "delegated"
        ):
            yield place, month, counts[0], counts[1], counts[2]


def records_address(area: str, _first: date, _last: date) -> str:
    return f"{reverse('duties:list')}?community={area}"


def unsupported_address(area: str, first: date, last: date) -> str:
    return f"{records_address(area, first, last)}&lacking=on"
