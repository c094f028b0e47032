"""A new key for what lies encrypted: how much still stands under an old one, and its renewal.

Every sealed value names its key, so the table itself remembers how far a renewal has come: one that
was broken off goes on where it stopped, and a second run finds nothing to do.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import connection, models

from linli.platform.database import scope, secrecy
from linli.platform.database.secrecy import EncryptedTextField

AT_ONCE = 500  # rows of one transaction
REASON = "values of every community take the new key"
SEALED_AS = "substring({column} FROM 2 FOR 4)"  # the key's id, behind the version
COUNT = "SELECT count(*) FROM {table} WHERE {sealed_as} = ANY(%s::bytea[])"
LOCK = """
SELECT {key}, {columns} FROM {table} WHERE ({stale}) AND (%s::{type} IS NULL OR {key} > %s::{type})
ORDER BY {key} LIMIT %s FOR UPDATE
"""
RENEW = """
UPDATE {table} SET {sets} FROM unnest(%s::{type}[], {arrays}) AS fresh(key_, {columns})
WHERE {table}.{key} = fresh.key_
"""

Report = Callable[[str, int, int], None]  # words, done, of


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many values took the new key, and how many could not be opened and stayed as they were."""

    renewed: int
    shut: int


def stale_values() -> Mapping[str, int]:
    """How many values of each encrypted column stand under a retired key; columns with none left out."""
    with scope.system("doctor counts the values under an old key"):
        counted = {_place(field): _count(field) for field in secrecy.encrypted_fields(apps)}
    return {place: number for place, number in counted.items() if number}


def renew_all(report: Report) -> Mapping[str, Outcome]:
    """Seal every value under a retired key with the current one, table by table, in batches that
    each commit. Reads and writes go on meanwhile; a row is locked only while its batch lasts."""
    fields = sorted(secrecy.encrypted_fields(apps), key=lambda each: each.model._meta.db_table)
    return {
        model._meta.db_table: _renew_table(model, list(of_table), report)
        for model, of_table in groupby(fields, key=lambda each: each.model)
    }


def _renew_table(
    model: type[models.Model], fields: Sequence[EncryptedTextField], report: Report
) -> Outcome:
    table, done, renewed, shut = model._meta.db_table, 0, 0, 0
    with scope.system(REASON):
        total = sum(map(_count, fields))
    for batch in _batches(model, fields):
        renewed, shut = renewed + batch.renewed, shut + batch.shut
        done = min(total, renewed + shut)
        report(table, done, total)
    return Outcome(renewed, shut)


def _batches(model: type[models.Model], fields: Sequence[EncryptedTextField]) -> Iterator[Outcome]:
    """Each batch in a transaction of its own, from the lowest key to the highest."""
    lock, renew = _statements(model, fields)
    after: Any = None
    while True:
        with scope.system(REASON), connection.cursor() as cursor:
            old = secrecy.retired_key_ids()
            cursor.execute(lock, [*[old for _field in fields], after, after, AT_ONCE])
            rows = cursor.fetchall()
            if not rows:
                return
            after = rows[-1][0]
            fresh = [
                [
                    _renewed(field, value, row[0])
                    for field, value in zip(fields, row[1:], strict=True)
                ]
                for row in rows
            ]
            columns = ([each.value for each in column] for column in zip(*fresh, strict=True))
            cursor.execute(renew, [[row[0] for row in rows], *columns])
        told = [each for row in fresh for each in row]
        yield Outcome(sum(each.is_new for each in told), sum(each.is_shut for each in told))


@dataclass(frozen=True, slots=True)
class _Value:
    value: bytes | None
    is_new: bool = False
    is_shut: bool = False


def _renewed(field: EncryptedTextField, stored: Any, pk: Any) -> _Value:
    """The same text under the current key; what doesn't open, or needs nothing, as it was."""
    value = None if stored is None else bytes(stored)
    if value is None or not secrecy.is_retired(value):
        return _Value(value)
    try:
        return _Value(bytes(secrecy.reseal(value, field.where(pk))), is_new=True)
    except secrecy.Unreadable:
        return _Value(value, is_shut=True)


def _statements(model: type[models.Model], fields: Sequence[EncryptedTextField]) -> tuple[str, str]:
    """What locks the next rows of a table with an old value, and what writes their new ones."""
    key: Any = model._meta.pk
    quote = connection.ops.quote_name
    columns = [_column(field) for field in fields]
    named = {
        "table": quote(model._meta.db_table),
        "key": quote(key.column),
        "type": key.db_type(connection),
        "columns": ", ".join(columns),
        "arrays": ", ".join("%s::bytea[]" for _column in columns),
        "sets": ", ".join(f"{column} = fresh.{column}" for column in columns),
        "stale": " OR ".join(f"{SEALED_AS.format(column=c)} = ANY(%s::bytea[])" for c in columns),
    }
    return LOCK.format(**named), RENEW.format(**named)


def _count(field: EncryptedTextField) -> int:
    sealed_as = SEALED_AS.format(column=_column(field))
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(field.model._meta.db_table)
        cursor.execute(COUNT.format(table=table, sealed_as=sealed_as), [secrecy.retired_key_ids()])
        return int(cursor.fetchone()[0])


def _place(field: EncryptedTextField) -> str:
    return f"{field.model._meta.db_table}.{field.column}"


def _column(field: EncryptedTextField) -> str:
    name: Any = field.column
    return connection.ops.quote_name(name)
