"""Asking Open311, and reading its answers with other eyes than those that wrote them."""

import json
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.test import Client
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from linli.domains.cases.tests.conftest import COMMUNITY
from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.api.actions import create_key
from linli.platform.database import scope

ROOT = Path(__file__).parents[4]
HOMES = (ROOT.parent / "shared", ROOT.parent.parent / "shared")
SHARED = next((home for home in HOMES if home.exists()), HOMES[0])
SCHEMAS = SHARED / "data" / "open311" / "schema" / "georeport-v2"
FIELDS = {
    "service": {
        "service_code", "service_name", "description", "metadata", "type", "keywords", "group",
    },
    "request": {
        "service_request_id", "status", "status_notes", "service_name", "service_code",
        "description", "agency_responsible", "service_notice", "requested_datetime",
        "updated_datetime", "expected_datetime", "address", "address_id", "zipcode", "lat", "long",
        "media_url",
    },
}  # fmt: skip


def program(area=COMMUNITY, permissions=("cases.report", "cases.view"), name="水务平台"):
    """A key for a program that may do this there."""
    account = Account.objects.create(
        username=f"{name}{area}", name=name, kind="service", created_at=clock.now()
    )
    role = Role.objects.create(key=f"p{Role.objects.count()}", title=name, permissions=permissions)
    Grant.objects.create(account=account, role=role, area=area)
    return create_key(actor=machine("test"), account=account, name=name).token


def get(address, key="", **given):
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with scope.limited_to([]):
        return Client(headers=headers).get(f"/open311/v2/{address}", given)


def post(form="json", **given):
    with scope.limited_to([]):
        client = Client(enforce_csrf_checks=True)
        return client.post(f"/open311/v2/requests.{form}", given)


def said(answer, kind="json"):
    """What stands in an answer, after a look at its head."""
    types = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
    assert answer["Content-Type"] == types[kind]
    if kind == "json":
        return json.loads(answer.content)
    assert answer.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    return ElementTree.fromstring(answer.content)


def is_told(document, kind):
    """Whether it has no foreign field, and what isn't told is absent and neither null nor empty."""
    return set(document) <= FIELDS[kind] and all(v not in {None, ""} for v in document.values())


def is_as_the_schema_says(document, name):
    """Whether `document` keeps to a schema of the specification."""
    if not SCHEMAS.exists():
        pytest.skip(f"The schemas of Open311 are not at {SCHEMAS}.")
    resources = {
        path.name: Resource.opaque(json.loads(path.read_text(encoding="utf-8")))
        for path in SCHEMAS.glob("*.json")
    }
    registry = Registry().with_resources(resources.items())
    schema = resources[f"{name}.json"].contents
    Draft7Validator(schema, registry=registry).validate(document)
    return True
