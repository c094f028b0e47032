"""A thousand bad inputs over the API and the forms: each is answered, none breaks anything."""

from functools import partial
from urllib.parse import quote_plus

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.authorisation.people import SERVICE, VISITOR, everybody, settle
from tests.authorisation.test_matrix import call, let_in
from tests.authorisation.things import THINGS, nothing
from tests.forms_found import forms_on
from tests.urls import addresses

pytestmark = [pytest.mark.fuzz, pytest.mark.django_db]
INPUTS = 500  # over the API, and as many over forms
FORMS = 50  # about so many the house has
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CALM = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def _one_transaction():
    """Requests don't close the connection behind them, whose transaction undoes what they did."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def town(_one_transaction):
    settle()
    return list(everybody())


def often(share):
    """Hypothesis' settings for one of `share` equal parts of the inputs."""
    return settings(CALM, max_examples=max(5, INPUTS // max(1, share)))


def breaches(strategy, often, answered):
    """What `answered` says against some of the inputs of `strategy`; nothing when all is well."""

    @often
    @given(strategy)
    def every_input_is_answered(value):
        answered(value)

    try:
        every_input_is_answered()
    except (AssertionError, FailureGroup) as error:
        return [str(error)[:2000]]
    return []


def test_every_call_of_the_api_is_answered_as_its_description_says(town):
    """Whoever calls, and however wrongly, the answer is one that the description has."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    operations = [each.ok() for each in schema.get_all_operations()]
    callers = [person for person in town if person.role in {SERVICE, VISITOR} and person.is_near]
    broken = []
    for operation in operations:
        for person in callers:
            broken += breaches(
                operation.as_strategy(),
                often(len(operations) * len(callers)),
                partial(is_as_described, person),
            )
    assert operations
    assert not broken, "\n\n".join(broken)


def is_as_described(person, case):
    with transaction.atomic():
        case.call_and_validate(headers=person.headers, checks=CHECKS)
        transaction.set_rollback(True)


NASTY = st.sampled_from(
    [
        "\0",
        "a\0b",
        "\ud800",
        "\udfff姓名",
        "x" * 100_000,
        "9" * 400,
        "-1",
        "1e999",
        "NaN",
        "null",
        "[]",
        "{}",
        "<script>alert(1)</script>",
        "{{ 7*7 }}{% debug %}",
        "' OR 1=1 --",
        "../../etc/passwd",
        "\u202e\u200f\u2066abc",
        "👩‍👩‍👧‍👦🏳️‍🌈𠮷",
        "\u200b\ufeff",
        "2026-02-30",
        "9999-12-31T23:59:60Z",
        "00000000-0000-0000-0000-000000000000",
        "=HYPERLINK(0)",
    ]
)
VALUES = st.one_of(NASTY, st.text(st.characters(exclude_categories=())), st.integers().map(str))


def shown(town, address):
    """Who is let in to read this page, and its forms; nobody where it can't be made."""
    values = THINGS.get(address.route, nothing)()
    target = address.filled(values) if values else address.sample
    roles = let_in(address.route, "GET") if values or not address.parameters else set()
    for person in town:
        if person.is_near and person.role in roles:
            answer = call(person, "GET", target, {})
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                return person, list(forms_on(target, answer.text))
    return None, []


def encoded(values):
    """A form's body, in which even half of a surrogate pair is sent as it is."""
    pairs = values.items()
    return "&".join(f"{name}={quote_plus(value, errors='surrogatepass')}" for name, value in pairs)


def test_every_form_answers_whatever_is_typed_into_it(town):
    seen, broken = set(), []
    for address in addresses():
        with transaction.atomic():
            person, forms = shown(town, address)
            for form in forms:
                if (address.route, form.names) in seen or not form.names:
                    continue
                seen.add((address.route, form.names))
                broken += breaches(
                    st.fixed_dictionaries({name: VALUES for name in form.names}),
                    often(FORMS),
                    partial(is_answered, person, form),
                )
            transaction.set_rollback(True)
    assert len(seen) > FORMS / 2, (
        "so many forms were found that each is tried too seldom, or too few"
    )
    assert not broken, "\n\n".join(broken)


def is_answered(person, form, values):
    with transaction.atomic():
        answer = person.come_in_anew().post(
            form.address, encoded(values), content_type="application/x-www-form-urlencoded"
        )
        transaction.set_rollback(True)
    assert answer.status_code < 500, f"{form.address}: {values}"
