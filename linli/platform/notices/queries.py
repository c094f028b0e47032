"""What is in somebody's list, what went wrong, and what the house checks about its outbox."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.manifest import Topic, domains
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.notices.models import ConsoleText, Message, Outlet, Preference
from linli.platform.notices.rules import NEEDS_A_PERSON, Channel, State

TEND = "notices.tend"
OUTLETS = "notices.outlets"
SHORTEST_SECRET = 16
LATE = timedelta(minutes=10)
INCOMPLETE = """
SELECT notice.id FROM notices_notice AS notice
LEFT JOIN notices_message AS message ON message.notice_id = notice.id
GROUP BY notice.id, notice.expected HAVING count(message.id) <> notice.expected
"""


def in_app(actor: Actor) -> "QuerySet[Message]":
    """The actor's own list behind the bell, newest first; empty for whoever isn't signed in."""
    if actor.account_id is None:
        return Message.objects.none()
    mine = Message.objects.filter(channel=Channel.APP, account_id=actor.account_id)
    return mine.select_related("notice").order_by("-id")


def unread(actor: Actor) -> int:
    """The figure at the bell."""
    return in_app(actor).filter(read_at=None).count()


def preference(actor: Actor) -> Preference:
    """What the actor has chosen, or the default, unsaved."""
    if actor.account_id is None:
        return Preference()
    chosen = Preference.objects.filter(account_id=actor.account_id).first()
    return chosen or Preference(account_id=actor.account_id)


def topics() -> Sequence[Topic]:
    """Everything that somebody may want to hear of, in the order of the domains."""
    return list(domains.gather("topics"))


def troubled(actor: Actor) -> "QuerySet[Message]":
    """Messages that failed or of which nobody knows; with neither words nor recipient in clear."""
    policy.require_anywhere(actor, TEND)
    waiting = Message.objects.filter(state__in=NEEDS_A_PERSON)
    return waiting.select_related("notice", "account", "outlet").order_by("-id")


def outlets(actor: Actor) -> "QuerySet[Outlet]":
    """The robots and webhooks where the actor may set them up."""
    mine = Outlet.objects.filter(policy.within(actor, OUTLETS), is_active=True)
    return mine.order_by("area", "name")


def console_texts() -> "QuerySet[ConsoleText]":
    """What a demonstration would have sent by SMS, newest first; nothing anywhere else."""
    if not settings.DEMONSTRATION:
        return ConsoleText.objects.none()
    return ConsoleText.objects.filter(expires_at__gt=clock.now()).order_by("-id")


def what_is_in_doubt() -> Sequence[str]:
    """A sentence when messages wait for a person's decision, for `linli doctor`."""
    number = Message.objects.filter(state=State.UNKNOWN).count()
    return [_("有 %d 条消息不知道对方是否收到。") % number] if number else []


def what_is_late() -> Sequence[str]:
    """A sentence when messages should have left long ago, for `linli doctor`."""
    late = Message.objects.filter(state=State.QUEUED, due_at__lt=clock.now() - LATE)
    number = late.exclude(outlet__is_active=True, outlet__next_at__gt=clock.now()).count()
    return [_("有 %d 条消息十多分钟还没有发出。") % number] if number else []


def what_is_missing() -> Sequence[str]:
    """A sentence for each notice whose messages are fewer or more than were written with it."""
    with connection.cursor() as cursor:
        cursor.execute(INCOMPLETE)
        return [_("通知 %s 缺少发给某人的消息。") % key for (key,) in cursor.fetchall()]
