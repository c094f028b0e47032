"""Limits that hold against parallel tries, since PostgreSQL does the counting."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.kernel.errors import TooMany
from linli.platform.access.models import Allowance

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
    with connection.cursor() as cursor:
        cursor.execute(COUNT, spans | {"key": key, "most": most, "times": times})
        used, ends_at = cursor.fetchone()
    if used > most:
        wait = int((ends_at - now).total_seconds()) + 1
        raise TooMany(_("操作太频繁，请在 %d 秒后再试。") % wait, retry_after=wait)


def forget(key: str) -> None:
    """Open `key` again at once: whoever tried has shown that it was theirs to try."""
    Allowance.objects.filter(key=key).delete()


def give_back(key: str) -> None:
    """Uncount one try at `key` that turned out well, leaving the tries of others counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_allowance SET used = greatest(used - 1, 0) WHERE key = %s", [key]
        )


def sweep() -> None:
    """Delete the counts whose span is over."""
    Allowance.objects.filter(ends_at__lte=clock.now()).delete()
