"""What a channel answers when it was asked to send one message."""

from dataclasses import dataclass
from datetime import timedelta

from linli.platform.notices.rules import Move


@dataclass(frozen=True, slots=True)
class Outcome:
    """`by` moves the message on; the rest says why, for people. Reasons never quote an answer's body."""

    by: Move
    reason: str = ""
    provider_ref: str = ""
    wait: timedelta | None = None  # what the provider asked for, when it asked


def accepted(provider_ref: str = "") -> Outcome:
    """The provider has taken it."""
    return Outcome(Move.ACCEPT, provider_ref=provider_ref[:80])


def refused(reason: str) -> Outcome:
    """It won't ever be taken: a wrong address, a rule of the provider."""
    return Outcome(Move.REFUSE, reason)


def later(reason: str, wait: timedelta | None = None) -> Outcome:
    """It was certainly not taken, and may be next time."""
    return Outcome(Move.POSTPONE, reason, wait=wait)


def in_doubt(reason: str) -> Outcome:
    """It was handed over and the answer is missing: perhaps taken, perhaps not."""
    return Outcome(Move.DOUBT, reason)
