"""Bringing a database up to date, as its owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from linli.platform.database import roles

ONE_AT_A_TIME = 7_105_101  # advisory lock: two processes that start together migrate once


def migrate(verbosity: int = 0) -> None:
    """Apply every migration, then give app and system the privileges they need and no more."""
    call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
    owner = connections["owner"]
    owner.ensure_connection()
    roles.grant_privileges(cast("psycopg.Connection[Any]", owner.connection))


def is_current() -> bool:
    """Whether no migration is waiting."""
    executor = MigrationExecutor(connections["owner"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def bring_up_to_date(verbosity: int = 0) -> bool:
    """Migrate if something is waiting; True when it was."""
    try:
        with _alone():
            if is_current():
                return False
            migrate(verbosity)
            return True
    finally:
        connections["owner"].close()


@contextmanager
def _alone() -> Iterator[None]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
