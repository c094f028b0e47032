"""Open311 and what stands beside it, as an OpenAPI document: what a client can be generated from.

The standard itself has a Swagger 2 file that names addresses it doesn't have; this one says what
linli answers. JSON only: XML says the same, element by element.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from linli.domains.cases.forms.open311 import LONGEST, MOST_ON_A_PAGE
from linli.domains.cases.rules.asking import Datatype

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
WHOLE: Schema = {"type": "integer", "minimum": 1}
FLAG: Schema = {"type": "boolean"}
DEGREES: Schema = {"type": "number"}
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def _object(required: Sequence[str], /, **members: Schema) -> Schema:
    return {
        "type": "object", "properties": members, "required": list(required),
        "additionalProperties": False,
    }  # fmt: skip


def _list(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


SCHEMAS: Mapping[str, Schema] = {
    "Error": _object(["code", "description"], code={"type": "integer"}, description=TEXT),
    "Service": _object(
        ["service_code", "service_name", "metadata", "type"],
        service_code=TEXT, service_name=TEXT, metadata=FLAG,
        type={"enum": ["realtime", "batch"]}, keywords=TEXT, group=TEXT,
    ),
    "Choice": _object(["key", "name"], key=TEXT, name=TEXT),
    "Attribute": _object(
        ["variable", "code", "datatype", "required", "order", "description"],
        variable=FLAG, code=TEXT, datatype={"enum": [each.value for each in Datatype]},
        required=FLAG, order=WHOLE, description=TEXT, datatype_description=TEXT,
        values=_list("Choice"),
    ),
    "Definition": _object(
        ["service_code", "attributes"], service_code=TEXT, attributes=_list("Attribute")
    ),
    "Receipt": {
        "oneOf": [
            _object(["service_request_id"], service_request_id=TEXT, service_notice=TEXT),
            _object(["token"], token=TEXT, service_notice=TEXT),
        ]
    },
    "Token": _object(["token"], token=TEXT, service_request_id=TEXT),
    "Request": _object(
        ["service_request_id", "status", "service_code", "requested_datetime"],
        service_request_id=TEXT, status={"enum": ["open", "closed"]}, status_notes=TEXT,
        service_name=TEXT, service_code=TEXT, description=TEXT, agency_responsible=TEXT,
        requested_datetime=MOMENT, updated_datetime=MOMENT, expected_datetime=MOMENT,
        address=TEXT, lat=DEGREES, long=DEGREES, media_url={"type": "string", "format": "uri"},
    ),
    "Update": _object(
        ["update_id", "service_request_id", "updated_datetime", "description"],
        update_id=TEXT, service_request_id=TEXT, updated_datetime=MOMENT, description=TEXT,
        agency_responsible=TEXT, status_notes=TEXT,
    ),
    "Photo": _object(
        ["photo_id", "url", "thumbnail_url", "added_datetime"],
        photo_id=TEXT, url=TEXT, thumbnail_url=TEXT, width=WHOLE, height=WHOLE,
        added_datetime=MOMENT,
    ),
    "Given": _object(
        ["code", "description", "values"], code=TEXT, description=TEXT,
        values={"type": "array", "items": _object(["key"], key=TEXT)},
    ),
}  # fmt: skip
WANTED: Mapping[str, Schema] = {
    "service_code": TEXT, "status": TEXT, "start_date": MOMENT, "end_date": MOMENT,
}  # fmt: skip
SENT: Mapping[str, Schema] = {
    "api_key": TEXT, "service_code": TEXT, "lat": DEGREES, "long": DEGREES,
    "address_string": {"type": "string", "maxLength": 200}, "address_id": TEXT,
    "first_name": TEXT, "last_name": TEXT, "phone": TEXT,
    "description": {"type": "string", "maxLength": LONGEST},
    "media_url": {"type": "string", "format": "uri"}, "jurisdiction_id": TEXT,
}  # fmt: skip
PHOTOS = {
    "type": "object",
    "properties": {
        "api_key": TEXT,
        "photo": {"type": "array", "items": {"type": "string", "format": "binary"}},
    },
}
ONE = "/ext/requests/{service_request_id}"


@cache
def document() -> dict[str, Any]:
    """The whole description; addresses are relative to where the discovery file says."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Open311 GeoReport v2 of linli", "version": "2.0"},
        "servers": [{"url": "/open311/v2"}],
        "paths": _paths(),
        "components": {
            "schemas": dict(SCHEMAS),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _paths() -> dict[str, Any]:
    window = {"page": WHOLE, "page_size": WHOLE | {"maximum": MOST_ON_A_PAGE}}
    return {
        "/services.json": {"get": _get("Services", _list("Service"))},
        "/services/{service_code}.json": {
            "get": _get("Definition of a service", _ref("Definition"), path="service_code")
        },
        "/requests.json": {
            "get": _get("Requests", _list("Request"), {"service_request_id": TEXT, **WANTED}),
            "post": _post("Make a request", _list("Receipt"), FORM, _form(SENT)),
        },
        "/requests/{service_request_id}.json": {
            "get": _get("One request", _list("Request"), path="service_request_id")
        },
        "/tokens/{token}.json": {"get": _get("Number of a token", _list("Token"), path="token")},
        "/ext/requests.json": {
            "get": _get("Requests in pages", _list("Request"), {**WANTED, **window})
        },
        f"{ONE}/updates.json": {
            "get": _get("What happened", _list("Update"), path="service_request_id")
        },
        f"{ONE}/attributes.json": {
            "get": _get("What was answered", _list("Given"), path="service_request_id")
        },
        f"{ONE}/photos.json": {
            "get": _get("Photos", _list("Photo"), path="service_request_id"),
            "post": _post(
                "Add photos", _list("Photo"), "multipart/form-data", PHOTOS, "service_request_id"
            ),
        },
    }


def _get(
    title: str, answer: Schema, query: Mapping[str, Schema] | None = None, path: str = ""
) -> Schema:
    asked = {"jurisdiction_id": TEXT, **(query or {})}
    parameters = [{"name": name, "in": "query", "schema": each} for name, each in asked.items()]
    return {
        "summary": title,
        "parameters": [*_in_path(path), *parameters],
        "responses": _responses(answer),
        "security": [{}, {"key": []}],
    }


def _post(title: str, answer: Schema, kind: str, body: Schema, path: str = "") -> Schema:
    return {
        "summary": title,
        "parameters": _in_path(path),
        "requestBody": {"required": True, "content": {kind: {"schema": body}}},
        "responses": _responses(answer),
    }


def _form(members: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(members),
        "required": ["service_code"],
        "additionalProperties": TEXT,
        "description": "and attribute[CODE]=…, attribute[CODE][]=… as the definition asks",
    }


def _in_path(name: str) -> list[Schema]:
    return [{"name": name, "in": "path", "required": True, "schema": TEXT}] if name else []


def _responses(answer: Schema) -> Schema:
    errors = {"description": "refused", "content": {JSON: {"schema": _list("Error")}}}
    told = {"description": "as asked", "content": {JSON: {"schema": answer}}}
    return {"200": told, **{status: errors for status in ("400", "403", "404", "429")}}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
