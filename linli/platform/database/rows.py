"""Writing one new row at little cost, for what is written many times a second.

`save(force_insert=True)` compiles the same statement for every row: for a case with its 38 columns
that is two thirds of the time. Here it is compiled once for each model.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


class _Plan(NamedTuple):
    statement: str
    fields: Sequence[Any]
    is_numbered: bool  # by PostgreSQL


def insert(row: Row) -> Row:
    """Write `row`, which isn't there yet, and give it back with its key. Sends no signals.

    Columns whose default only PostgreSQL can tell are left to it.
    """
    plan = _plan(type(row))
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in plan.fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(plan.statement, values)
        if plan.is_numbered:
            (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias
    return row


@lru_cache
def _plan(model: type[Model]) -> _Plan:
    meta = model._meta
    is_numbered = meta.auto_field is not None
    fields = [
        each for each in meta.local_concrete_fields
        if each is not meta.auto_field and (each.has_default() or not each.has_db_default())
    ]  # fmt: skip
    quote = connection.ops.quote_name
    columns = ", ".join(quote(each.column) for each in fields)
    statement = (
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"
        + (f" RETURNING {quote(meta.pk.column)}" if is_numbered else "")
    )
    return _Plan(statement, fields, is_numbered)
