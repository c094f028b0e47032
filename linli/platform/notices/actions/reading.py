"""Reading what is behind the bell. Nobody but the reader's own list hears of it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.platform.access.actor import Actor
from linli.platform.notices import queries
from linli.platform.notices.models import Notice


@transaction.atomic
def read(actor: Actor, message_id: UUID) -> Notice:
    """Mark one as read and give the notice. Raises NotFound for what isn't in the actor's own list."""
    message = queries.in_app(actor).filter(pk=message_id).first()
    if message is None:
        raise NotFound(_("没有这条通知，它可能已经过了保存期限。"))
    if message.read_at is None:
        message.read_at = clock.now()
        message.save(update_fields=["read_at"])
    return message.notice


@transaction.atomic
def read_all(actor: Actor) -> int:
    """Mark every notice in the actor's list as read; gives how many were not."""
    return queries.in_app(actor).filter(read_at=None).update(read_at=clock.now())
