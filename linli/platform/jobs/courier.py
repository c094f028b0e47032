"""Carries events: one stored row and one job per listener, in the publisher's transaction."""

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any, get_type_hints
from uuid import UUID

from django.db import transaction
from django.utils.module_loading import import_string
from procrastinate.types import JSONValue

from linli.kernel import clock
from linli.kernel.events import Event, type_of_listener
from linli.platform.jobs.models import Delivery, PublishedEvent


def name_of(thing: Any) -> str:
    return f"{thing.__module__}.{thing.__qualname__}"


def carry(event: Event, listeners: Sequence[type_of_listener]) -> None:
    """Store the event and defer one job for each listener."""
    from linli.platform.jobs.tasks import deliver

    stored = PublishedEvent(at=clock.now(), type=name_of(type(event)), body=to_plain(event))
    stored.save(force_insert=True)
    if listeners:
        calls: list[dict[str, JSONValue]] = [
            {"event_id": str(stored.pk), "listener": name_of(each)} for each in listeners
        ]
        deliver.batch_defer(*calls)


def deliver_once(event_id: UUID, listener: str) -> bool:
    """Let `listener` act on the event, unless it already has; both stand in one transaction."""
    with transaction.atomic():
        stored = PublishedEvent.objects.get(pk=event_id)
        _receipt, is_first = Delivery.objects.get_or_create(
            event=stored, listener=listener, defaults={"at": clock.now()}
        )
        if not is_first:
            return False
        import_string(listener)(from_plain(import_string(stored.type), stored.body))
        return True


def to_plain(event: Event) -> dict[str, Any]:
    return {field.name: _plain(getattr(event, field.name)) for field in dataclasses.fields(event)}


def from_plain(event_type: type[Event], body: dict[str, Any]) -> Event:
    """Rebuild an event. Fields added since it was stored take their default."""
    hints = get_type_hints(event_type)
    names = {field.name for field in dataclasses.fields(event_type)}
    return event_type(**{n: _typed(hints[n], value) for n, value in body.items() if n in names})


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
