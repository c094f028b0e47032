"""Django's PostgreSQL backend, whose every transaction begins by declaring its scope."""

from django.db.backends.postgresql import base

from linli.platform.database import scope


class DatabaseWrapper(base.DatabaseWrapper):
    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # private in Django, unknown to its stubs
        if not autocommit and scope.current():
            scope.declare(self, scope.current())
