"""An event and listeners to try the courier with; importable, as a stored job needs them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.events import Event
from linli.platform.database import scope

heard: list[tuple["Rang", tuple[str, ...]]] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Rang(Event):
    bell: UUID
    at: datetime | None = None
    tone: str = ""
    names: tuple[str, ...] = ()
    area: str = ""
    community_id: str = ""


def listen_well(event):
    heard.append((event, scope.current()))


def listen_and_fail(_event):
    raise ZeroDivisionError
