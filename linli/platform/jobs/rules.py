"""When a schedule is due, how often a job is tried, and what may be said of a failure. Plain Python."""

import traceback
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter

from linli.kernel.errors import DomainError

MOST_TRIES = 8
SILENCE = timedelta(seconds=30)  # a worker that hasn't said a word for so long is dead
LONGEST = timedelta(minutes=30)  # a job that takes longer hangs: its worker ends and is replaced
KEPT = timedelta(days=180)  # how long events, receipts and failures are kept
REASON_LENGTH = 300


def last_period(cron: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The latest moment not after `now` that `cron` names, read on the clocks of `zone`.

    Raises ValueError (croniter's own kind) when `cron` isn't one.
    """
    just_after = now.astimezone(zone).replace(microsecond=0) + timedelta(seconds=1)
    found: datetime = croniter(cron, just_after).get_prev(datetime)
    return found


def reason_of(error: BaseException) -> str:
    """What went wrong and where, without the words of a foreign error: they may quote people's data.

    Our own refusals are worded without personal data, so they are told in full.
    """
    if isinstance(error, DomainError):
        return f"{error.code}: {error}"[:REASON_LENGTH]
    frames = traceback.extract_tb(error.__traceback__)
    place = f" @ {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    ours = [frame for frame in frames if "linli" in frame.filename]
    if ours and ours[-1] is not frames[-1]:
        place += f", {ours[-1].name}:{ours[-1].lineno}"
    return f"{type(error).__name__}{place}"[:REASON_LENGTH]
