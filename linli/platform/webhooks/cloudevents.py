"""An event as CloudEvents 1.0 in structured JSON (github.com/cloudevents/spec, v1.0.2)."""

import json
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from linli.platform.jobs.models import PublishedEvent
from linli.platform.webhooks import catalogue

MEDIA_TYPE = "application/cloudevents+json; charset=utf-8"
NAMELESS = "urn:linli"  # the source of a linli that wasn't told its own address


def name_of(stored: PublishedEvent) -> str:
    return catalogue.name_of(import_string(stored.type))


def envelope(stored: PublishedEvent) -> dict[str, Any]:
    """The event with its attributes. `id` is unique under `source` and the same at every try."""
    name = name_of(stored)
    told = {
        "specversion": "1.0",
        "id": str(stored.pk),
        "source": settings.SITE_URL or NAMELESS,
        "type": name,
        "subject": _subject(stored.body),
        "time": stored.at.isoformat(),
        "datacontenttype": "application/json",
        "dataschema": catalogue.schema_address(name),
        "data": stored.body,
    }
    return {key: value for key, value in told.items() if value is not None}


def written(stored: PublishedEvent) -> bytes:
    """The bytes to be sent: the same for the same event, so that a signature can be compared."""
    return json.dumps(envelope(stored), ensure_ascii=False, separators=(",", ":")).encode()


def _subject(body: dict[str, Any]) -> str | None:
    """What the event is about: the first id among its fields."""
    ids = (value for key, value in body.items() if key.endswith("_id") and isinstance(value, str))
    return next(ids, None)
