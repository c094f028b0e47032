"""Reading the trail is a deed of its own: who audits is on record too."""

from dataclasses import dataclass

from django.db import transaction

from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import queries, trail
from linli.platform.audit.models import Entry
from linli.platform.audit.queries import Wanted


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list too long to count."""

    rows: list[Entry]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1


@transaction.atomic
def read_trail(actor: Actor, wanted: Wanted, *, page: int, size: int) -> Slice:
    """One page of the trail, newest first; that it was read, and by which filters, is recorded."""
    policy.require_anywhere(actor, queries.READ)
    first = (page - 1) * size
    rows = list(queries.entries(actor, wanted)[first : first + size + 1])
    trail.record(actor, "audit.read", Entry(), filters=wanted.names(), page=page)
    return Slice(rows[:size], page, len(rows) > size)
