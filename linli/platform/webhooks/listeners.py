"""How an event gets to its subscribers: as one more listener, and only when somebody subscribes.

Every event is stored by `platform.jobs` in the publisher's transaction. A kind that somebody
subscribes to gets one job more, which writes a delivery for each subscriber, once. While nobody
subscribes nothing is written, queued or asked.
"""

from collections.abc import Sequence

from linli.kernel.events import Event, type_of_listener
from linli.platform.jobs import courier
from linli.platform.webhooks import actions, catalogue, queries


def carry(event: Event, listeners: Sequence[type_of_listener]) -> None:
    """Carry the event as ever, with `fan_out` among its listeners when somebody subscribes."""
    is_heard = catalogue.name_of(type(event)) in queries.heard_types()
    courier.carry(event, [*listeners, fan_out] if is_heard else listeners)


def fan_out(event: Event) -> None:
    stored = courier.being_delivered()
    place = getattr(event, "area", "") or getattr(event, "community_id", "")
    actions.queue(stored, catalogue.name_of(type(event)), place)
