"""A thousand bad inputs over the API and the forms: each is answered, none breaks anything."""

from collections import defaultdict
from urllib.parse import quote_plus

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.authorisation.people import VISITOR, everybody, settle
from tests.authorisation.test_matrix import call, let_in
from tests.forms_found import forms_on
from tests.urls import addresses

pytestmark = [pytest.mark.fuzz, pytest.mark.django_db]
INPUTS = 500  # over the API, and as many over forms
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
CALM = settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def town():
    settle()
    return list(everybody())


def test_every_call_of_the_api_is_answered_as_its_description_says(town):
    """As each kind of caller: whoever comes, however wrong the call, the answer is a described one."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    operations = [each.ok() for each in schema.get_all_operations()]
    callers = [person for person in town if person.role in {"service", VISITOR} and person.is_near]
    for operation in operations:
        for person in callers:
            strategy = operation.as_strategy()
            often = settings(CALM, max_examples=max(10, INPUTS // (len(operations) * len(callers))))

            @often
            @given(case=strategy)
            def every_call_is_answered(case, person=person):
                with transaction.atomic():
                    case.call_and_validate(headers=dict(person.headers), checks=list(CHECKS))
                    transaction.set_rollback(True)

            every_call_is_answered()


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


def forms_of(town):
    """Every form of the house, with the person who was shown it."""
    found = defaultdict(set)
    for address in addresses():
        roles = let_in(address.route, "GET") if not address.parameters else set()
        for person in town:
            if person.is_near and person.role in roles:
                answer = call(person, "GET", address.sample, {})
                if answer.get("Content-Type", "").startswith("text/html"):
                    for form in forms_on(address.sample, answer.text):
                        found[form].add(person)
                break
    return {form: min(people, key=str) for form, people in found.items()}


def encoded(values):
    """A form's body, in which even half of a surrogate pair is sent as it is."""
    pairs = values.items()
    return "&".join(f"{name}={quote_plus(value, errors='surrogatepass')}" for name, value in pairs)


def test_every_form_answers_whatever_is_typed_into_it(town):
    forms = forms_of(town)
    broken = []
    for form, person in forms.items():
        some = settings(CALM, max_examples=max(10, INPUTS // max(1, len(forms))))

        @some
        @given(values=st.fixed_dictionaries({name: VALUES for name in form.names}))
        def it_answers(values, form=form, person=person):
            with transaction.atomic():
                answer = person.come_in_anew().post(
                    form.address,
                    encoded(values),
                    content_type="application/x-www-form-urlencoded",
                )
                transaction.set_rollback(True)
            assert answer.status_code < 500, f"{form.address} {answer.status_code}"

        try:
            it_answers()
        except AssertionError as error:
            broken.append(str(error).splitlines()[0])
    assert forms
    assert not broken
