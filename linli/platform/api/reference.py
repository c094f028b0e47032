"""The API's description as people read it: operations by domain, and every way to be refused."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise

from linli.kernel.errors import DomainError
from linli.kernel.manifest import domains
from linli.platform.api.house import build, routers_of_manifests
from linli.platform.api.problems import BARE, TITLES

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Value:
    """One parameter, or one member of a body."""

    name: str
    kind: str
    place: str
    is_required: bool
    words: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a program can ask for."""

    method: str
    address: str
    title: str
    words: str
    values: Sequence[Value]
    answers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Group:
    """The operations of one domain."""

    key: str
    title: Words
    operations: Sequence[Operation]


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One code of refusal."""

    code: str
    status: int
    title: Words


@lru_cache(maxsize=1)
def groups() -> Sequence[Group]:
    """Every operation, by the domain it belongs to."""
    description: dict[str, Any] = dict(_house().get_openapi_schema(path_prefix="/api/v1/"))
    found: dict[str, list[Operation]] = {}
    for address, methods in description["paths"].items():
        for method, each in methods.items():
            operation = _operation(method, address, each, description["components"]["schemas"])
            found.setdefault(each["tags"][0], []).append(operation)
    return [Group(key, domains[key].title, found[key]) for key in sorted(found)]


def problems() -> Sequence[ProblemKind]:
    """Every code, by status; what a domain's own errors add is found by itself."""
    kinds = {each.code: each.status for each in _refusals(DomainError)}
    kinds |= {code: status for status, (code, _words) in BARE.items() if code not in kinds}
    return [
        ProblemKind(code, status, TITLES.get(status, ""))
        for code, status in sorted(kinds.items(), key=lambda each: (each[1], each[0]))
    ]


def _house() -> Any:
    return build(routers_of_manifests())


def _refusals(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _refusals(each)


def _operation(
    method: str, address: str, each: Mapping[str, Any], schemas: Mapping[str, Any]
) -> Operation:
    values = [
        Value(
            parameter["name"],
            _kind(parameter["schema"]),
            parameter["in"],
            parameter["required"],
            parameter.get("description", ""),
        )
        for parameter in each["parameters"]
    ]
    for content in each.get("requestBody", {}).get("content", {}).values():
        values += _members(content["schema"], schemas)
    return Operation(
        method=method.upper(),
        address=address,
        title=each["summary"],
        words=each.get("description", ""),
        values=values,
        answers=sorted(int(status) for status in each["responses"]),
    )


def _members(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[Value]:
    schema = _resolved(schema, schemas)
    required = schema.get("required", ())
    for name, member in schema.get("properties", {}).items():
        words = member.get("description", "")
        yield Value(name, _kind(member), "body", name in required, words)


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    name = _referred(schema)
    return schemas.get(name, {}) if name else schema


def _referred(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _kind(schema: Mapping[str, Any]) -> str:
    """A type as one says it: "string (uuid)", "CaseIn", "integer | null"."""
    if name := _referred(schema):
        return name
    if choices := schema.get("anyOf") or schema.get("allOf"):
        return " | ".join(_kind(each) for each in choices)
    if values := schema.get("enum"):
        return " | ".join(map(str, values))
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return f"{kind} ({schema['format']})" if "format" in schema else kind
