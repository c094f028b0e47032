"""What came of one call."""

from dataclasses import dataclass
from datetime import timedelta

from linli.platform.webhooks.rules import Move


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call. Reasons never quote the answer's body."""

    by: Move
    reason: str = ""
    status: int | None = None
    wait: timedelta = timedelta()  # what the receiver asked for
