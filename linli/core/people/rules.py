"""What a resident's particulars may be. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum

from stdnum.cn import ric

from linli.platform.database.secrecy import is_phone, normalise, normalise_phone


class Gender(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How somebody lives in a dwelling."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY = "family"
    OTHER = "other"


class Care(StrEnum):
    """Why a neighbour may need somebody to look in (民政部 关爱服务对象)."""

    ALONE = "alone"  # an elder who lives alone
    EMPTY_NEST = "empty_nest"
    UNABLE = "unable"  # needs help with daily life (GB/T 42195-2022)
    DISABLED = "disabled"
    LOW_INCOME = "low_income"
    CHILD = "child"  # left behind, or in need
    VETERAN = "veteran"


OLDEST = 130  # years; more is a mistake in the year
_CITIZEN = re.compile(r"[1-9]\d{16}[\dX]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What is known of one resident, in the form in which it is stored. "" and None: not known."""

    name: str
    phone: str = ""
    id_number: str = ""
    birth_date: date | None = None
    gender: Gender = Gender.UNKNOWN
    building: str = ""  # its name in the community
    door: tuple[str, str] | None = None  # unit and room
    relation: Relation | None = None
    care: frozenset[Care] = field(default_factory=frozenset)


def normalised(given: Particulars) -> Particulars:
    """Blanks off, digits plain, and what a citizen's number tells filled in where it wasn't given."""
    number = normalise(given.id_number).upper()
    known = {each.name: getattr(given, each.name) for each in fields(given)}
    known |= {
        "name": " ".join(given.name.split()),
        "phone": normalise_phone(given.phone),
        "id_number": number,
        "building": given.building.strip(),
    }
    if is_citizen_number(number):
        known["birth_date"] = given.birth_date or birth_date_in(number)
        if given.gender == Gender.UNKNOWN:
            known["gender"] = gender_in(number)
    return Particulars(**known)


class Problem(StrEnum):
    """What may be wrong with particulars."""

    NO_NAME = "no_name"
    LONG_NAME = "long_name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    BIRTH_DATE = "birth_date"
    TWO_BIRTH_DATES = "two_birth_dates"
    NO_BUILDING = "no_building"


FIELD_OF = {
    Problem.NO_NAME: "name",
    Problem.LONG_NAME: "name",
    Problem.PHONE: "phone",
    Problem.ID_NUMBER: "id_number",
    Problem.BIRTH_DATE: "birth_date",
    Problem.TWO_BIRTH_DATES: "birth_date",
    Problem.NO_BUILDING: "building",
}


def problems_of(given: Particulars, buildings: Collection[str], today: date) -> list[Problem]:
    """Everything wrong with normalised particulars, in the order of the form."""
    found = {
        Problem.NO_NAME: not given.name,
        Problem.LONG_NAME: len(given.name) > 50,
        Problem.PHONE: bool(given.phone) and not is_phone(given.phone),
        Problem.ID_NUMBER: bool(given.id_number) and not is_citizen_number(given.id_number),
        Problem.BIRTH_DATE: not _is_possible(given.birth_date, today),
        Problem.TWO_BIRTH_DATES: _is_contradicted(given),
        Problem.NO_BUILDING: bool(given.building) and given.building not in buildings,
    }
    return [problem for problem, is_there in found.items() if is_there]


def _is_possible(born: date | None, today: date) -> bool:
    return born is None or (born <= today and today.year - born.year <= OLDEST)


def _is_contradicted(given: Particulars) -> bool:
    if given.birth_date is None or not is_citizen_number(given.id_number):
        return False
    return given.birth_date != birth_date_in(given.id_number)


def is_citizen_number(number: str) -> bool:
    """Form, check character and a birthday that exists (GB 11643-1999).

    The six digits of the place aren't asked: they are those of the day of registration, and codes
    of places have changed since.
    """
    return (
        _CITIZEN.fullmatch(number) is not None
        and str(ric.calc_check_digit(number)) == number[-1]
        and birth_date_in(number) is not None
    )


def birth_date_in(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def gender_in(number: str) -> Gender:
    """The seventeenth digit is odd for men."""
    return Gender.MALE if int(number[16]) % 2 else Gender.FEMALE


def age_on(born: date, day: date) -> int:
    """Full years; whoever was born on 29 February is a year older on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
