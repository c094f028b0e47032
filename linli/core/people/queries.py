"""Every way to read the register. Lists are masked; a record opens in full by `actions.reveal` only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.core.people.models import Resident
from linli.core.people.rules import Care
from linli.core.places.doors import door
from linli.core.places.models import Building
from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import scope
from linli.platform.database.secrecy import blind, mask_name, mask_phone, normalise_phone
from linli.platform.search import index
from linli.platform.search.index import Entry
from linli.platform.search.tokens import Form, Text

VIEW, RESIDENT = "people.view", "resident"
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which residents a list shows. `after` is the last one of the page before."""

    area: str = ""
    care: Care | None = None
    building_id: UUID | None = None
    after: UUID | None = None


def residents_visible_to(actor: Actor) -> QuerySet[Resident]:
    """The people who live where `actor` may see residents."""
    reach = policy.within(actor, VIEW)
    related = ("community", "household__dwelling__building")
    return Resident.objects.filter(reach, left_on=None).select_related(*related)


def count_by_community(area: str) -> dict[str, int]:
    """How many residents the register holds in each community at `area`, for figures per head."""
    living = Resident.objects.filter(policy.under(area), left_on=None)
    counted = living.values_list("community").annotate(n=Count("pk")).order_by("community")
    return dict(counted)


def resident(actor: Actor, resident_id: UUID) -> Resident:
    """One resident whom `actor` may see; NotFound for anybody else."""
    found = residents_visible_to(actor).filter(pk=resident_id).first()
    if found is None:
        raise NotFound(_("没有这位居民，或者您没有查看的权限。"))
    return found


def page_of(actor: Actor, wanted: Wanted, rows: int) -> tuple[list[Resident], UUID | None]:
    """One page of a list in the order of names, and where the next one goes on, if there is more.

    Pages go on behind a row and aren't counted, so that the thousandth is as quick as the first.
    """
    found = _narrowed(actor, wanted)
    shown = list(found.order_by("community", "name_sort", "id")[: rows + 1])
    return shown[:rows], (shown[rows - 1].pk if len(shown) > rows else None)


def _narrowed(actor: Actor, wanted: Wanted) -> QuerySet[Resident]:
    found = residents_visible_to(actor).filter(policy.under(wanted.area))
    if wanted.care:
        found = found.filter(care_marks__kind=wanted.care)
    if wanted.building_id:
        found = found.filter(household__dwelling__building=wanted.building_id)
    last = found.filter(pk=wanted.after).first() if wanted.after else None
    if last is None:
        return found
    here = Q(community=last.community_id)
    return found.filter(
        Q(community__gt=last.community_id)
        | here & Q(name_sort__gt=last.name_sort)
        | here & Q(name_sort=last.name_sort, id__gt=last.pk)
    )


def members_of(actor: Actor, one: Resident) -> QuerySet[Resident]:
    """Everybody of the household of `one`, whom `actor` may see."""
    visible = residents_visible_to(actor)
    found = visible.filter(household=one.household_id) if one.household_id else visible.none()
    return found.order_by("birth_date", "id")


def residents_with_phone(actor: Actor, phone: str) -> QuerySet[Resident]:
    """Whose number this is, among those whom `actor` may see."""
    number = blind(normalise_phone(phone), "people.phone")
    return (
        residents_visible_to(actor).filter(phone_index=number)
        if number
        else Resident.objects.none()
    )


def register_index(phone: str) -> str:
    """By what the register finds a phone, for a list that doesn't keep the phone itself."""
    return blind(normalise_phone(phone), "people.phone")


def birth_dates(area: str) -> dict[str, date]:
    """By `register_index`, when whoever lives in `area` was born: for rolls that freeze an age band."""
    known = Resident.objects.filter(policy.under(area), birth_date__isnull=False, left_on=None)
    listed = known.exclude(phone_index="").values_list("phone_index", "birth_date")
    return {phone: born for phone, born in listed if born}


def own_persons(account_id: UUID) -> Sequence[UUID]:
    """The persons of the register that an account is, so that they can read who looked at them."""
    return [each.pk for each in own_records(account_id)]


def own_records(account_id: UUID) -> Sequence[Resident]:
    """The records of the person who signs in with this account, in whichever community."""
    with scope.system("an account reads who looked at its own record"):
        mine = Resident.objects.filter(account_id=account_id).select_related("community")
        return list(mine.order_by("community"))


def counts_in(actor: Actor, building: Building) -> int:
    """How many residents of a building `actor` may see."""
    return residents_visible_to(actor).filter(household__dwelling__building=building).count()


def home_of(one: Resident) -> str:
    """Building and door, as people say them; "" where neither is known."""
    return " ".join(part for part in home_parts(one) if part)


def home_parts(one: Resident) -> tuple[str, str]:
    """The names of building and door."""
    if one.household is None:
        return "", ""
    dwelling = one.household.dwelling
    return dwelling.building.name, str(dwelling)


def entry_of(one: Resident, building: str, door_of: tuple[str, str] | None) -> Entry:
    """By what a resident is found: name, phone, and the door with its unit and without."""
    texts = [Text(Form.NAME, one.name), Text(Form.PHONE, one.phone)]
    if building and door_of:
        unit, room = door_of
        texts += [Text(Form.DOOR, building + door(unit, room)), Text(Form.DOOR, building + room)]
    return Entry(one.pk, one.community_id, one.area, texts)


def entries_of(ids: Iterable[UUID]) -> list[Entry]:
    """The entries of stored residents, with the doors they are stored with."""
    found = Resident.objects.filter(pk__in=list(ids)).select_related(
        "household__dwelling__building"
    )
    return [_entry(each) for each in found]


def _entry(one: Resident) -> Entry:
    if one.household is None:
        return entry_of(one, "", None)
    dwelling = one.household.dwelling
    return entry_of(one, dwelling.building.name, (dwelling.unit, dwelling.room))


def present(actor: Actor, ids: Sequence[UUID]) -> list[tuple[UUID, str, str, str]]:
    """What the search box shows of the residents found: masked, as in every list."""
    return [
        (
            each.pk,
            mask_name(each.name),
            " ".join(
                part
                for part in (mask_phone(each.phone), each.community.name, home_of(each))
                if part
            ),
            reverse("people:resident", args=[each.pk]),
        )
        for each in residents_visible_to(actor).filter(pk__in=ids)
    ]


def reindex() -> int:
    """Put every resident into the search index anew; returns how many there were."""
    with scope.system("the search index of every resident is rebuilt"):
        ids = list(Resident.objects.filter(left_on=None).values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            index.put_many(RESIDENT, entries_of(ids[start : start + BATCH]))
    return len(ids)
