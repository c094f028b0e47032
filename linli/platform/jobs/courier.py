"""Carries events: one stored row and one job per listener, in the publisher's transaction."""

import dataclasses
import json
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import datetime
from enum import Enum
from typing import Any, get_type_hints
from uuid import UUID

from django.db import connection, transaction
from django.utils.module_loading import import_string

from linli.kernel import clock
from linli.kernel.events import Event, type_of_listener
from linli.kernel.ids import new_id
from linli.platform.access.actor import COMMUNITY_DIGITS
from linli.platform.database import scope
from linli.platform.jobs.models import PublishedEvent

DELIVER = "jobs.deliver"  # the task's name; jobs already queued are found by it
STORE = """
INSERT INTO jobs_publishedevent (id, at, type, body, listeners)
VALUES (%(id)s, %(at)s, %(type)s, %(body)s::jsonb, %(listeners)s::text[])
"""
# One round trip for all: through the ORM and one call per listener this took three times the CPU.
STORE_AND_DEFER = f"""
WITH stored AS ({STORE})
SELECT procrastinate_defer_jobs_v1(array_agg(
    ROW('default', '{DELIVER}', 0, NULL, NULL,
        jsonb_build_object('event_id', %(id)s::text, 'listener', name), NULL
    )::procrastinate_job_to_defer_v1))
FROM unnest(%(listeners)s::text[]) AS name
"""
SIGN = """
INSERT INTO jobs_delivery (event_id, listener, at) VALUES (%s, %s, %s)
ON CONFLICT (event_id, listener) DO NOTHING
"""

_delivered: ContextVar[PublishedEvent] = ContextVar("delivered")


def name_of(thing: Any) -> str:
    return f"{thing.__module__}.{thing.__qualname__}"


def carry(event: Event, listeners: Sequence[type_of_listener]) -> None:
    """Store the event and defer one job for each listener, in one statement."""
    stored: dict[str, Any] = {
        "id": new_id(),
        "at": clock.now(),
        "type": name_of(type(event)),
        "body": json.dumps(to_plain(event), ensure_ascii=False),
        "listeners": [name_of(each) for each in listeners],
    }
    with connection.cursor() as cursor:
        cursor.execute(STORE_AND_DEFER if listeners else STORE, stored)


def deliver_once(event_id: UUID, listener: str) -> bool:
    """Let `listener` act on the event, unless it already has; both stand in one transaction.

    A second worker with the same job waits at the receipt until the first has committed, and then
    does nothing: False. The listener works inside the scope of the event's community.
    """
    with transaction.atomic():
        stored = PublishedEvent.objects.get(pk=event_id)
        with connection.cursor() as cursor:
            cursor.execute(SIGN, [event_id, listener, clock.now()])
            if cursor.rowcount == 0:
                return False
        event = from_plain(import_string(stored.type), stored.body)
        token = _delivered.set(stored)
        try:
            with scope.limited_to(scope_of(event)):
                import_string(listener)(event)
        finally:
            _delivered.reset(token)
        return True


def being_delivered() -> PublishedEvent:
    """The stored row of the event that the listener now at work was called with."""
    return _delivered.get()


def scope_of(event: Event) -> scope.Scope:
    """The community or division in which `event` happened; nowhere when it doesn't say."""
    place = getattr(event, "area", "") or getattr(event, "community_id", "")
    return (place[:COMMUNITY_DIGITS],) if place else scope.NOWHERE


def to_plain(event: Event) -> dict[str, Any]:
    return {name: _plain(getattr(event, name)) for name in _fields(type(event))}


def from_plain(event_type: type[Event], body: dict[str, Any]) -> Event:
    """Rebuild an event. Fields added since it was stored take their default."""
    hints = get_type_hints(event_type)
    names = _fields(event_type)
    return event_type(**{n: _typed(hints[n], value) for n, value in body.items() if n in names})


def _fields(event_type: type[Event]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(event_type))


def _plain(value: Any) -> Any:
    match value:
        case UUID():
            return str(value)
        case datetime():
            return value.isoformat()
        case Enum():
            return value.value
        case tuple() | list():
            return [_plain(each) for each in value]
    return value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    kinds = [*getattr(hint, "__args__", ()), hint]
    if UUID in kinds and isinstance(value, str):
        return UUID(value)
    if datetime in kinds and isinstance(value, str):
        return datetime.fromisoformat(value)
    return tuple(_typed(kinds[0], each) for each in value) if isinstance(value, list) else value
