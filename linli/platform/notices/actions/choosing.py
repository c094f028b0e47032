"""By which ways somebody hears of what: people for themselves, administrators for groups."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.notices import queries
from linli.platform.notices.models import Outlet, Preference
from linli.platform.notices.rules import OUTLETS, Channel


@transaction.atomic
def choose_ways(actor: Actor, *, by_email: bool, silent_topics: Sequence[str]) -> None:
    """Keep the actor's own choice. The list behind the bell stays complete whatever is chosen."""
    if actor.account_id is None:
        raise NotPermitted(_("请先登录，再设置自己的通知方式。"))
    Preference.objects.update_or_create(
        account_id=actor.account_id,
        defaults={"by_email": by_email, "silent_topics": sorted(silent_topics)},
    )


@transaction.atomic
def open_outlet(
    actor: Actor,
    *,
    name: str,
    channel: Channel,
    address: str,
    secret: str,
    area: str,
    topics: Sequence[str],
) -> Outlet:
    """Let a robot or a webhook hear `topics` of `area`. Raises Invalid when it can't be called."""
    policy.require(actor, queries.OUTLETS, at=area)
    if channel not in OUTLETS:
        raise Invalid(_("请选择一种出口。"), channel=_("请选择机器人或网络回调。"))
    if channel == Channel.WEBHOOK:
        _require_webhook(address, secret)
    outlet = Outlet(
        name=name, channel=channel, address=address, secret=secret, area=area,
        topics=sorted(topics), next_at=clock.now(),
    )  # fmt: skip
    outlet.save(force_insert=True)
    trail.record(actor, "notices.open_outlet", outlet, channel=channel, topics=sorted(topics))
    return outlet


def _require_webhook(address: str, secret: str) -> None:
    from linli.platform.notices import outgoing  # its client takes a quarter second to load

    try:
        outgoing.check(address)
    except outgoing.NotCalled as refusal:
        raise Invalid(str(refusal), address=str(refusal)) from None
    if len(secret) < queries.SHORTEST_SECRET:
        words = _("密钥至少要 16 个字符，对方用它核对消息确实来自本系统。")
        raise Invalid(words, secret=words)


@transaction.atomic
def close_outlet(actor: Actor, outlet_id: UUID) -> None:
    """Let it hear nothing more, and forget its keys. Raises NotFound for one that isn't there."""
    outlet = queries.outlets(actor).select_for_update().filter(pk=outlet_id).first()
    if outlet is None:
        raise NotFound(_("没有这个出口，它可能已经停用。"))
    outlet.is_active, outlet.address, outlet.secret = False, "", ""
    outlet.save()
    trail.record(actor, "notices.close_outlet", outlet)
