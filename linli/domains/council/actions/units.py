"""The unit list, as a table brings it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from linli.core.people import queries as people
from linli.domains.council import queries
from linli.domains.council.models import OwnedUnit
from linli.platform.access import policy
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.accounts.actions.codes import PHONE
from linli.platform.audit import trail
from linli.platform.database import rows
from linli.platform.database.secrecy import blind

WRITTEN = ("floor_area", "owner", "owner_name", "phone_index", "register_index", "is_unsold")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the unit list; `floor_area` in 1/100 m². One `owner` number is one owner."""

    label: str
    floor_area: int
    owner: str
    owner_name: str = ""
    phone: str = ""
    is_unsold: bool = False


@transaction.atomic
def list_units(
    *, actor: Actor, area: str, listed: Sequence[Listed]
) -> tuple[list[OwnedUnit], list[OwnedUnit]]:
    """Bring units in or up to date, by their door: (new, known before). Fixed rolls keep what they had."""
    policy.require(actor, "council.import", at=area)

    known = queries.units_labelled(area, [each.label for each in listed])
    made = [
        _filled(known.get(each.label) or OwnedUnit(label=each.label), area, each) for each in listed
    ]
    new = [each for each in made if each.label not in known]
    rows.insert_many(new)
    old = [each for each in made if each.label in known]
    for each in old:
        rows.update(each, WRITTEN)

    trail.record_many(actor, "council.list_units", made)
    return new, old


def _filled(unit: OwnedUnit, area: str, listed: Listed) -> OwnedUnit:
    unit.community_id, unit.area = area[:COMMUNITY_DIGITS], area
    unit.floor_area, unit.is_unsold = listed.floor_area, listed.is_unsold
    unit.owner, unit.owner_name = listed.owner, listed.owner_name
    unit.phone_index = blind(listed.phone, PHONE)
    unit.register_index = people.register_index(listed.phone)
    return unit
