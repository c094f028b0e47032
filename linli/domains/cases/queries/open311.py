"""Cases as Open311 lists them to everybody, in whichever community.

A case is listed once somebody has said of which service it is: until a dispatcher has, it is no
request of any. A case of a screened category is listed once a dispatcher has read it; until then
who reported it holds a token and no number.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from linli.core.divisions.models import Division
from linli.domains.cases import rules
from linli.domains.cases.models import Case, Step
from linli.domains.cases.queries.lists import with_names
from linli.domains.cases.queries.reading import visible_to
from linli.domains.cases.rules import Status
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import scope
from linli.platform.files.models import StoredFile

MOST_LISTED = 1000  # GeoReport v2, "Response Volume"
ID_DIGITS, MARK_DIGITS = 32, 16  # of a token: the case's id, and a mark that only linli can make
UNREAD = Q(category__is_screened=True, status=Status.REPORTED)


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
    photo: StoredFile | None = None


def requests_wanted(
    actor: Actor, wanted: Wanted, *, after: int = 0, most: int | None = None
) -> Sequence[Listed]:
    """The newest thousand of the requests reported in a period, or so many `after` the newest."""
    found = _public().filter(reported_at__gte=wanted.since, reported_at__lte=wanted.until)
    if wanted.jurisdiction:
        found = found.filter(policy.under(wanted.jurisdiction))
    if wanted.codes:
        found = found.filter(category__code__in=wanted.codes)
    if wanted.statuses:
        found = found.filter(status__in=wanted.statuses)
    return _listed(actor, found, after, most)


def requests_numbered(actor: Actor, numbers: Iterable[str]) -> Sequence[Listed]:
    """The requests with these numbers; those that don't exist are left out."""
    normal = [number for typed in numbers if (number := rules.normal_number(typed))]
    return _listed(actor, _public().filter(number__in=normal))


def request_in_full(actor: Actor, number: str) -> Case | None:
    """The request with this number, if the actor may read what people wrote in it."""
    normal = rules.normal_number(number)
    if normal is None or not actor.holds("cases.view"):
        return None
    return visible_to(actor).filter(number=normal, category__isnull=False).first()


def updates_of(listed: Listed) -> Sequence[Step]:
    """What has been told in public of a request, in its order."""
    with scope.system("Open311 lists the requests of every community"):
        return list(listed.case.steps.filter(is_public=True).select_related("department"))


def is_given_later(case: Case) -> bool:
    """Whether a program gets a token for this case, since nobody has read it yet."""
    screened = case.category is not None and case.category.is_screened
    return screened and case.status == Status.REPORTED


def token_of(case: Case) -> str:
    """What a program asks by for the number of a screened case; derived, never stored."""
    return case.pk.hex + _mark(case.pk)


def of_token(token: str) -> Case | None:
    """The case that a token means, in whichever community; None for one that linli didn't make."""
    number, mark = token[:ID_DIGITS], token[ID_DIGITS:]
    try:
        case_id = UUID(hex=number)
    except ValueError:
        return None
    if not hmac.compare_digest(mark.encode(), _mark(case_id).encode()):
        return None
    with scope.system("a program asks by a token for the number of its request"):
        return Case.objects.select_related("category").filter(pk=case_id).first()


def is_jurisdiction(code: str) -> bool:
    """Whether Open311's jurisdiction_id names a division of the tree, which is public."""
    return Division.objects.filter(pk=code).exists()


def _mark(case_id: UUID) -> str:
    message = f"open311 token:{case_id}".encode()
    return hmac.digest(settings.INDEX_KEY.encode(), message, "sha256").hex()[:MARK_DIGITS]


def _public() -> QuerySet[Case]:
    told = Step.objects.filter(case=OuterRef("pk"), is_public=True).order_by("-at").values("at")
    cases = with_names(Case.objects.filter(category__isnull=False).exclude(UNREAD))
    return cases.select_related("community__parent").annotate(told_at=Subquery(told[:1]))


def _listed(
    actor: Actor, found: QuerySet[Case], after: int = 0, most: int | None = None
) -> Sequence[Listed]:
    until = after + min(most or MOST_LISTED, MOST_LISTED)
    with scope.system("Open311 lists the requests of every community"):
        cases = list(found.order_by("-reported_at", "-pk")[after:until])
    mine: set[UUID] = set()
    if actor.holds("cases.view"):
        shown = visible_to(actor).filter(pk__in=[case.pk for case in cases])
        mine = set(shown.values_list("pk", flat=True))
    photos = _first_photos(mine)
    return [Listed(case, case.pk in mine, photos.get(case.pk)) for case in cases]


def _first_photos(cases: set[UUID]) -> Mapping[UUID, StoredFile]:
    """The first photo of each of these cases, whose reader may see them."""
    if not cases:
        return {}
    photos = StoredFile.objects.filter(owner_kind="cases.report", owner_id__in=cases)
    return {each.owner_id: each for each in photos.order_by("-id")}
