"""Bursts: many notices of one topic to one recipient are told as one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.kernel.manifest import domains
from linli.platform.notices.models import Message, Notice
from linli.platform.notices.rules import BURST_WINDOW, Channel, State, burst_begins_at

DIGEST = "digest:"  # how the key of a digest's notice begins
GROUP = ("channel", "account", "outlet", "notice__topic")
LIST = "/notices/"
NEVER = frozenset({Channel.WEBHOOK, Channel.SMS})  # programs want each; a text is for one person


@transaction.atomic
def merge_due(channel: Channel) -> int:
    """Make one digest of each group of due messages that is a burst; gives the number of digests.

    After a digest the group is held back for the window, so that a burst of a thousand makes a few
    messages and no robot is blocked. Urgent messages are never merged.
    """
    if channel in NEVER:
        return 0
    now = clock.now()
    groups = _mergeable(now).filter(channel=channel).order_by().values(*GROUP).distinct()
    return sum(_merge(group, now) for group in groups)


def _mergeable(now: datetime) -> "QuerySet[Message]":
    due = Message.objects.filter(state=State.QUEUED, due_at__lte=now, tries=0)
    return due.filter(notice__urgent=False).exclude(notice__once_key__startswith=DIGEST)


def _merge(group: Mapping[str, Any], now: datetime) -> bool:
    """Merge, hold back or leave alone one group; True when a digest was made."""
    who = {name: group[name] for name in GROUP}
    last = Message.objects.filter(
        **who, notice__once_key__startswith=DIGEST, notice__at__gt=now - 2 * BURST_WINDOW
    ).aggregate(at=Max("notice__at"))["at"]
    mine = _mergeable(now).filter(**who)
    if last is not None and now - last < BURST_WINDOW:
        mine.update(due_at=last + BURST_WINDOW)
        return False
    rows = list(mine.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
    if len(rows) < burst_begins_at(last, now):
        return False
    digest = _digest(rows[-1], group["notice__topic"], len(rows), now)
    Message.objects.filter(pk__in=[each.pk for each in rows]).update(
        state=State.MERGED, settled_at=now, digest=digest
    )
    return True


def _digest(like: Message, topic: str, number: int, now: datetime) -> Message:
    """A queued message to the same recipient that says how many there are."""
    notice = Notice.objects.create(
        at=now,
        topic=topic,
        words=_("%(topic)s：有 %(number)d 条新通知") % {"topic": title_of(topic), "number": number},
        link=LIST,
        once_key=f"{DIGEST}{new_id()}",
        expected=1,
    )
    return Message.objects.create(
        notice=notice,
        channel=like.channel,
        account_id=like.account_id,
        outlet_id=like.outlet_id,
        state=State.QUEUED,
        due_at=now,
    )


def title_of(topic: str) -> str:
    """The topic in words, as its domain's manifest says them."""
    titles = {each.key: each.title for each in domains.gather("topics")}
    return str(titles.get(topic, _("通知")))
