"""The life of a message, when it may disturb somebody, and how often it is tried. Plain Python."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Channel(StrEnum):
    APP = "app"  # the list behind the bell
    EMAIL = "email"
    SMS = "sms"
    WEBHOOK = "webhook"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


ROBOTS = frozenset({Channel.WECOM, Channel.DINGTALK, Channel.FEISHU})
OUTLETS = ROBOTS | {Channel.WEBHOOK}
DISTURBING = ROBOTS | {Channel.EMAIL, Channel.SMS}  # wait for the morning unless urgent


class State(StrEnum):
    QUEUED = "queued"
    SENDING = "sending"  # handed to the provider, whose answer we don't have yet
    SENT = "sent"  # the provider has taken it
    DELIVERED = "delivered"  # the provider says that it arrived
    FAILED = "failed"
    UNKNOWN = "unknown"  # we stopped between the call and its answer: perhaps sent, perhaps not
    MERGED = "merged"  # told as part of a digest
    DROPPED = "dropped"  # a person decided not to send it, or its time had passed


class Move(StrEnum):
    CLAIM = "claim"
    ACCEPT = "accept"
    REFUSE = "refuse"
    POSTPONE = "postpone"
    DOUBT = "doubt"
    REPEAT = "repeat"
    REPORT_ARRIVED = "report_arrived"
    REPORT_FAILED = "report_failed"
    DROP = "drop"
    MERGE = "merge"


MOVES: Mapping[tuple[State, Move], State] = {
    (State.QUEUED, Move.CLAIM): State.SENDING,
    (State.QUEUED, Move.MERGE): State.MERGED,
    (State.QUEUED, Move.DROP): State.DROPPED,
    (State.SENDING, Move.ACCEPT): State.SENT,
    (State.SENDING, Move.REFUSE): State.FAILED,
    (State.SENDING, Move.POSTPONE): State.QUEUED,
    (State.SENDING, Move.DOUBT): State.UNKNOWN,
    (State.SENDING, Move.REPORT_ARRIVED): State.DELIVERED,
    (State.SENDING, Move.REPORT_FAILED): State.FAILED,
    (State.SENT, Move.REPORT_ARRIVED): State.DELIVERED,
    (State.SENT, Move.REPORT_FAILED): State.FAILED,
    # The worker that was taken for dead comes back with its answer.
    (State.UNKNOWN, Move.ACCEPT): State.SENT,
    (State.UNKNOWN, Move.REPORT_ARRIVED): State.DELIVERED,
    (State.UNKNOWN, Move.REPORT_FAILED): State.FAILED,
    (State.UNKNOWN, Move.REPEAT): State.QUEUED,
    (State.UNKNOWN, Move.DROP): State.DROPPED,
    (State.FAILED, Move.REPEAT): State.QUEUED,
    (State.FAILED, Move.DROP): State.DROPPED,
}
SETTLED = frozenset({State.SENT, State.DELIVERED, State.FAILED, State.MERGED, State.DROPPED})
NEEDS_A_PERSON = (State.UNKNOWN, State.FAILED)

# Whoever gets the same message twice from these recognises it by its id, so doubt is repeated.
REPEATABLE = frozenset({Channel.WEBHOOK})
ANSWER_WITHIN = timedelta(minutes=2)  # a claim older than this belongs to a worker that died

_MINUTES = {
    Channel.EMAIL: (1, 5, 30, 120, 360, 720),
    Channel.SMS: (1, 5, 15, 30, 60, 120),
    Channel.WEBHOOK: (1, 5, 30, 120, 360, 720),
    **dict.fromkeys(ROBOTS, (1, 5, 15, 60)),
}
RETRIES = {
    channel: tuple(timedelta(minutes=each) for each in minutes)
    for channel, minutes in _MINUTES.items()
}

QUIET_FROM, QUIET_UNTIL = time(22), time(7)
BURST = 20  # so many messages of one topic to one recipient are told as one digest
BURST_WINDOW = timedelta(minutes=10)
ROBOT_SPACING = timedelta(seconds=3.1)  # WeCom and DingTalk take 20 a minute, then block a robot


def move(state: State, by: Move) -> State | None:
    """The state after `by`, or None when `by` means nothing any more (a late or doubled answer)."""
    return MOVES.get((state, by))


def first_due(channel: Channel, now: datetime, zone: ZoneInfo, *, urgent: bool) -> datetime:
    """When a message of `now` may go out: at once, or after the quiet hours (22:00 to 7:00)."""
    local = now.astimezone(zone)
    if urgent or channel not in DISTURBING or QUIET_UNTIL <= local.time() < QUIET_FROM:
        return now
    day = local.date() + timedelta(days=local.time() >= QUIET_FROM)
    return datetime.combine(day, QUIET_UNTIL, zone)


def next_try(channel: Channel, tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` tries, or None when it is enough."""
    waits = RETRIES[channel]
    return now + waits[tries - 1] if tries <= len(waits) else None


def after_silence(channel: Channel, *, urgent: bool) -> Move:
    """What becomes of a message whose sender died: urgent ones are repeated, others need a person."""
    return Move.POSTPONE if urgent or channel in REPEATABLE else Move.DOUBT


def burst_begins_at(last_digest: datetime | None, now: datetime) -> int:
    """How many waiting messages make a digest: few, when the recipient is just living through a burst."""
    if last_digest is not None and now - last_digest < 2 * BURST_WINDOW:
        return 2
    return BURST
