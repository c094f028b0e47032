"""Open311 as others meet it: a public client, calls generated from our description, discovery."""

import json
from datetime import datetime

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from linli.domains.cases import actions, queries
from linli.domains.cases.rules.asking import Datatype
from linli.domains.cases.tests.open311 import get, is_as_the_schema_says, program, said
from linli.kernel import clock
from linli.platform.access.actor import machine

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = settings(
    max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
CHOICES = [{"key": "yes", "name": "有人被困"}, {"key": "no", "name": "没有人被困"}]


def lift():
    return queries.categories().get(code="lift")


@pytest.fixture
def asked(town):
    """A service with a list, a closed request and an open one."""
    actions.ask(
        actor=machine("test"), category=lift(), code="trapped", datatype=Datatype.SINGLE,
        words="有人被困吗", choices=CHOICES,
    )  # fmt: skip
    return town.closed(), town.reported(category=lift())


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_public_client_understands_every_answer(asked, live_client, form):
    closed, opened = asked
    client = live_client(form)

    services = {each["service_code"]: each for each in client.get_service_list()}
    assert services["lift"]["service_name"] == "电梯故障"
    definition = client.get_service_definition("lift")
    attributes = definition["attributes"]
    first = attributes[0] if form == "json" else attributes["attribute"]
    values = first["values"] if form == "json" else first["values"]["value"]
    assert [each["key"] for each in values] == ["yes", "no"]
    shown = client.get_service_requests(service_code="lift", status="open,closed")
    assert {each["service_request_id"] for each in shown} == {closed.number, opened.number}
    one = client.get_service_request(closed.number)
    assert one["status"] == "closed"
    assert datetime.fromisoformat(one["updated_datetime"]).tzinfo is not None
    both = client.get_service_requests(service_request_id=f"{closed.number},{opened.number}")
    assert len(both) == 2


@pytest.fixture
def live_client(monkeypatch):
    """The client `georeport`, whose calls reach this linli without a network between."""
    georeport = pytest.importorskip("georeport")
    from georeport import georeport as module

    def fetch(address, params):
        return _Answered(get(address.partition("/open311/v2/")[2], **params))

    monkeypatch.setattr(module.requests, "get", fetch)
    return lambda form: georeport.GeoReport("https://linli.test/open311/v2", output_format=form)


class _Answered:
    """What `requests` would have given."""

    def __init__(self, answer):
        self.content, self._status = answer.content, answer.status_code

    def raise_for_status(self):
        assert self._status < 400

    def json(self):
        return json.loads(self.content)


@pytest.fixture
def _one_transaction():
    """Requests don't close the connection behind them, whose transaction undoes what they did."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.fuzz
@pytest.mark.usefixtures("asked", "_one_transaction")
@pytest.mark.parametrize("with_key", [True, False])
def test_generated_calls_are_answered_as_the_description_says(with_key):
    """A client generated from the description, which knows nothing else of linli."""
    schema = schemathesis.openapi.from_wsgi("/open311/v2/ext/openapi.json", WSGIHandler())
    headers = {"Authorization": f"Bearer {program()}"} if with_key else {}
    operations = [each.ok() for each in schema.get_all_operations()]
    assert len(operations) == 11
    broken = []
    for operation in operations:

        @EXAMPLES
        @given(operation.as_strategy())
        def calls(case):
            with transaction.atomic():
                case.call_and_validate(headers=headers, checks=CHECKS)
                transaction.set_rollback(True)

        try:
            calls()
        except (FailureGroup, AssertionError) as failure:
            broken.append(f"{operation.label}: {failure}"[:1500])
    assert not broken, "\n\n".join(broken)


def said_description():
    answer = get("ext/openapi.json")
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_the_description_speaks_of_every_address_there_is(asked):
    from linli.domains.cases.urls import open311

    described = {path.replace("{", "<").replace("}", ">") for path in said_description()["paths"]}
    served = {
        "/" + str(each.pattern).replace("slug:", "").replace("number", "service_request_id")
        .replace("<code>", "<service_code>")
        for each in open311.urlpatterns
        if str(each.pattern).endswith(".json")
    }  # fmt: skip
    assert served - described == {"/discovery.json", "/ext/openapi.json"}
    assert described <= served


def test_what_the_description_calls_a_request_is_one_by_the_official_schema(asked):
    assert is_as_the_schema_says(said(get("requests.json")), "requests")
    described = said_description()["components"]["schemas"]["Request"]["properties"]
    for each in said(get("requests.json")):
        assert set(each) <= set(described)


def test_discovery_keeps_the_rules_of_the_validator(town):
    answer = said(get("discovery.json"))
    written = said(get("discovery.xml"), "xml")
    for name in ("contact", "key_service"):
        assert answer[name]
        assert written.findtext(name) == answer[name]
    assert answer["endpoints"]
    for each in (answer, *answer["endpoints"]):
        changeset = datetime.fromisoformat(each["changeset"])
        assert changeset.tzinfo is not None
        assert changeset < clock.now()
    for each in answer["endpoints"]:
        assert each["type"] in {"production", "test"}
        assert each["specification"] == "http://wiki.open311.org/GeoReport_v2"
        assert "text/xml" in each["formats"]
        assert each["url"].startswith("http")
