"""Every write of webhooks: who is told of what, and what is told again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid
from linli.platform.access import policy
from linli.platform.access.actor import Actor, machine
from linli.platform.audit import trail
from linli.platform.database import editions
from linli.platform.jobs.models import PublishedEvent
from linli.platform.notices import actions as notices
from linli.platform.notices.recipients import Holders
from linli.platform.webhooks import catalogue, queries, signing
from linli.platform.webhooks.models import Delivery, Subscription
from linli.platform.webhooks.queries import MANAGE
from linli.platform.webhooks.rules import OVERLAP, Standing, State

DISABLED = "webhooks.disabled"


@dataclass(frozen=True, slots=True)
class Opened:
    """A subscription with a new secret, which is shown this once."""

    subscription: Subscription
    secret: str


@transaction.atomic
def subscribe(*, actor: Actor, name: str, address: str, area: str, types: Sequence[str]) -> Opened:
    """Tell the program at `address` of these kinds of event at `area` and below it from now on.

    Raises Invalid for an address that may not be called and for kinds that don't exist.
    """
    policy.require(actor, MANAGE, at=area)
    _require_known(types)
    require_callable(address)

    secret = signing.make_secret()
    made = Subscription(
        name=name, address=address, secret=secret, area=area, types=sorted(types),
        created_at=clock.now(), next_at=clock.now(),
    )  # fmt: skip
    made.save(force_insert=True)
    editions.renew()
    trail.record(actor, "webhooks.subscribe", made, types=sorted(types))
    return Opened(made, secret)


@transaction.atomic
def rotate(*, actor: Actor, subscription: Subscription) -> Opened:
    """Give it a new secret; for three days the old one signs beside it."""
    policy.require(actor, MANAGE, at=subscription)
    found = _locked(subscription)

    found.old_secret, found.old_until = found.secret, clock.now() + OVERLAP
    found.secret = signing.make_secret()
    found.save(update_fields=["secret", "old_secret", "old_until"])
    trail.record(actor, "webhooks.rotate", found)
    return Opened(found, found.secret)


@transaction.atomic
def stop(*, actor: Actor, subscription: Subscription) -> Subscription:
    """Tell it of nothing until it is resumed. What waits stays; what happens meanwhile is not kept."""
    policy.require(actor, MANAGE, at=subscription)
    return _stand(actor, _locked(subscription), Standing.STOPPED, "webhooks.stop")


@transaction.atomic
def resume(*, actor: Actor, subscription: Subscription) -> Subscription:
    """Call it again from now on; what was given up waits for somebody to replay it."""
    policy.require(actor, MANAGE, at=subscription)
    found = _locked(subscription)
    found.failures, found.failing_since, found.next_at = 0, None, clock.now()
    return _stand(actor, found, Standing.ACTIVE, "webhooks.resume")


@transaction.atomic
def close(*, actor: Actor, subscription: Subscription) -> Subscription:
    """End it for good and forget its address and secrets; its log stays as long as its events."""
    policy.require(actor, MANAGE, at=subscription)
    found = _locked(subscription)
    found.address = found.secret = found.old_secret = ""
    _bury(found, _("订阅已关闭"))
    return _stand(actor, found, Standing.CLOSED, "webhooks.close")


@transaction.atomic
def disable(subscription: Subscription, reason: str) -> None:
    """Stop calling a receiver that can't be reached, and tell those who manage it."""
    actor = machine("webhooks")
    _bury(subscription, _("订阅已自动停用"))
    _stand(actor, subscription, Standing.DISABLED, "webhooks.disable", reason=reason)
    notices.send(
        to=Holders(MANAGE, subscription.area),
        topic=DISABLED,
        words=_("事件订阅“%(name)s”已自动停用：%(reason)s")
        % {"name": subscription.name, "reason": reason},
        link=f"/webhooks/{subscription.pk}/",
        once_key=f"{DISABLED}:{subscription.pk}:{clock.now():%Y%m%d%H%M}",
    )


@transaction.atomic
def replay(*, actor: Actor, delivery: Delivery) -> Delivery:
    """Send once more what was given up. The receiver knows it by its id if it has it already."""
    subscription = _locked(delivery.subscription)
    policy.require(actor, MANAGE, at=subscription)
    _require_active(subscription)

    found = Delivery.objects.filter(pk=delivery.pk, state=State.DEAD)
    if not found.update(**_fresh()):
        raise Conflict(_("这条事件已经不在“没有送到”的列表里，请刷新页面查看最新状态。"))
    _wake(subscription)
    trail.record(actor, "webhooks.replay", delivery)
    return delivery


@transaction.atomic
def replay_all(*, actor: Actor, subscription: Subscription) -> int:
    """Send once more everything that was given up; gives how many that are."""
    policy.require(actor, MANAGE, at=subscription)
    found = _locked(subscription)
    _require_active(found)

    number = found.deliveries.filter(state=State.DEAD).update(**_fresh())
    _wake(found)
    trail.record(actor, "webhooks.replay_all", found, number=number)
    return number


@transaction.atomic
def queue(stored: PublishedEvent, name: str, place: str) -> int:
    """Write one delivery for each subscriber to this kind at `place`; gives how many were new."""
    rows = [
        Delivery(subscription=each, event=stored, state=State.WAITING)
        for each in queries.hearers(name, place)
    ]
    return len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))


def require_callable(address: str) -> None:
    """Raise Invalid for an address that the guarded client would not call."""
    from linli.platform.notices import outgoing  # its client takes a quarter second to load

    try:
        outgoing.check(address)
    except outgoing.NotCalled as refusal:
        raise Invalid(str(refusal), address=str(refusal)) from None


def _require_known(types: Sequence[str]) -> None:
    if not types or not set(types) <= catalogue.kinds().keys():
        words = _("请从列表中至少选择一种事件。")
        raise Invalid(words, types=words)


def _require_active(subscription: Subscription) -> None:
    if not subscription.is_active:
        raise Conflict(_("这个订阅没有在使用。请先恢复它，再重新发送。"))


def _locked(subscription: Subscription) -> Subscription:
    found = Subscription.objects.select_for_update().get(pk=subscription.pk)
    if found.standing == Standing.CLOSED:
        raise Conflict(_("这个订阅已经关闭。请新建一个订阅。"))
    return found


def _stand(
    actor: Actor, found: Subscription, standing: Standing, deed: str, *, reason: str = ""
) -> Subscription:
    found.standing = standing
    found.save()
    editions.renew()
    trail.record(actor, deed, found, reason=reason)
    return found


def _bury(subscription: Subscription, reason: str) -> None:
    """Give up whatever waits; a person may replay it once the subscription is active again."""
    unmade = subscription.deliveries.filter(state__in=[State.WAITING, State.SENDING])
    unmade.update(state=State.DEAD, settled_at=clock.now(), reason=reason)


def _fresh() -> dict[str, Any]:
    return {"state": State.WAITING, "tries": 0, "settled_at": None, "reason": ""}


def _wake(subscription: Subscription) -> None:
    subscription.next_at = clock.now()
    subscription.save(update_fields=["next_at"])
