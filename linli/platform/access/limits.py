"""Limits that hold against parallel tries, since PostgreSQL does the counting.

A try counts whatever becomes of the transaction that made it. Else whoever makes a page fail after
the count, or is refused by an exception, would have tried for nothing. So inside a transaction every
write here goes by a connection of its own and commits at once; rows of this table are locked for no
longer than that, and nobody waits for somebody else's page.
"""

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import TooMany
from linli.platform.access.models import Allowance
from linli.platform.database import aside

COUNT = """
INSERT INTO access_allowance AS counted (key, used, ends_at)
VALUES (%(key)s, %(times)s, %(now)s + %(within)s)
ON CONFLICT (key) DO UPDATE SET
    used = CASE WHEN counted.ends_at <= %(now)s THEN 0 ELSE counted.used END + %(times)s,
    ends_at = CASE
        WHEN counted.ends_at <= %(now)s THEN %(now)s + %(within)s
        WHEN counted.used + %(times)s = %(most)s THEN greatest(counted.ends_at, %(now)s + %(lock)s)
        ELSE counted.ends_at END
RETURNING used, ends_at
"""


def take(
    key: str, *, most: int, within: timedelta, lock: timedelta = timedelta(), times: int = 1
) -> None:
    """Count `times` tries at `key`; raises TooMany when more than `most` fall into one span of `within`.

    A span begins with its first try. The try that uses up the last place keeps `key` shut for at
    least `lock` from then on. `key` must not contain personal data in clear: hash it first.
    """
    now = clock.now()
    spans: dict[str, Any] = {"now": now, "within": within, "lock": lock}
    with _beside() as cursor:
        cursor.execute(COUNT, spans | {"key": key, "most": most, "times": times})
        used, ends_at = cursor.fetchone()
    if used > most:
        wait = int((ends_at - now).total_seconds()) + 1
        raise TooMany(_("操作太频繁，请在 %d 秒后再试。") % wait, retry_after=wait)


def forget(key: str) -> None:
    """Open `key` again at once: whoever tried has shown that it was theirs to try."""
    with _beside() as cursor:
        cursor.execute("DELETE FROM access_allowance WHERE key = %s", [key])


def give_back(key: str) -> None:
    """Uncount one try at `key` that turned out well, leaving the tries of others counted."""
    with _beside() as cursor:
        cursor.execute(
            "UPDATE access_allowance SET used = greatest(used - 1, 0) WHERE key = %s", [key]
        )


def sweep() -> None:
    """Delete the counts whose span is over."""
    Allowance.objects.filter(ends_at__lte=clock.now()).delete()


def _beside() -> AbstractContextManager[CursorWrapper]:
    return aside.cursor() if connection.in_atomic_block else connection.cursor()
