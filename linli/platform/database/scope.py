"""Which communities a transaction may touch: the second layer under every permission check.

A scope is a tuple of division code prefixes ("110101001" is a sub-district and all below it). It is
declared to PostgreSQL when a transaction begins and ends with it, so it can't outlive the request
in a pooled connection. Row-level security answers nothing outside it; without a scope, nothing at all.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

from linli.platform.database import editions

Scope = tuple[str, ...]
ENTER = f"SELECT linli_enter(%s::text[]), {editions.NUMBER}"

NOWHERE: Scope = ()
_scope: ContextVar[Scope] = ContextVar("scope", default=NOWHERE)
_whole: ContextVar[bool] = ContextVar("whole", default=False)


def current() -> Scope:
    return _scope.get()


def stands_or_falls() -> bool:
    return _whole.get()


@contextmanager
def whole() -> Iterator[None]:
    """Every transaction stands or falls as one, without a savepoint for each deed in it.

    For a history that is written from many deeds: a refusal undoes all of the transaction, also where
    somebody catches it.
    """
    token = _whole.set(True)
    try:
        yield
    finally:
        _whole.reset(token)


def declare(database: Any, prefixes: Scope) -> None:
    """Tell PostgreSQL the scope of the transaction now open, and be told the edition for it."""
    with database.cursor() as cursor:
        cursor.execute(ENTER, [list(prefixes)])
        _entered, database.edition = cursor.fetchone()


@contextmanager
def limited_to(prefixes: Sequence[str]) -> Iterator[None]:
    """Work inside these divisions only; the scope from before returns afterwards."""
    before, wanted = _scope.get(), tuple(prefixes)
    token = _scope.set(wanted)
    inside = connection.in_atomic_block
    try:
        if inside:
            declare(connection, wanted)
        yield
        if inside:
            declare(connection, before)
    finally:
        _scope.reset(token)


@contextmanager
def system(reason: str) -> Iterator[None]:
    """Cross the borders of communities, for `reason`, in a transaction of its own.

    For jobs over every community, and for the few entrances where the visitor's community is only
    known once the row is read (a QR code, a case number). `reason` is a short sentence; an
    architecture test holds the reviewed list of places that call this.
    """
    if not reason:
        raise ValueError("Say why this work has to cross the borders of communities.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (before,) = cursor.fetchone()
        cursor.execute("SET LOCAL ROLE linli_system")
        yield
        cursor.execute(f"SET LOCAL ROLE {connection.ops.quote_name(before)}")
