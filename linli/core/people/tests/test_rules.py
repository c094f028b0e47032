from datetime import date

import pytest

from linli.core.people import rules
from linli.core.people.rules import Gender, Particulars, Problem

TODAY = date(2026, 11, 22)


def problems(**given):
    return rules.problems_of(
        rules.normalised(Particulars(**{"name": "张三"} | given)), {"3号楼"}, TODAY
    )


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"name": "  "}, [Problem.NO_NAME]),
        ({"name": "x" * 51}, [Problem.LONG_NAME]),
        ({"phone": "12"}, [Problem.PHONE]),
        ({"id_number": "110105194912310021"}, [Problem.ID_NUMBER]),
        ({"id_number": "abc"}, [Problem.ID_NUMBER]),
        ({"birth_date": date(2026, 11, 23)}, [Problem.BIRTH_DATE]),
        ({"birth_date": date(1890, 1, 1)}, [Problem.BIRTH_DATE]),
        (
            {"id_number": "11010519491231002x", "birth_date": date(1950, 1, 1)},
            [Problem.TWO_BIRTH_DATES],
        ),
        ({"building": "9号楼"}, [Problem.NO_BUILDING]),
        ({"building": "3号楼", "phone": "＋86 138 0000 0913"}, []),
        ({}, []),
    ],
)
def test_what_is_wrong_is_named(given, wrong):
    assert problems(**given) == wrong


def test_a_citizens_number_tells_birth_and_gender_where_they_were_not_given():
    known = rules.normalised(Particulars(name="张", id_number=" 11010519491231002x "))
    assert (known.birth_date, known.gender) == (date(1949, 12, 31), Gender.FEMALE)
    told = rules.normalised(Particulars(name="张", id_number=known.id_number, gender=Gender.MALE))
    assert told.gender == Gender.MALE


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        ("11010519491231002X", True), ("440524188001010014", True), ("110105194912310020", False),
        ("11010519490231002X", False), ("", False), ("1" * 18, False),
    ],
)  # fmt: skip
def test_a_citizens_number_has_its_check_character_and_a_real_day(number, sound):
    assert rules.is_citizen_number(number) is sound


def test_whoever_was_born_on_a_leap_day_is_a_year_older_in_march():
    born = date(2000, 2, 29)
    assert rules.age_on(born, date(2026, 2, 28)) == 25
    assert rules.age_on(born, date(2026, 3, 1)) == 26
    assert rules.age_on(born, date(2028, 2, 29)) == 28
