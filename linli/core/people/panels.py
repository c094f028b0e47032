"""What people adds to the pages of others."""

from typing import Any

from linli.core.people import queries
from linli.core.places.models import Building
from linli.platform.access.actor import Actor, Kind


def building(shown: Building, actor: Actor) -> dict[str, Any]:
    """How many live in a building, and the way to them."""
    return {
        "building": shown,
        "count": queries.counts_in(actor, shown),
        "may": actor.holds(queries.VIEW),
    }


def own(actor: Actor) -> dict[str, Any]:
    """The way to one's own record, on the page of one's own account."""
    return {"shown": actor.kind == Kind.RESIDENT}
