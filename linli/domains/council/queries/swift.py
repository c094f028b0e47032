"""Rows that every ballot asks for, by statements made once: Django would make them anew each time."""

from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

from linli.domains.council.models import Item, RollVoter, Vote

Row = TypeVar("Row", bound=Model)
LONG = frozenset({"certificate"})  # as long as a book; read when somebody asks for it


def vote_of(vote_id: UUID) -> Vote | None:
    """The vote as it is now, without its certificate; none in this scope gives None."""
    return next(iter(_read(Vote, "id = %s", [vote_id])), None)


def items_of(vote: Vote) -> list[Item]:
    return _read(Item, "vote_id = %s ORDER BY number", [vote.pk])


def voter_numbered(vote: Vote, number: int) -> RollVoter | None:
    found = _read(RollVoter, "vote_id = %s AND number = %s", [vote.pk, number])
    return next(iter(found), None)


def _read(model: type[Row], where: str, values: list[Any]) -> list[Row]:
    statement, names, converters = _plan(model, where)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = [list(row) for row in cursor.fetchall()]
    for row in found:
        for place, convert in converters:
            row[place] = convert(row[place], None, connection)
    return [model.from_db(DEFAULT_DB_ALIAS, names, row) for row in found]


@lru_cache
def _plan(model: type[Model], where: str) -> tuple[str, list[str], list[tuple[int, Any]]]:
    fields = [each for each in model._meta.local_concrete_fields if each.name not in LONG]
    columns = ", ".join(str(each.column) for each in fields)
    converters = [
        (place, convert)
        for place, each in enumerate(fields)
        for convert in each.get_db_converters(connection)
    ]
    statement = f"SELECT {columns} FROM {model._meta.db_table} WHERE {where}"
    return statement, [each.attname for each in fields], converters
