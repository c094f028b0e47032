"""When a building turns out to stand in another grid, everybody in it goes along."""

from uuid import UUID

from django.db import transaction

from linli.core.people import queries
from linli.core.people.actions.registering import EDIT
from linli.core.people.models import CareMark, Household, Resident
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.search import index


@transaction.atomic
def follow_building(*, actor: Actor, building_id: UUID, area: str) -> int:
    """Put the households and residents of a building into `area`; how many residents moved."""
    policy.require(actor, EDIT, at=area)
    here = Resident.objects.filter(household__dwelling__building=building_id)
    moved = list(here.exclude(area=area))
    ids = [each.pk for each in moved]
    Household.objects.filter(dwelling__building=building_id).exclude(area=area).update(area=area)
    CareMark.objects.filter(resident__in=ids).update(area=area)
    Resident.objects.filter(pk__in=ids).update(area=area)
    index.put_many(
        queries.RESIDENT, queries.entries_of(each.pk for each in moved if not each.left_on)
    )
    trail.record_many(actor, "people.follow_building", moved, to=area)
    return len(moved)
