"""Every address of the house, as the resolver knows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

NOTHING = UUID("0198c0de-0000-7000-8000-000000000000")  # no row has this id
SAMPLES = {
    "UUIDConverter": str(NOTHING),
    "UUIDStrConverter": str(NOTHING),
    "IntConverter": "1",
    "StringConverter": "x",
    "SlugConverter": "x",
    "PathConverter": "x",
}


@dataclass(frozen=True)
class Address:
    """A route as one writes it ("/files/<uuid:file_id>/"), its name, and an address that fits it."""

    route: str
    name: str
    parameters: tuple[str, ...]
    sample: str
    is_pattern: bool

    def filled(self, values: dict[str, Any]) -> str:
        """The address with `values` for its parameters."""
        address = self.sample if not self.parameters else self.route
        for name in self.parameters:
            kind = next(k for k in self.route.split("<")[1:] if k.partition(">")[0].endswith(name))
            address = address.replace(f"<{kind.partition('>')[0]}>", str(values[name]))
        return address


@cache
def addresses() -> tuple[Address, ...]:
    """Every address of the house, once each though several methods may share it."""
    found = {each.route: each for each in _walk(get_resolver().url_patterns)}
    return tuple(found[route] for route in sorted(found))


def _walk(
    patterns: "list[URLPattern | URLResolver]",
    above: tuple[Any, ...] = (),
    spaces: tuple[str, ...] = (),
) -> Iterator[Address]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry.url_patterns, (*above, entry.pattern), inner)
        else:
            yield _address((*above, entry.pattern), ":".join((*spaces, entry.name or "")))


def _address(patterns: tuple[Any, ...], name: str) -> Address:
    route, sample, parameters = "/", "/", []
    for pattern in patterns:
        text = str(pattern)
        route += text
        if isinstance(pattern, RegexPattern):
            sample += "nowhere/"
            continue
        for parameter, converter in pattern.converters.items():
            parameters.append(parameter)
            kind = next(k for k in text.split("<")[1:] if k.partition(">")[0].endswith(parameter))
            text = text.replace(
                f"<{kind.partition('>')[0]}>", SAMPLES.get(type(converter).__name__, "x")
            )
        sample += text
    has_pattern = any(isinstance(each, RegexPattern) for each in patterns[1:])
    return Address(route, name, tuple(parameters), sample, has_pattern)
