"""By what participation will be told: frozen when the roll is fixed, so that no figure ever drifts."""

from collections.abc import Iterable, Mapping

from linli.core.people import queries as people
from linli.core.places import queries as places
from linli.domains.council.models import OwnedUnit
from linli.domains.council.rules.participation import Traits, age_band, building_of
from linli.kernel import clock


def traits_of(area: str, listed: Iterable[OwnedUnit]) -> Mapping[str, Traits]:
    """Building, grid and age band of each door: from its name, the map and the register of people."""
    grids, born = places.grids_by_building(area), people.birth_dates(area)
    today = clock.local_date(clock.now())
    found = {}
    for each in listed:
        building = building_of(each.label)
        birth = born.get(each.register_index) if each.register_index else None
        found[each.label] = Traits(
            building, grids.get(building, ""), "" if each.is_unsold else age_band(birth, today)
        )
    return found
