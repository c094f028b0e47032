"""What a person decides about messages that failed or are in doubt; and forgetting old ones."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import Conflict
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.audit import trail
from linli.platform.database.secrecy import mask_phone
from linli.platform.notices import dispatch, queries
from linli.platform.notices.models import ConsoleText, Message, Notice
from linli.platform.notices.rules import NEEDS_A_PERSON, Move

KEPT = timedelta(days=180)


@transaction.atomic
def repeat(actor: Actor, message_id: UUID) -> None:
    """Send it again, knowing that it may arrive twice. Raises Conflict when it has moved on."""
    policy.require_anywhere(actor, queries.TEND)
    message = _troubled(message_id)
    message.tries = 0
    dispatch.write(message, Move.REPEAT, clock.now(), due=clock.now())
    trail.record(actor, "notices.repeat", message)


@transaction.atomic
def drop(actor: Actor, message_id: UUID) -> None:
    """Let it be. Raises Conflict when it has moved on."""
    policy.require_anywhere(actor, queries.TEND)
    message = _troubled(message_id)
    dispatch.write(message, Move.DROP, clock.now(), reason=message.reason)
    trail.record(actor, "notices.drop", message)


def _troubled(message_id: UUID) -> Message:
    waiting = Message.objects.select_for_update().filter(state__in=NEEDS_A_PERSON)
    message = waiting.filter(pk=message_id).first()
    if message is None:
        raise Conflict(_("这条消息已经处理过了，请刷新页面查看最新状态。"))
    return message


@transaction.atomic
def tidy() -> None:
    """Forget notices after half a year."""
    Notice.objects.filter(at__lt=clock.now() - KEPT).delete()


def forget_expired_texts() -> None:
    """Take away what a demonstration showed in place of texts, once it is good for nothing."""
    ConsoleText.objects.filter(expires_at__lte=clock.now()).delete()


def forget_texts_to(phone: str) -> None:
    """The code that went to `phone` was used, or another takes its place: nobody reads it again."""
    ConsoleText.objects.filter(phone=mask_phone(phone)).delete()
