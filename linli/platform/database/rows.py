"""Writing and fetching whole rows at little cost, for what every deed does.

Django compiles the same statement anew for each row: for a case with its 38 columns that is two
thirds of the time. Here it is compiled once for each model. No signals are sent.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection
from django.db.models import Model
from pydantic_core import to_json

Row = TypeVar("Row", bound=Model)
BATCH = 2000  # rows per statement


class _Plan(NamedTuple):
    """One statement, the fields whose values it takes or gives, and how those are read."""

    statement: str
    fields: Sequence[Any]
    converters: Sequence[tuple[int, Callable[..., Any]]] = ()


def insert(row: Row) -> Row:
    """Write `row`, which isn't there yet, and give it back with its key.

    Columns whose default only PostgreSQL can tell are left to it.
    """
    plan, key = _inserting(type(row)), type(row)._meta.auto_field
    with connection.cursor() as cursor:
        cursor.execute(plan.statement, [_told([row], plan.fields)])
        if key is not None:
            (row.pk,) = cursor.fetchone()
    _is_stored(row)
    return row


def insert_many(rows: Sequence[Model]) -> None:
    """Write rows of one model whose keys are made here; a statement for each 2,000 of them."""
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        plan = _inserting(type(batch[0]))
        with connection.cursor() as cursor:
            cursor.execute(plan.statement, [_told(batch, plan.fields)])
        for row in batch:
            _is_stored(row)


def fetch(model: type[Row], pk: Any, *, lock: bool = False) -> Row:
    """The row as it is now; with `lock` it is held until the transaction ends.

    Raises the model's DoesNotExist for a row that isn't there, or not in this scope.
    """
    plan = _fetching(model, lock)
    with connection.cursor() as cursor:
        cursor.execute(plan.statement, [pk])
        found = cursor.fetchone()
    if found is None:
        raise model.DoesNotExist(f"There is no {model._meta.label} {pk}.")  # type: ignore[attr-defined]
    values = list(found)
    for place, convert in plan.converters:
        values[place] = convert(values[place], None, connection)
    return model.from_db(DEFAULT_DB_ALIAS, [each.attname for each in plan.fields], values)


def update(row: Model, names: Sequence[str]) -> None:
    """Write these fields of a row that is there. Raises DatabaseError when it isn't, any more."""
    plan = _updating(type(row), tuple(names))
    values = [
        field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in plan.fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(plan.statement, [*values, row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"{row._meta.label} {row.pk} isn't there to be changed.")


@lru_cache
def _inserting(model: type[Model]) -> _Plan:
    """The rows travel as one JSON text: both sides write and read that faster than many values."""
    fields, table, key = _written(model), _table(model), model._meta.auto_field
    columns = _columns(fields)
    returning = f" RETURNING {_quoted(key)}" if key is not None else ""
    return _Plan(
        f"INSERT INTO {table} ({columns}) SELECT {columns}"
        f" FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb){returning}",
        fields,
    )


@lru_cache
def _fetching(model: type[Model], lock: bool) -> _Plan:
    fields = model._meta.local_concrete_fields
    statement = (
        f"SELECT {_columns(fields)} FROM {_table(model)} WHERE {_quoted(model._meta.pk)} = %s"
    )
    converters = [
        (place, convert)
        for place, field in enumerate(fields)
        for convert in field.get_db_converters(connection)
    ]
    return _Plan(f"{statement} FOR UPDATE" if lock else statement, fields, converters)


@lru_cache(maxsize=512)
def _updating(model: type[Model], names: tuple[str, ...]) -> _Plan:
    fields = [model._meta.get_field(name) for name in names]
    changes = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    where = _quoted(model._meta.pk)
    return _Plan(f"UPDATE {_table(model)} SET {changes} WHERE {where} = %s", fields)


def _written(model: type[Model]) -> Sequence[Any]:
    """The fields that a new row brings with it."""
    key = model._meta.auto_field
    return [
        each
        for each in model._meta.local_concrete_fields
        if each is not key and (each.has_default() or not each.has_db_default())
    ]


def _told(rows: Sequence[Model], fields: Sequence[Any]) -> str:
    """Rows as PostgreSQL reads them: a list of objects, bytes in hexadecimal digits."""
    told = [{each.column: _plain(each.pre_save(row, add=True)) for each in fields} for row in rows]
    return to_json(told).decode()


def _plain(value: Any) -> Any:
    return f"\\x{bytes(value).hex()}" if isinstance(value, bytes) else value


def _is_stored(row: Model) -> None:
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _columns(fields: Sequence[Any]) -> str:
    return ", ".join(map(_quoted, fields))


def _quoted(field: Any) -> str:
    return connection.ops.quote_name(field.column)
