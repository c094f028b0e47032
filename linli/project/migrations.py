"""Bringing a database up to date, as its owner."""

from typing import Any, cast

import psycopg
from django.core.management import call_command
from django.db import connections

from linli.platform.database import roles


def migrate(verbosity: int = 0) -> None:
    """Apply every migration, then give app and system the privileges they need and no more."""
    call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
    owner = connections["owner"]
    owner.ensure_connection()
    roles.grant_privileges(cast("psycopg.Connection[Any]", owner.connection))


def is_current() -> bool:
    """Whether no migration is waiting."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
