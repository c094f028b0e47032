"""What changes only when somebody configures linli: each process keeps it until then.

Every transaction is told the edition of the configuration while it declares its scope, without a
round trip of its own; what was read for that edition holds. Whoever changes such a thing calls
`renew` in the same transaction: from its commit on every process reads again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.utils.translation import get_language

NUMBER = "(SELECT number FROM database_edition)"
# From a sequence: a number given in a transaction that was undone never means anything else.
RENEW = "UPDATE database_edition SET number = nextval('database_edition_numbers')"

ANSWERS: dict[object, tuple[int, Any]] = {}  # of this process: the edition and what was read then

_database: Any = connection  # of our own backend, whose `edition` the stubs don't know
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def current() -> int:
    """The edition that holds for this transaction."""
    known: int | None = _database.edition
    if known is not None:
        return known
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {NUMBER}")
        return int(cursor.fetchone()[0])


def renew() -> None:
    """Let nobody use what was kept, once this transaction is committed; itself not from now on."""
    with connection.cursor() as cursor:
        cursor.execute(RENEW)
    _database.edition = None


def kept(read: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Ask `read`, whose few arguments can be hashed, once for each edition and language."""

    @wraps(read)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        edition, asked = current(), (read, get_language(), args, *kwargs.items())
        found = ANSWERS.get(asked)
        if found is None or found[0] != edition:
            found = ANSWERS[asked] = edition, read(*args, **kwargs)
        answer: Answer = found[1]
        return answer

    return ask
