"""Events: how one domain tells the others that something has happened.

A domain publishes a fact from `linli.contracts`; other domains listen. Neither imports the other.
What carries a fact to its listeners is the courier that `platform.jobs` installs: a stored row and
one job per listener, written in the publishing transaction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact in the past tense, made of ids and plain values only.

    Give it an `area` (a division or grid code) when it happened somewhere: its listeners then work
    inside that community's scope, as the request did. A `community_id` serves as well. A listener
    of an event without either works without a scope and sees no community's rows.
    """


type_of_listener = Callable[[Any], None]
type_of_courier = Callable[[Event, Sequence[type_of_listener]], None]

_listeners: defaultdict[type[Event], list[type_of_listener]] = defaultdict(list)
_couriers: list[type_of_courier] = []
_untold: ContextVar[bool] = ContextVar("untold", default=False)


def listen(event_type: type[Event], listener: type_of_listener) -> None:
    """Call `listener` with every `event_type` published from now on; asking twice changes nothing."""
    if listener not in _listeners[event_type]:
        _listeners[event_type].append(listener)


def listeners_of(event_type: type[Event]) -> Sequence[type_of_listener]:
    return tuple(_listeners[event_type])


def install_courier(courier: type_of_courier) -> None:
    """Replace whatever carried events until now."""
    _couriers[:] = [courier]


@contextmanager
def untold() -> Iterator[None]:
    """Publish nothing while a history is written that nobody needs to hear of again."""
    token = _untold.set(True)
    try:
        yield
    finally:
        _untold.reset(token)


def publish(event: Event) -> None:
    """Hand `event` to the courier, as part of the current transaction.

    Raises RuntimeError outside a transaction: a fact and the write behind it stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{type(event).__name__} must be published inside a transaction.")
    if _untold.get():
        return
    for courier in _couriers:
        courier(event, listeners_of(type(event)))
