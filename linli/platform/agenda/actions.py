"""Opening and closing a calendar to whoever has its address."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import NotPermitted
from linli.platform.access.actor import Actor
from linli.platform.agenda import queries
from linli.platform.agenda.models import Feed
from linli.platform.audit import trail


@transaction.atomic
def open_feed(*, actor: Actor) -> str:
    """A new secret for the actor's own calendar; an address given out before ends. Gives the secret,
    which nobody can read again. Raises NotPermitted for whoever has no account of their own."""
    if actor.account_id is None:
        raise NotPermitted(_("请先登录，再生成订阅地址。"))

    token = secrets.token_urlsafe(24)
    feed, _is_new = Feed.objects.update_or_create(
        account_id=actor.account_id,
        defaults={"digest": queries.digest_of(token), "opened_at": clock.now()},
    )

    trail.record(actor, "agenda.open", feed)
    return token


@transaction.atomic
def close_feed(*, actor: Actor) -> None:
    """End the address; who subscribed gets nothing more."""
    feed = queries.feed_of(actor)
    if feed is None:
        return

    trail.record(actor, "agenda.close", feed)
    feed.delete()
