"""An import taken back: who came with it goes, who was changed by it is as before."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from linli.core.people import queries
from linli.core.people.actions import records
from linli.core.people.actions.registering import EDIT
from linli.core.people.models import Resident
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.search import index


@transaction.atomic
def take_back(
    *, actor: Actor, created: Sequence[UUID], before: Mapping[UUID, Mapping[str, Any]]
) -> tuple[int, int, list[UUID]]:
    """Remove `created` and put back `before`: (removed, put back, ids that had to stay).

    Whoever signs in with an account of their own by now, or has left, stays.
    """
    residents = records.by_ids([*created, *before])
    for area in {each.area for each in residents.values()}:
        policy.require(actor, EDIT, at=area)

    kept = [pk for pk in created if pk in residents and _is_in_use(residents[pk])]
    gone = [residents[pk] for pk in created if pk in residents and pk not in kept]
    restored = [residents[pk] for pk in before if pk in residents]
    trail.record_many(actor, "people.take_back", [*gone, *restored])
    Resident.objects.filter(pk__in=[each.pk for each in gone]).delete()
    index.drop_many([each.pk for each in gone])
    for resident in restored:
        records.put_back(resident, before[resident.pk])
    records.store([], restored)
    index.put_many(queries.RESIDENT, queries.entries_of([each.pk for each in restored]))
    return len(gone), len(restored), kept


def _is_in_use(resident: Resident) -> bool:
    return resident.account_id is not None or resident.left_on is not None
