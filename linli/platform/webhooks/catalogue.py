"""Every kind of event that a program may subscribe to, and what is in it.

The kinds are the frozen dataclasses of `linli.contracts`: ids and plain values, no personal data.
Fields are only ever added to them, so that a name needs no version.
"""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache
from inspect import getdoc
from types import ModuleType
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from pydantic import TypeAdapter

import linli.contracts
from linli.kernel.events import Event
from linli.kernel.manifest import domains

HUMP = re.compile(r"(?<!^)(?=[A-Z])")
ADDRESS = "/webhooks/events.json"
NO_WORDS = re.compile(r"^\w+\(.*\)$", re.DOTALL)  # what a dataclass without a docstring says


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event: its published name, what people call it, and its JSON schema."""

    name: str
    title: "str | Promise"
    words: str
    schema: Mapping[str, Any]

    @property
    def group(self) -> str:
        return self.name.split(".")[1]


def name_of(event_type: type[Event]) -> str:
    """`linli.cases.case_reported`: what stands in the `type` of a CloudEvent."""
    return _published(event_type.__module__, event_type.__name__)


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its name, in the order of the names."""
    titles = {each: title for domain in domains for each, title in domain.events.items()}
    found = {name_of(each): each for module in _contracts() for each in _events_of(module)}
    return {name: _kind(name, found[name], titles.get(found[name])) for name in sorted(found)}


def document() -> dict[str, Any]:
    """All schemas as one JSON document; a CloudEvent's `dataschema` points into it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {name: dict(kind.schema) for name, kind in kinds().items()},
    }


def schema_address(name: str) -> str:
    return f"{settings.SITE_URL}{ADDRESS}#/$defs/{name}"


def _kind(name: str, event_type: type[Event], title: "str | Promise | None") -> Kind:
    words = getdoc(event_type) or ""
    words = "" if NO_WORDS.match(words) else words
    schema = TypeAdapter(event_type).json_schema(mode="serialization")
    schema |= {"title": name, "description": words} if words else {"title": name}
    return Kind(name, title or name, words, schema)


def _contracts() -> list[ModuleType]:
    names = [each.name for each in pkgutil.iter_modules(linli.contracts.__path__)]
    return [importlib.import_module(f"linli.contracts.{name}") for name in names]


def _events_of(module: ModuleType) -> list[type[Event]]:
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and is_dataclass(each)
        and issubclass(each, Event)
        and each.__module__ == module.__name__
    ]


@cache
def _published(module: str, name: str) -> str:
    return f"linli.{module.rpartition('.')[2]}.{HUMP.sub('_', name).lower()}"
