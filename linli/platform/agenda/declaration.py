"""How a domain tells what stands in somebody's calendar: `Manifest.agenda` names `told(actor, since)`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.platform.access.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One entry of a calendar. It leaves the house, for a phone or for whoever keeps the phone's
    calendar: it names what is on and never a person, and `path` leads to the rest, behind a sign-in.

    `uid` stays the same through every change, and `changed` counts up with each. Without an end it is
    a deadline, which takes no time.
    """

    uid: str
    title: str
    starts_at: datetime
    path: str
    told_at: datetime
    ends_at: datetime | None = None
    location: str = ""
    changed: int = 0
    is_cancelled: bool = False


Told = Callable[[Actor, datetime], Sequence[Appointment]]
