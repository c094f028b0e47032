"""One resident's row: found again, filled, compared, and kept as it was before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from linli.core.people.models import CareMark, Household, Resident
from linli.core.people.rules import Care, Gender, Particulars, Relation
from linli.platform.database import rows
from linli.platform.database.secrecy import Sealed, blind, seal
from linli.platform.search.pinyin import name_sort_key

PURPOSE_PHONE, PURPOSE_ID, PURPOSE_WHO = "people.phone", "people.id_number", "people.who"
SECRET = ("name", "phone", "id_number")
PLAIN = (
    "name_sort", "phone_index", "id_index", "who_index", "birth_date", "gender", "household_id",
    "relation", "area",
)  # fmt: skip
BATCH = 1000


def who(given: Particulars) -> str:
    """The hash by which somebody without a number is found again."""
    home = f"{given.building} {'-'.join(given.door)}" if given.door else given.building
    return blind(f"{given.name}|{given.phone or home}", PURPOSE_WHO)


class Known:
    """The residents of a community whom a list of rows may mean."""

    def __init__(self, residents: Iterable[Resident]) -> None:
        self._by_id: dict[str, Resident] = {}
        self._by_who: dict[str, Resident] = {}
        for resident in residents:
            self.remember(resident)

    @classmethod
    def of(cls, community_id: str, given: Sequence[Particulars]) -> "Known":
        here = Resident.objects.filter(community_id=community_id, left_on=None)
        numbers = {blind(row.id_number, PURPOSE_ID) for row in given if row.id_number}
        by_number = here.filter(id_index__in=numbers)
        by_who = here.filter(who_index__in={who(row) for row in given})
        return cls((*by_who, *by_number))

    def remember(self, resident: Resident) -> None:
        self._by_who[resident.who_index] = resident
        if resident.id_index:
            self._by_id[resident.id_index] = resident

    def find(self, row: Particulars) -> Resident | None:
        """By number; by name and phone or door only while not both have a number."""
        number = blind(row.id_number, PURPOSE_ID)
        if number in self._by_id:
            return self._by_id[number]
        found = self._by_who.get(who(row))
        return None if found and found.id_index and number else found


def fill(resident: Resident, row: Particulars, household: Household | None, area: str) -> None:
    """Take over what `row` knows; what it leaves open stays."""
    resident.name, resident.name_sort = row.name, name_sort_key(row.name)
    if row.phone or row.building or not resident.who_index:
        resident.who_index = who(row)
    if row.phone:
        resident.phone, resident.phone_index = row.phone, blind(row.phone, PURPOSE_PHONE)
    if row.id_number:
        resident.id_number = row.id_number
        resident.id_index = blind(row.id_number, PURPOSE_ID)
    if household is not None:
        resident.household_id, resident.area = household.pk, area
    resident.birth_date = row.birth_date or resident.birth_date
    resident.relation = row.relation or resident.relation or Relation.FAMILY
    if row.gender != Gender.UNKNOWN or not resident.gender:
        resident.gender = row.gender


def differs(resident: Resident, row: Particulars, household: Household | None) -> bool:
    """Whether `row` knows anything else than what is stored."""
    told = {
        "name": row.name,
        "phone": row.phone,
        "id_number": row.id_number,
        "birth_date": row.birth_date,
        "gender": "" if row.gender == Gender.UNKNOWN else row.gender,
        "relation": row.relation,
        "household_id": household.pk if household else None,
    }
    return any(value and getattr(resident, name) != value for name, value in told.items())


def snapshot(resident: Resident) -> dict[str, Any]:
    """The row as plain JSON values, from which it can be put back; what is secret stays sealed."""
    kept: dict[str, Any] = {}
    for name in SECRET:
        where = Resident._meta.get_field(name).where(resident.pk)  # type: ignore[union-attr]
        kept[name] = seal(getattr(resident, name), where).hex()
    for name in PLAIN:
        value = getattr(resident, name)
        kept[name] = None if value is None else str(value)
    return kept


def put_back(resident: Resident, kept: Mapping[str, Any]) -> None:
    """Make the row what it was when `snapshot` was taken."""
    for name in SECRET:
        setattr(resident, name, Sealed(bytes.fromhex(kept[name])))
    for name in PLAIN:
        setattr(resident, name, kept[name])


def store(new: Sequence[Resident], changed: Sequence[Resident]) -> None:
    rows.insert_many(new)
    Resident.objects.bulk_create(
        changed, BATCH, update_conflicts=True, unique_fields=["id"], update_fields=[*SECRET, *PLAIN]
    )


def mark(resident: Resident, kind: Care) -> CareMark:
    return CareMark(
        resident=resident, community_id=resident.community_id, area=resident.area, kind=kind
    )


def by_ids(ids: Iterable[UUID]) -> dict[UUID, Resident]:
    return {each.pk: each for each in Resident.objects.filter(pk__in=list(ids))}
