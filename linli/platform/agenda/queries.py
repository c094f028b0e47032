"""Reading calendars; each says who asks."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils.module_loading import import_string

from linli.kernel import clock
from linli.kernel.manifest import domains
from linli.platform.access.actor import Actor, Kind
from linli.platform.access.queries import actor_of
from linli.platform.accounts.models import Account
from linli.platform.agenda.declaration import Appointment
from linli.platform.agenda.models import Feed

KEPT = timedelta(days=90)  # of what is over, so that a phone doesn't forget last month at once


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def feed_of(actor: Actor) -> Feed | None:
    """The actor's own calendar address, if one is open."""
    if actor.account_id is None:
        return None
    return Feed.objects.filter(account_id=actor.account_id).first()


def behind(token: str) -> Actor | None:
    """Whoever the secret address belongs to, if their account still works."""
    feed = Feed.objects.filter(digest=digest_of(token)).first()
    account = feed and Account.objects.filter(pk=feed.account_id, is_active=True).first()
    return actor_of(account) if account else None


def appointments(actor: Actor) -> Iterator[Appointment]:
    """What every domain tells of the actor's days, of the last 90 and all that are to come."""
    since = clock.now() - KEPT
    for told in domains.gather("agenda"):
        yield from import_string(told)(actor, since)


def link(actor: Actor) -> Mapping[str, Any]:
    """For the account's own page: staff have days to keep, residents have none here yet."""
    return {"has_agenda": actor.kind == Kind.STAFF}
