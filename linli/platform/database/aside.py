"""A second connection that commits by itself: for what must be seen while a long transaction runs,
and for what must stay when the transaction is undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper


@contextmanager
def cursor() -> Iterator[CursorWrapper]:
    """A cursor beside the current transaction: for progress and counted tries, and nothing that the
    work depends on.

    It has no scope, so it reaches no row of a community. It waits for rows that the transaction
    itself has locked, that is for ever: report on rows that the work leaves alone until its end.
    """
    other = connection.copy()
    try:
        with other.cursor() as open_cursor:
            yield open_cursor
    finally:
        other.close()
