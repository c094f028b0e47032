"""Who hears of what, what waits, and what an administrator sees of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from linli.kernel.errors import NotFound
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.database import editions
from linli.platform.webhooks.models import Delivery, Subscription
from linli.platform.webhooks.rules import Standing, State

MANAGE = "webhooks.manage"


@editions.kept
def heard_types() -> frozenset[str]:
    """The kinds that anybody subscribes to: asked at every event, answered from memory."""
    active = Subscription.objects.filter(standing=Standing.ACTIVE)
    return frozenset(name for types in active.values_list("types", flat=True) for name in types)


def hearers(name: str, place: str) -> "QuerySet[Subscription]":
    """Who is to be told of an event of this kind at `place` ("" when it happened nowhere)."""
    at_or_above = [place[:digits] for digits in range(len(place) + 1)]
    active = Subscription.objects.filter(standing=Standing.ACTIVE)
    return active.filter(types__contains=[name], area__in=at_or_above)


def due(now: datetime) -> Sequence[UUID]:
    """Subscribers to be called now, whoever has rested longest first."""
    waiting = Delivery.objects.filter(state=State.WAITING).values("subscription")
    active = Subscription.objects.filter(standing=Standing.ACTIVE, next_at__lte=now)
    return list(active.filter(pk__in=waiting).order_by("next_at").values_list("pk", flat=True))


def orphans() -> "QuerySet[Delivery]":
    """Calls whose worker died before it could write down the answer; only the sender asks."""
    return Delivery.objects.filter(state=State.SENDING)


def managed_by(actor: Actor) -> "QuerySet[Subscription]":
    """The subscriptions where `actor` manages them, with how much waits and how much is dead."""
    mine = Subscription.objects.filter(policy.within(actor, MANAGE))
    open_ones = mine.exclude(standing=Standing.CLOSED)
    return open_ones.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state__in=[State.WAITING, State.SENDING])),
        dead=Count("deliveries", filter=Q(deliveries__state=State.DEAD)),
    ).order_by("area", "name")


def get(actor: Actor, subscription_id: UUID) -> Subscription:
    """The subscription; NotFound also when it is another's to manage."""
    found = managed_by(actor).filter(pk=subscription_id).first()
    if found is None:
        raise NotFound(_("没有这个订阅，它可能已经关闭。"))
    return found


def delivery(actor: Actor, delivery_id: UUID) -> Delivery:
    """One delivery to a subscriber that `actor` manages."""
    mine = Subscription.objects.filter(policy.within(actor, MANAGE))
    found = Delivery.objects.filter(pk=delivery_id, subscription__in=mine).first()
    if found is None:
        raise NotFound(_("没有这条投递记录，它可能已经过期清除。"))
    return found


def log(subscription: Subscription, state: str = "") -> "QuerySet[Delivery]":
    """What became of its deliveries, the newest event first."""
    made = subscription.deliveries.select_related("event").order_by("-event_id")
    return made.filter(state=state) if state else made


def what_died() -> Sequence[str]:
    """A sentence when deliveries were given up, for `linli doctor`."""
    number = Delivery.objects.filter(
        state=State.DEAD, subscription__standing=Standing.ACTIVE
    ).count()
    return [_("有 %d 条事件没有送到订阅的程序。") % number] if number else []
