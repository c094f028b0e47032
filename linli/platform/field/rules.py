"""What holds for deeds made out of doors: states, spans of time, what may lie on a phone."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic_core import to_json

from linli.kernel.errors import DomainError


class State(StrEnum):
    HELD = "held"  # waits for a deed that was made before it
    DONE = "done"
    CONFLICT = "conflict"  # a rule said no; its author mends or drops it
    DISCARDED = "discarded"


OPEN = (State.HELD, State.CONFLICT)  # what its author still has to see
ANSWERED = (State.DONE, State.CONFLICT, State.DISCARDED)  # nothing waits for it any more
TASKS_KEPT = timedelta(hours=72)  # on a phone without contact
WARN_AFTER = timedelta(days=5)  # iOS clears a site's data after seven days without use
KEPT_FOR = timedelta(days=400)  # how long an answer can be asked for again ...
OLDEST = timedelta(days=365)  # ... so nothing older than this is done without asking
MOST_KEPT = 500  # deeds of one person that wait to be dealt with
MOST_PHOTOS = 6
MOST_PHOTO_BYTES = 10 * 1024 * 1024
MOST_PAYLOAD = 64 * 1024  # bytes of JSON
MOST_BEFORE = 50  # deeds that one may name as made before it
TASKS_SHOWN = 100
NUMBER = re.compile(r"\d(?:[\s－—-]?\d){6,}[Xx]?")  # phones, identity and account numbers
PASSING = frozenset({401, 429, 503, 507})  # refusals that say: later, not: no


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as the device sent it."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Parcel:
    """One deed as a device sends it; `after` are the client ids of deeds made before it."""

    client_id: UUID
    key: str
    made_at: datetime
    subject: UUID | None = None
    after: Sequence[UUID] = ()
    payload: Mapping[str, Any] = field(default_factory=dict)
    photos: Sequence[Photo] = ()

    @property
    def digest(self) -> bytes:
        """What has to be equal for two parcels to be one."""
        said = {
            "key": self.key,
            "made_at": self.made_at.isoformat(),
            "subject": str(self.subject),
            "after": sorted(map(str, self.after)),
            "payload": sorted(self.payload.items()),
            "photos": [hashlib.sha256(each.body).hexdigest() for each in self.photos],
        }
        return hashlib.sha256(to_json(said)).digest()


def is_passing(refusal: DomainError) -> bool:
    """Whether to try again later: nothing is wrong with the deed itself."""
    return refusal.status in PASSING


def without_numbers(text: str) -> str:
    """The text with every run of seven or more digits gone: no phone lies on a phone."""
    return NUMBER.sub("…", text)
