"""What everybody may read of casework, and who asked to hear of it.

Whether a matter is public is asked anew for every page: of its row, its category, its reporter's
wish and its status. So a category that becomes private takes its matters away at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import cos, radians
from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from linli.core.divisions import queries as divisions
from linli.core.places import queries as places
from linli.domains.cases.models import (
    Case,
    Category,
    Contact,
    Follower,
    NeighbourVoice,
    PublicMatter,
    PublicPhoto,
    Watch,
)
from linli.domains.cases.queries.reading import visible_to
from linli.domains.cases.rules import Status
from linli.domains.cases.rules.publicity import (
    LAYERS,
    LONGEST_PLACE,
    METRES,
    SHOWN,
    Bar,
    Layer,
    Publicity,
    bar,
    metres_between,
)
from linli.kernel.errors import NotFound
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.database import scope

PER_PAGE, FED_AT_MOST = 50, 50
Point = tuple[float, float]


class Around(NamedTuple):
    """Within so many metres of a building that stands on the public map."""

    building_id: UUID
    point: Point
    metres: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which public matters of a community are asked for."""

    community: str
    layer: Layer = Layer.ALL
    category: str = ""  # its code
    around: Around | None = None
    page: str = "1"


class Spot(NamedTuple):
    """Where a matter is, as everybody may know it."""

    name: str
    point: Point | None


class Voices(NamedTuple):
    """How many neighbours say that it is fixed, and that it isn't."""

    fixed: int
    broken: int


def matters(wanted: Wanted, now: datetime) -> Page[PublicMatter]:
    """A page of the public matters of a community, the newest first; two queries."""
    with scope.limited_to([wanted.community]):
        found = _of_layer(_chosen(wanted), wanted.layer, now).order_by("-at", "pk")
        page = Paginator(found, PER_PAGE).get_page(wanted.page)
        page.object_list = list(page.object_list)
        return page


def matters_by_layer(wanted: Wanted, now: datetime) -> Mapping[Layer, int]:
    """How many public matters each layer has; one query."""
    with scope.limited_to([wanted.community]):
        counted = _chosen(wanted).aggregate(
            **{each.name: Count("pk", filter=_in_layer(each, now)) for each in Layer}
        )
    return {each: counted[each.name] for each in Layer}


def matters_fed(wanted: Wanted) -> Sequence[PublicMatter]:
    """The newest public matters of a community or a category of it, for a feed; one query."""
    with scope.limited_to([wanted.community]):
        return list(_chosen(wanted).order_by("-at", "pk")[:FED_AT_MOST])


def matter(community: str, number: str) -> PublicMatter:
    """One public matter; NotFound alike for what isn't public and what isn't there."""
    with scope.limited_to([community]):
        found = _told().filter(community=community, case__number=number).first()
    if found is None:
        raise NotFound(_("没有这个公开事项，或者它已经不再公开。"))
    return found


def matter_of(case: Case) -> PublicMatter | None:
    """How the case was made public, also if it was taken back, for whoever has been shown the case."""
    return PublicMatter.objects.filter(case=case).first()


def matter_told(case_id: UUID) -> PublicMatter | None:
    """The public matter of a case, if everybody may read it now."""
    return _told().filter(pk=case_id).first()


def communities_with_matters() -> Sequence[tuple[str, str]]:
    """Code and name of every community that has made a matter public."""
    with scope.system("everybody chooses a community whose public matters to read"):
        codes = {*PublicMatter.objects.filter(is_shown=True).values_list("community", flat=True)}
    return [each for each in divisions.community_names().items() if each[0] in codes]


def categories_told() -> QuerySet[Category]:
    """The categories whose matters may be public."""
    leaves = Category.objects.filter(is_active=True, parent__isnull=False)
    return leaves.exclude(publicity=Publicity.NEVER)


def may_see_public_photos(actor: Actor, case_id: UUID) -> bool:
    """Whether the covered photos of a case may be seen: by everybody while it is public."""
    told = matter_told(case_id) is not None
    return told or visible_to(actor).filter(pk=case_id).exists()


def photos_reviewed(case: Case) -> Mapping[UUID, PublicPhoto]:
    """What was decided about the photos of a case, by the original, for whoever may see the case."""
    return {each.original_id: each for each in PublicPhoto.objects.filter(matter_id=case.pk)}


def spot_told(case: Case) -> Spot:
    """Where a case is, of what is on a plate or a house wall: never what its reporter typed."""
    if asset := places.asset_told(case.asset_id):
        return Spot(f"{asset.location} {asset.number}"[:LONGEST_PLACE], _degrees(asset.point))
    if building := places.building_told(case.building_id):
        return Spot(building.name, _degrees(building.point))
    return Spot(case.community.name, None)


def bar_of(case: Case) -> Bar | None:
    """What keeps the case from the public now, None where nothing does."""
    category = case.category
    return bar(
        status=Status(case.status),
        publicity=Publicity(category.publicity) if category else None,
        is_confidential=Contact.objects.filter(case=case, is_confidential=True).exists(),
    )


def watchers_of(told: PublicMatter) -> set[UUID]:
    """The accounts that asked to hear of matters like this one; one query."""
    case, areas = told.case, (told.area[:COMMUNITY_DIGITS], told.area)
    found = Watch.objects.filter(
        Q(category=None) | Q(category=case.category_id),
        Q(building_id=None) | Q(metres__isnull=False) | Q(building_id=case.building_id),
        community=told.community_id,
        area__in=areas,
    )
    return {each.account_id for each in found if _is_near(each, told)}


def watches_of(actor: Actor) -> Sequence[Watch]:
    """What the actor follows, in whichever community."""
    if actor.account_id is None:
        return []
    with scope.system("a resident reads what they follow"):
        mine = Watch.objects.filter(account_id=actor.account_id)
        return list(mine.select_related("community", "category"))


def is_following(actor: Actor, told: PublicMatter) -> bool:
    """Whether the actor follows this matter: its place, its category or the case itself."""
    if actor.account_id is None:
        return False
    waits = Follower.objects.filter(case=told.case_id, account_id=actor.account_id)
    return waits.exists() or actor.account_id in watchers_of(told)


def voices_about(case: Case) -> Voices:
    """What neighbours say of the result that is reported now; one query."""
    said = NeighbourVoice.objects.filter(case=case, cycle=case.cycle)
    counted = dict(said.order_by().values_list("is_fixed").annotate(n=Count("pk")))
    return Voices(counted.get(True, 0), counted.get(False, 0))


def _told() -> QuerySet[PublicMatter]:
    unknown = Contact.objects.filter(case=OuterRef("pk"), is_confidential=True)
    return (
        PublicMatter.objects.filter(
            ~Exists(unknown), is_shown=True, case__status__in=SHOWN, case__category__isnull=False
        )
        .exclude(case__category__publicity=Publicity.NEVER)
        .select_related("case__category", "community")
        .defer("case__feedback_clock", "case__solution_clock", "case__description")
    )


def _chosen(wanted: Wanted) -> QuerySet[PublicMatter]:
    found = _told().filter(community=wanted.community)
    if wanted.category:
        found = found.filter(case__category__code=wanted.category)
    return _near(found, wanted.around) if wanted.around else found


def _near(found: QuerySet[PublicMatter], around: Around) -> QuerySet[PublicMatter]:
    """Those within the circle; `metres_between`, in SQL."""
    latitude, longitude = around.point
    north = (F("latitude") - latitude) * METRES
    east = (F("longitude") - longitude) * METRES * cos(radians(latitude))
    apart = north * north + east * east
    return found.annotate(apart=apart).filter(apart__lte=around.metres**2)


def _of_layer(found: QuerySet[PublicMatter], layer: Layer, now: datetime) -> QuerySet[PublicMatter]:
    return found.filter(_in_layer(layer, now))


def _in_layer(layer: Layer, now: datetime) -> Q:
    late = Q(case__due_at__lt=now, case__is_paused=False) if layer == Layer.OVERDUE else Q()
    return Q(case__status__in=LAYERS[layer]) & late


def _degrees(point: object) -> Point | None:
    return (point.latitude, point.longitude) if point is not None else None  # type: ignore[attr-defined]


def _is_near(watch: Watch, told: PublicMatter) -> bool:
    if watch.metres is None:
        return True
    here, there = watch.point, told.point
    return here is not None and there is not None and metres_between(here, there) <= watch.metres
