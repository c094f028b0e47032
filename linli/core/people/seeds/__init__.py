"""Invented residents of the demonstration district, brought in as a table would be."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from stdnum.cn import ric

from linli.core.divisions import demonstration
from linli.core.people.importing import RESIDENTS
from linli.core.people.rules import Care, Gender, Relation, age_on
from linli.core.people.seeds.names import given_name, surname
from linli.core.places.models import Building
from linli.kernel.demonstration import DemoPlan, Report
from linli.platform.access.actor import machine
from linli.platform.database import scope
from linli.platform.imports.declaration import Row

LINLI = machine("demonstration")
FLAT_SIZES = (1, 2, 3, 4, 5)
FLAT_WEIGHTS = (25, 30, 25, 14, 6)  # per cent of flats with so many people, as in 2020's census
PEOPLE_PER_FLAT = 2.46  # the mean of the two lines above
UNITS, FLATS_ON_A_FLOOR = 3, 4
NOWHERE = "990000"  # no such place issues numbers, so that no invented one is somebody's own

Values = Mapping[str, Any]


def seed(plan: DemoPlan, report: Report) -> None:
    """Fill the flats of every building until there are `plan.residents`; about 0.6 ms a person."""
    done = 0
    with scope.limited_to((demonstration.SUBDISTRICT,)):
        for number, code in enumerate(demonstration.COMMUNITIES, start=1):
            wanted = plan.residents * number // len(demonstration.COMMUNITIES) - done
            chance = random.Random(plan.seed * 100 + number)  # noqa: S311  # same plan, same people
            people = _people(code, wanted, done, chance, plan.until.date())
            while rows := _rows(code, people, RESIDENTS.chunk):
                with transaction.atomic():
                    RESIDENTS.write(LINLI, rows)
                done += len(rows)
                report("residents", done, plan.residents)


def _rows(code: str, people: Iterator[Values], most: int) -> list[Row]:
    return [Row(number, code, values) for number, values in zip(range(most), people, strict=False)]


def _people(
    code: str, wanted: int, before: int, chance: random.Random, today: date
) -> Iterator[Values]:
    """`wanted` people of a community, household by household, the buildings filled evenly."""
    with transaction.atomic():
        names = [
            *Building.objects.filter(community=code)
            .order_by("area", "id")
            .values_list("name", flat=True)
        ]
    made = 0
    for flat in range(wanted):
        building, door = names[flat % len(names)], _door(flat // len(names))
        for person in _household(chance, today):
            if made == wanted:
                return
            phone = f"19800{before + made:06d}" if person["age"] >= 12 else ""
            made += 1
            yield _values(person, building, door, phone, before + made, chance)


def _door(number: int) -> tuple[str, str]:
    """The doors of a building in order: floor by floor through its units."""
    floor, on_floor = divmod(number, UNITS * FLATS_ON_A_FLOOR)
    unit, flat = divmod(on_floor, FLATS_ON_A_FLOOR)
    return str(unit + 1), f"{floor + 1}{flat + 1:02d}"


def _household(chance: random.Random, today: date) -> Iterator[dict[str, Any]]:
    """One or two grown-ups with the children and elders that a flat of this size has."""
    size = chance.choices(FLAT_SIZES, weights=FLAT_WEIGHTS)[0]
    head = chance.choices((30, 45, 60, 78), weights=(30, 35, 22, 13))[0] + chance.randint(-8, 8)
    family = surname(chance)
    ages = [head, head + chance.randint(-5, 5), head - 27, head - 30, head + 26][:size]
    for place, age in enumerate(ages):
        own = family if place in {0, 2, 3} else surname(chance)
        yield _person(own, min(max(age, 0), 100), place, size, chance, today)


def _person(
    family: str, age: int, place: int, size: int, chance: random.Random, today: date
) -> dict[str, Any]:
    gender = (Gender.MALE, Gender.FEMALE)[(place + chance.randint(0, 1) * (place != 1)) % 2]
    born = today - timedelta(days=age * 365 + chance.randint(0, 364))
    head = Relation.TENANT if chance.random() < 0.25 else Relation.OWNER
    return {
        "name": family + given_name(chance, gender),
        "gender": gender,
        "birth_date": born,
        "age": age_on(born, today),
        "relation": head if place == 0 else Relation.FAMILY,
        "care": _cares(age, size, chance),
    }


def _cares(age: int, size: int, chance: random.Random) -> frozenset[Care]:
    found = {
        Care.ALONE: age >= 65 and size == 1,
        Care.EMPTY_NEST: age >= 65 and size == 2,
        Care.UNABLE: age >= 75 and chance.random() < 0.12,
        Care.DISABLED: chance.random() < 0.02,
        Care.LOW_INCOME: chance.random() < 0.01,
        Care.VETERAN: age >= 40 and chance.random() < 0.01,
    }
    return frozenset(care for care, is_so in found.items() if is_so)


def _values(
    person: Mapping[str, Any],
    building: str,
    door: tuple[str, str],
    phone: str,
    number: int,
    chance: random.Random,
) -> Values:
    """A row of the table; two thirds of the people have given their number."""
    values = {name: value for name, value in person.items() if name != "age"}
    values |= {"building": building, "door": door}
    if phone:
        values["phone"] = phone
    if chance.random() < 0.67:
        values["id_number"] = _citizen_number(person["birth_date"], person["gender"], number)
    return values


def _citizen_number(born: date, gender: Gender, number: int) -> str:
    """A number with a sound check character and a place that doesn't exist.

    The serial has three digits, so two people of one birthday may clash beyond 500 of them; the
    place takes up the rest.
    """
    serial = (number % 500) * 2 + (gender == Gender.MALE)
    place = int(NOWHERE) + number // 500 % 9000
    start = f"{place}{born:%Y%m%d}{serial % 1000:03d}"
    return f"{start}{ric.calc_check_digit(start + '0')}"
