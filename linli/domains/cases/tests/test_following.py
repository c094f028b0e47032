"""The page where a case is opened with its number and check code, from any phone."""

import pytest
from django.test import Client

from linli.domains.cases import queries

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.fixture
def phone():
    return Client(raise_request_exception=False)


def ask(phone, number, code="000000"):
    return phone.post("/progress/", {"number": number, "code": code}).status_code


def test_a_check_code_typed_on_a_chinese_keyboard_opens_the_page(town, phone):
    case = town.reported()
    assert ask(phone, case.number, queries.check_code(case).translate(FULL_WIDTH)) == 302


def test_no_answer_tells_whether_a_number_exists(town, phone):
    case, other = town.reported(), "261122-0042-7"
    for code in ("000000", "０００００x", "é"):
        assert ask(phone, case.number, code) == ask(phone, other, code), code


def test_one_number_bears_ten_guesses_of_its_code(town, phone):
    number = town.reported().number
    answers = [ask(phone, number) for _guess in range(12)]
    assert 429 not in answers[:10]
    assert answers[10:] == [429, 429]


def test_guesses_that_are_refused_count_against_the_address_all_the_same(town, phone):
    number, other = town.reported().number, town.reported().number
    for _guess in range(30):
        ask(phone, number)
    assert ask(phone, other) == 429
