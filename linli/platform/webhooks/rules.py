"""The life of a subscription and of a delivery, and how long to wait in between. Plain Python."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum


class Standing(StrEnum):
    """Whether a subscriber is told of anything."""

    ACTIVE = "active"
    STOPPED = "stopped"  # by a person
    DISABLED = "disabled"  # by linli, since nothing got through for days or the receiver said gone
    CLOSED = "closed"  # for good; address and secrets are forgotten


class State(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # the call is out, its answer isn't known yet
    DELIVERED = "delivered"  # the receiver answered 2xx
    DEAD = "dead"  # given up; a person may replay it


class Move(StrEnum):
    CLAIM = "claim"
    ACCEPT = "accept"
    POSTPONE = "postpone"
    RECOVER = "recover"
    GIVE_UP = "give_up"
    REPLAY = "replay"


MOVES: Mapping[tuple[State, Move], State] = {
    (State.WAITING, Move.CLAIM): State.SENDING,
    (State.WAITING, Move.GIVE_UP): State.DEAD,
    (State.SENDING, Move.ACCEPT): State.DELIVERED,
    (State.SENDING, Move.POSTPONE): State.WAITING,
    (State.SENDING, Move.RECOVER): State.WAITING,  # its worker died between call and answer
    (State.SENDING, Move.GIVE_UP): State.DEAD,
    (State.DEAD, Move.REPLAY): State.WAITING,
}

# Five seconds, half a minute, 2, 10, 30 minutes, then hours: about half a day for ten tries.
WAITS = tuple(timedelta(seconds=each) for each in (5, 30, 120, 600, 1800, 3600, 7200, 14400, 14400))
MOST_TRIES = len(WAITS) + 1
JITTER = 0.2  # so that receivers that failed together aren't called together again
LONGEST_WAIT = timedelta(hours=6)  # that a receiver may ask for with Retry-After
DISABLED_AFTER = timedelta(days=3)  # without one success since the first failure
OVERLAP = timedelta(days=3)  # in which the old secret signs beside the new one
TURN = 20  # calls to one subscriber before the next one has its turn

GONE = 410
LATER = frozenset({408, 425, 429})


def move(state: State, by: Move) -> State | None:
    """The state after `by`, or None when `by` means nothing any more."""
    return MOVES.get((state, by))


def wait_after(failures: int, chance: float) -> timedelta:
    """How long a subscriber rests after so many failures in a row; `chance` is from 0 to 1."""
    usual = WAITS[min(max(failures, 1), len(WAITS)) - 1]
    return usual * (1 - JITTER + 2 * JITTER * chance)


def is_accepted(status: int) -> bool:
    return 200 <= status < 300


def is_passing(status: int) -> bool:
    """Whether this answer may be another one later: trouble of the receiver, not with the event."""
    return status >= 500 or status in LATER


def is_hopeless(failing_since: datetime | None, now: datetime) -> bool:
    """Whether nothing got through for so long that calling is a nuisance to both."""
    return failing_since is not None and now - failing_since >= DISABLED_AFTER
