"""Where people live: the dwellings and households that a list of residents names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from linli.core.people.models import Household
from linli.core.people.rules import Particulars
from linli.core.places import actions as places
from linli.core.places.models import Building, Dwelling
from linli.platform.access.actor import Actor
from linli.platform.database import rows

Door = tuple[str, str]  # unit and room
Home = tuple[str, Door]  # name of the building, and door


@dataclass(frozen=True, slots=True)
class Homes:
    """The buildings of a community by name, and the households that were found or made."""

    buildings: Mapping[str, Building]
    households: Mapping[Home, Household]

    def household_of(self, given: Particulars) -> Household | None:
        return (
            self.households[given.building, given.door] if given.building and given.door else None
        )

    def area_of(self, given: Particulars, otherwise: str) -> str:
        """The grid in which the building stands, or `otherwise`."""
        return self.buildings[given.building].area if given.building else otherwise


def buildings_of(community_id: str) -> Mapping[str, Building]:
    return {each.name: each for each in Building.objects.filter(community_id=community_id)}


def settle(actor: Actor, buildings: Mapping[str, Building], given: Iterable[Particulars]) -> Homes:
    """Find or make the dwelling and the household of every row that names a door."""
    wanted: dict[Building, set[Door]] = {}
    for row in given:
        if row.building and row.door:
            wanted.setdefault(buildings[row.building], set()).add(row.door)
    dwellings = {
        (building.name, door): dwelling
        for building, doors in places.add_dwellings(actor=actor, doors=wanted).items()
        for door, dwelling in doors.items()
    }
    there = _households(dwellings.values())
    return Homes(buildings, {home: there[each.pk] for home, each in dwellings.items()})


def _households(dwellings: Iterable[Dwelling]) -> dict[UUID, Household]:
    """The household of each dwelling; where there is none yet, one is made."""
    by_id = {each.pk: each for each in dwellings}
    there = {
        each.dwelling_id: each for each in Household.objects.filter(dwelling__in=by_id, label="")
    }
    new = [
        Household(community_id=each.community_id, area=each.area, dwelling=each)
        for pk, each in by_id.items()
        if pk not in there
    ]
    rows.insert_many(new)
    return there | {each.dwelling_id: each for each in new}
