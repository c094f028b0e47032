"""Django's PostgreSQL backend, whose every transaction begins by declaring its scope."""

from typing import Any

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg_pool import ConnectionPool

from linli.platform.database import scope
from linli.platform.database.alive import require_alive


class DatabaseWrapper(base.DatabaseWrapper):
    _connection_pools: "dict[str, ConnectionPool[Any]]"  # Django's own, unknown to its stubs
    _configure_connection: Any
    edition: int | None = None  # of the configuration; known in transactions that declare a scope

    @property
    def pool(self) -> "ConnectionPool[Any] | None":
        """Django's pool, but for its `check`, which asked the server again for every request."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            pool = ConnectionPool(
                kwargs=self.get_connection_params() | {"autocommit": True},
                open=False,
                configure=self._configure_connection,
                check=require_alive,
                **options,
            )
            self._connection_pools.setdefault(self.alias, pool)
        return self._connection_pools[self.alias]

    def _savepoint_allowed(self) -> bool:
        return not scope.stands_or_falls() and super()._savepoint_allowed()  # type: ignore[misc]

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # private in Django, unknown to its stubs
        self.edition = None
        if not autocommit and scope.current():
            scope.declare(self, scope.current())
