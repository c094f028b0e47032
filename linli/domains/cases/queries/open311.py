"""Cases as Open311 lists them to everybody, in whichever community.

A case is listed once somebody has said of which service it is: until a dispatcher has, it is no
request of any.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from linli.core.divisions.models import Division
from linli.domains.cases import rules
from linli.domains.cases.models import Case, Step
from linli.domains.cases.queries.lists import with_names
from linli.domains.cases.queries.reading import visible_to
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import scope

MOST_LISTED = 1000  # GeoReport v2, "Response Volume"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests are asked for. An empty list of codes or statuses means all of them."""

    since: datetime
    until: datetime
    codes: Sequence[str] = ()
    statuses: Sequence[str] = ()
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A case, and whether who asks may read what people wrote in it."""

    case: Any  # with `parties`, its shares at work, and `told_at`, its last public step
    in_full: bool


def requests_wanted(actor: Actor, wanted: Wanted) -> Sequence[Listed]:
    """The newest thousand of the requests reported in a period."""
    found = _public().filter(reported_at__gte=wanted.since, reported_at__lte=wanted.until)
    if wanted.jurisdiction:
        found = found.filter(policy.under(wanted.jurisdiction))
    if wanted.codes:
        found = found.filter(category__code__in=wanted.codes)
    if wanted.statuses:
        found = found.filter(status__in=wanted.statuses)
    return _listed(actor, found)


def requests_numbered(actor: Actor, numbers: Iterable[str]) -> Sequence[Listed]:
    """The requests with these numbers; those that don't exist are left out."""
    normal = [number for typed in numbers if (number := rules.normal_number(typed))]
    return _listed(actor, _public().filter(number__in=normal))


def is_jurisdiction(code: str) -> bool:
    """Whether Open311's jurisdiction_id names a division of the tree, which is public."""
    return Division.objects.filter(pk=code).exists()


def _public() -> QuerySet[Case]:
    told = Step.objects.filter(case=OuterRef("pk"), is_public=True).order_by("-at").values("at")
    cases = with_names(Case.objects.filter(category__isnull=False))
    return cases.select_related("community__parent").annotate(told_at=Subquery(told[:1]))


def _listed(actor: Actor, found: QuerySet[Case]) -> Sequence[Listed]:
    with scope.system("Open311 lists the requests of every community"):
        cases = list(found.order_by("-reported_at")[:MOST_LISTED])
    mine: set[UUID] = set()
    if actor.holds("cases.view"):
        shown = visible_to(actor).filter(pk__in=[case.pk for case in cases])
        mine = set(shown.values_list("pk", flat=True))
    return [Listed(case, case.pk in mine) for case in cases]
