"""The sending half of the outbox: claim, send, write down what came of it.

A claim commits before the provider is called, and the answer after it. Between the two a message is
`sending`; when its worker dies there, nobody knows whether it was sent, and the sweep says so.
"""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.platform.notices import bursts
from linli.platform.notices.models import Message
from linli.platform.notices.outcome import Outcome, in_doubt
from linli.platform.notices.reports import Report
from linli.platform.notices.rules import (
    ANSWER_WITHIN,
    ROBOT_SPACING,
    ROBOTS,
    SETTLED,
    Channel,
    Move,
    State,
    after_silence,
    move,
    next_try,
)

logger = logging.getLogger(__name__)
DUE = """
    SELECT message.id FROM notices_message AS message
    JOIN notices_notice AS notice ON notice.id = message.notice_id
    WHERE message.state = 'queued' AND message.due_at <= %(now)s AND {whose}
    ORDER BY notice.urgent DESC, message.due_at LIMIT {number}
    FOR UPDATE OF message SKIP LOCKED
"""
CLAIM = """
UPDATE notices_message SET state = 'sending', claimed_at = %(now)s, tries = tries + 1
WHERE id IN ({due}) RETURNING id
"""
CLAIM_BATCH = CLAIM.format(due=DUE.format(whose="message.channel = %(channel)s", number=20))
CLAIM_FIRST = CLAIM.format(due=DUE.format(whose="message.outlet_id = %(outlet)s", number=1))
# A robot gets one message and then a pause, whatever waits: its next moment is kept with the robot.
TAKE_TURNS = """
UPDATE notices_outlet AS outlet SET next_at = %(now)s::timestamptz + %(pause)s
WHERE outlet.channel = %(channel)s AND outlet.next_at <= %(now)s AND EXISTS (
    SELECT 1 FROM notices_message AS message
    WHERE message.outlet_id = outlet.id AND message.state = 'queued' AND message.due_at <= %(now)s)
RETURNING outlet.id
"""


def send_due(*channels: Channel) -> int:
    """Send what is due on these channels; gives how many were handed over or tried."""
    sent = 0
    for channel in channels:
        bursts.merge_due(channel)
        while batch := claim(channel):
            for message in batch:
                send_one(message)
            sent += len(batch)
    return sent


@transaction.atomic
def claim(channel: Channel) -> list[Message]:
    """Take the next few messages for this worker alone, urgent ones first; one for each robot."""
    values: dict[str, Any] = {"now": clock.now(), "channel": channel, "pause": ROBOT_SPACING}
    if channel in ROBOTS:
        turns = [{**values, "outlet": outlet} for outlet in _ids(TAKE_TURNS, values)]
        taken = [key for turn in turns for key in _ids(CLAIM_FIRST, turn)]
    else:
        taken = _ids(CLAIM_BATCH, values)
    related = ("notice", "account", "outlet")
    return list(Message.objects.filter(pk__in=taken).select_related(*related))


def _ids(sql: str, values: dict[str, Any]) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [key for (key,) in cursor.fetchall()]


def send_one(message: Message) -> None:
    """Call the provider outside of any transaction, and write down its answer."""
    from linli.platform.notices.channels import SENDERS  # a web process never needs their clients

    try:
        outcome = SENDERS[message.channel](message)
    except Exception as error:
        logger.exception("Message %s by %s broke its channel.", message.pk, message.channel)
        outcome = in_doubt(type(error).__name__)
    settle(message, outcome)


@transaction.atomic
def settle(message: Message, outcome: Outcome) -> None:
    """Write down what came of a try. What has moved on meanwhile (a report was quicker) stays."""
    now = clock.now()
    current = Message.objects.select_for_update().get(pk=message.pk)
    by, due = outcome.by, now
    if by == Move.DOUBT:
        by = after_silence(Channel(message.channel), urgent=message.notice.urgent)
    if by == Move.POSTPONE:
        again = next_try(Channel(message.channel), current.tries, now)
        by = Move.POSTPONE if again else Move.REFUSE
        due = max(again or now, now + outcome.wait if outcome.wait else now)
    write(current, by, now, reason=outcome.reason, due=due, provider_ref=outcome.provider_ref)


def write(
    message: Message,
    by: Move,
    now: datetime,
    *,
    reason: str = "",
    due: datetime | None = None,
    provider_ref: str = "",
) -> bool:
    """Move a locked message on and wipe what is no longer needed; False when the move means nothing."""
    state = move(State(message.state), by)
    if state is None:
        return False
    message.state, message.reason = state, reason[:200]
    message.due_at = due or message.due_at
    message.provider_ref = provider_ref or message.provider_ref
    if state in SETTLED:
        message.settled_at = now
    if state in SETTLED and (state != State.FAILED or message.expires_at):
        message.phone = message.params = ""  # only what doesn't age may be sent again by a person
    message.save()
    return True


def sweep() -> int:
    """Drop what has expired unsent, with its values, and look after messages whose sender died
    between call and answer; gives how many of either."""
    with transaction.atomic():
        now = clock.now()
        silent = Message.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            state=State.SENDING, claimed_at__lt=now - ANSWER_WITHIN
        )
        found = list(silent.select_related("notice"))
        for message in found:
            by = after_silence(Channel(message.channel), urgent=message.notice.urgent)
            write(message, by, now, reason=_("发送时进程中断，不知道对方是否收到"), due=now)
        return len(found) + _drop_expired(now)


def _drop_expired(now: datetime) -> int:
    waiting = Message.objects.filter(state=State.QUEUED, expires_at__lt=now)
    late = list(waiting.select_for_update(skip_locked=True))
    for message in late:
        write(message, Move.DROP, now, reason=_("已过有效时间，没有发送"))
    return len(late)


@transaction.atomic
def take_report(report: Report) -> bool:
    """Believe a provider's signed report; False when it changes nothing (doubled, late, unknown)."""
    if not report.ref:
        return False
    message = Message.objects.select_for_update().filter(provider_ref=report.ref).first()
    if message is None:
        return False
    by = Move.REPORT_ARRIVED if report.arrived else Move.REPORT_FAILED
    return write(message, by, clock.now(), reason=report.reason)
