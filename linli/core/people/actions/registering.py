"""People entered into the register: one at the counter, or thousands from a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from linli.contracts.people import ResidentsRegistered
from linli.core.divisions.models import Division
from linli.core.people import queries, rules
from linli.core.people.actions import records
from linli.core.people.actions.homes import Homes, buildings_of, settle
from linli.core.people.models import CareMark, Resident
from linli.core.people.rules import Particulars
from linli.core.people.words import refusal_of
from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid
from linli.kernel.events import publish
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.search import index
from linli.platform.search.index import Entry

EDIT = "people.edit"
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Registered:
    """What a list of particulars did to the register. `before` has what each changed row held."""

    created: Sequence[UUID]
    before: Mapping[UUID, Mapping[str, Any]] = field(default_factory=dict)
    unchanged: int = 0


def add_resident(*, actor: Actor, community: Division, given: Particulars) -> Resident:
    """Enter one person. Raises Invalid beside the field, or Conflict when they are there already."""
    with transaction.atomic():
        outcome = add_residents(actor=actor, community=community, given=[given])
        if not outcome.created:
            raise Conflict(_("这位居民已经登记在本社区，请在列表中查找并修改。"))
        return Resident.objects.get(pk=outcome.created[0])


@transaction.atomic
def add_residents(*, actor: Actor, community: Division, given: Sequence[Particulars]) -> Registered:
    """Enter or bring up to date everybody in `given`; the same list again changes nothing.

    People are found again by their citizen's number, else by name with phone or door. What `given`
    leaves open stays as it is. Raises Invalid when a row can't be taken; then nothing is written.
    """
    rows = [rules.normalised(each) for each in given]
    buildings = buildings_of(community.pk)
    for area in {
        buildings[row.building].area if row.building in buildings else community.pk for row in rows
    }:
        policy.require(actor, EDIT, at=area)

    _refuse_unsound(rows, buildings)

    homes = settle(actor, buildings, rows)
    try:
        with transaction.atomic():
            new, before = _write(community, rows, homes)
    except IntegrityError:
        raise Conflict(_("有人刚刚登记了其中的居民，请重新提交。")) from None

    added, changed = [str(each.pk) for each in new], [str(pk) for pk in before]
    trail.record(actor, "people.add_residents", community, added=added, changed=changed)
    publish(ResidentsRegistered(community_id=community.pk, added=len(new), changed=len(before)))
    return Registered([each.pk for each in new], before, len(rows) - len(new) - len(before))


def _refuse_unsound(rows: Sequence[Particulars], buildings: Mapping[str, Any]) -> None:
    today = clock.now().date()
    for number, row in enumerate(rows, start=1):
        problems = rules.problems_of(row, buildings, today)
        if problems:
            refusal = refusal_of(problems)
            if len(rows) == 1:
                raise refusal
            raise Invalid(_("第 %(number)d 行：%(words)s") % {"number": number, "words": refusal})


def _write(
    community: Division, rows: Sequence[Particulars], homes: Homes
) -> tuple[list[Resident], dict[UUID, dict[str, Any]]]:
    """Store who is new and who changed; gives the new ones, and the others as they were."""
    known = records.Known.of(community.pk, rows)
    new: dict[UUID, Resident] = {}
    before: dict[UUID, dict[str, Any]] = {}
    touched: dict[UUID, Resident] = {}
    entries: list[Entry] = []
    marks: list[CareMark] = []
    now = clock.now()
    for row in rows:
        resident = known.find(row)
        area, household = homes.area_of(row, community.pk), homes.household_of(row)
        if resident is None:
            resident = Resident(community=community, area=area, registered_at=now)
            new[resident.pk] = resident
        elif resident.pk in new or not records.differs(resident, row, household):
            continue
        else:
            before.setdefault(resident.pk, records.snapshot(resident))
        records.fill(resident, row, household, area)
        known.remember(resident)
        touched[resident.pk] = resident
        if resident.pk in new:
            entries.append(queries.entry_of(resident, row.building, row.door))
        marks += [records.mark(resident, kind) for kind in row.care]
    records.store(list(new.values()), [touched[pk] for pk in before])
    CareMark.objects.bulk_create(marks, BATCH, ignore_conflicts=True)
    index.put_many(queries.RESIDENT, entries, new=True)
    index.put_many(queries.RESIDENT, queries.entries_of(before))
    return list(new.values()), before
