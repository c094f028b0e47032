"""An event and listeners to try the courier with; importable, as a stored job needs them."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from linli.kernel import clock
from linli.kernel.events import Event
from linli.platform.access.models import Allowance
from linli.platform.database import scope

YEAR = timedelta(days=365)
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


def count_twice_if_run_twice(event):
    """An effect without a key of its own: run twice, it would show. Slow enough to be killed in."""
    counted = Allowance.objects.filter(key=f"bell:{event.bell}")
    if not counted.update(used=F("used") + 1):
        Allowance.objects.create(key=f"bell:{event.bell}", used=1, ends_at=clock.now() + YEAR)
    time.sleep(0.01)


def hang(_event):
    time.sleep(3600)
