"""Every address × method × role × place has a reviewed expectation, and keeps it.

`matrix.toml` says who is let in. Whoever it doesn't name is turned away: sent to sign in, refused,
or told that nothing is there. So a new address without a row is open to nobody, and fails here
until somebody has said to whom it opens.
"""

import json
import tomllib
from pathlib import Path

import pytest
from django.db import connection, transaction

from linli.platform.access.roles import TITLES
from tests.authorisation import people
from tests.authorisation.bodies import BODIES
from tests.authorisation.people import SERVICE, VISITOR, everybody, settle
from tests.authorisation.things import THINGS, is_placed
from tests.urls import addresses

MATRIX = tomllib.loads((Path(__file__).parent / "matrix.toml").read_text(encoding="utf-8"))
GROUPS = {name: set(roles.split()) for name, roles in MATRIX.pop("groups").items()}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
TURNED_AWAY = {401, 403, 404, 405}
SIGNED_IN = {*TITLES, SERVICE}
GROUPS |= {
    "everyone": {VISITOR, *SIGNED_IN},
    "people": set(TITLES),
    "staff": {*TITLES} - {"resident"},
}


def let_in(route: str, method: str) -> set[str]:
    """The roles that the matrix lets in there, in their own place."""
    for methods, names in MATRIX.get(route, {}).items():
        if method in methods.split():
            return set().union(*(GROUPS.get(name, {name}) for name in names.split()))
    return set()


def test_every_address_has_a_reviewed_row_and_every_row_an_address():
    assert {each.route for each in addresses()} == set(MATRIX)


def test_every_row_names_known_roles_and_methods():
    for route, row in MATRIX.items():
        for methods, names in row.items():
            assert set(methods.split()) <= set(METHODS), f"{route}: {methods}"
            assert set(names.split()) <= {VISITOR, *SIGNED_IN, *GROUPS}, f"{route}: {names}"


def test_every_address_with_a_parameter_is_about_a_thing():
    about = {each.route for each in addresses() if each.parameters and not each.is_pattern}
    assert about == set(THINGS)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Everybody, made once for all rows, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        settle()
        yield list(everybody())
        transaction.set_rollback(True)
    connection.close()


def call(person, method, address, body):
    """What the person is answered; whatever it changed is undone."""
    headers = {"Idempotency-Key": "matrix"}
    is_api = address.startswith("/api/v1/")
    content = {"content_type": "application/json"} if is_api or method in {"PUT", "PATCH"} else {}
    data = json.dumps(body) if content and method != "GET" else body
    with transaction.atomic():
        answer = getattr(person.come_in_anew(), method.lower())(
            address, data, headers=headers, **content
        )
        transaction.set_rollback(True)
    return answer


def is_turned_away(answer) -> bool:
    to_sign_in = answer.status_code == 302 and "/login/" in answer["Location"]
    return answer.status_code in TURNED_AWAY or to_sign_in


def test_no_address_listens_to_methods_that_its_row_does_not_name(town):
    resident = next(each for each in town if each.role == "resident" and each.is_near)
    heard = []
    for address in addresses():
        if address.is_pattern or "<path:" in address.route:
            continue  # where nothing is, whatever the method
        named = " ".join(MATRIX[address.route]).split()
        deaf = {405} if named else {404, 405}  # a row without anybody may have no page at all
        for method in sorted(set(METHODS) - set(named or ("GET", "POST"))):
            answer = call(resident, method, address.sample, {})
            if answer.status_code not in deaf:
                heard.append(f"{method} {address.route}: {answer.status_code}")
    assert not heard, "\n".join(heard)


@pytest.mark.parametrize("address", addresses(), ids=lambda each: each.route)
def test_the_door_opens_to_whom_the_matrix_says_and_to_nobody_else(town, address):
    wrong = []
    with transaction.atomic():
        values = THINGS[address.route]() if address.route in THINGS else {}
        target = address.filled(values) if values else address.sample
        body = BODIES[address.route]() if address.route in BODIES else {}
        for method in METHODS:
            opens_to, placed = let_in(address.route, method), is_placed(address.route, method)
            for person in town:
                if not person.is_near and person.role not in opens_to:
                    continue  # who is turned away at home has no more to say elsewhere
                answer = call(person, method, target, body)
                if answer.status_code == 405 and not opens_to:
                    break  # the address doesn't know this method, whoever asks
                is_expected = person.role in opens_to and (person.is_near or not placed)
                finds_nothing = is_expected and address.parameters and not values
                is_wrong = is_turned_away(answer) == is_expected and not finds_nothing
                if is_wrong or answer.status_code >= 500:
                    wrong.append(f"{method} {person}: {answer.status_code}")
        transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def test_whoever_is_turned_away_is_so_before_their_form_is_read(town):
    """An empty form or body is refused for its sender, not for what is missing in it."""
    answered = []
    for address in addresses():
        opens_to = let_in(address.route, "POST")
        if not opens_to or address.is_pattern:
            continue
        with transaction.atomic():
            values = THINGS[address.route]() if address.route in THINGS else {}
            target = address.filled(values) if values else address.sample
            for person in town:
                if person.is_near and person.role not in opens_to:
                    answer = call(person, "POST", target, {})
                    if not is_turned_away(answer):
                        answered.append(f"{address.route} {person}: {answer.status_code}")
            transaction.set_rollback(True)
    assert not answered, "\n".join(answered)


def test_the_town_has_everybody(town):
    assert {person.role for person in town} == {VISITOR, *SIGNED_IN}
    assert people.COMMUNITY != people.OTHER_COMMUNITY
