"""What the OpenAPI description says beyond what ninja finds out: problems, once-keys, examples."""

from typing import Any

from ninja.openapi.schema import OpenAPISchema

from linli.platform.api.idempotency import LONGEST
from linli.platform.api.problems import MEDIA_TYPE, TITLES

TEXT = """
The same deeds as on the pages, in JSON. Every refusal is a problem document (RFC 9457) whose `code`
is stable. Every unsafe call carries an `Idempotency-Key`; asked again with it, the first answer comes
back byte for byte with `Idempotency-Replayed: true`. Lists come in pages: follow `next`.
"""
UNSAFE = frozenset({"post", "put", "patch", "delete"})
ALWAYS = (400, 401, 403, 404, 422, 429, 500)
WITH_BODY = (409, 412, 413, 415, 428)
ONCE_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A name of your own for this call, the same whenever you ask again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"},
    "example": "0198c0de-7a51-7000-8000-5d1c64a0f3b2",
}
PROBLEM = {
    "title": "Problem",
    "type": "object",
    "description": "A refusal (RFC 9457). `errors` say what to mend and where; `facts` are plain values.",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "stable, made for programs"},
        "detail": {"type": "string", "description": "what is wrong and how to mend it, for people"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "pointer", "detail"],
                "properties": {
                    "in": {"type": "string", "description": "body, query, path, header or form"},
                    "pointer": {"type": "string", "description": "JSON pointer (RFC 6901)"},
                    "detail": {"type": "string"},
                },
            },
        },
        "facts": {"type": "object"},
    },
}


def complete(schema: OpenAPISchema) -> OpenAPISchema:
    """Add to every operation what the house adds to it."""
    schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            unsafe = method in UNSAFE
            for status in (*ALWAYS, *(WITH_BODY if unsafe else ())):
                operation["responses"].setdefault(status, problem(status))
            if unsafe:
                _once_key(operation)
    return schema


def problem(status: int) -> dict[str, Any]:
    """The description of one refusal."""
    document = {
        "type": "/api/v1/docs#code",
        "title": str(TITLES[status]),
        "status": status,
        "code": "code",
        "detail": "…",
    }
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": document}
    return {"description": str(TITLES[status]), "content": {MEDIA_TYPE: content}}


def _once_key(operation: dict[str, Any]) -> None:
    if ONCE_KEY not in operation["parameters"]:
        operation["parameters"].append(ONCE_KEY)
