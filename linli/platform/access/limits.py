"""Limits that hold against parallel tries, since PostgreSQL does the counting."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import TooMany

COUNT = """
INSERT INTO access_allowance (key, window_start, used) VALUES (%s, %s, %s)
ON CONFLICT (key, window_start) DO UPDATE SET used = access_allowance.used + excluded.used
RETURNING used
"""


def take(key: str, *, most: int, within: timedelta, times: int = 1) -> None:
    """Count `times` tries at `key`; raises TooMany when more than `most` fall into this window.

    `key` must not contain personal data in clear: hash it first.
    """
    now = clock.now()
    start = window_start(now, within)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, start, times])
        (used,) = cursor.fetchone()
    if used > most:
        wait = int((start + within - now).total_seconds()) + 1
        raise TooMany(_("操作太频繁，请在 %d 秒后再试。") % wait, retry_after=wait)


def window_start(now: datetime, within: timedelta) -> datetime:
    """The start of the fixed window of length `within` that holds `now`."""
    seconds = int(within.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)
