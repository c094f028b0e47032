"""Tests run against a real PostgreSQL, as the role that serves people: never owner, never superuser."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import django
import psycopg
import pytest

# Each test process has a server of its own: what waits for every transaction of a server to end
# (the sealing of the trail) would wait for the other's tests.
HOME = os.environ.get("LINLI_HOME") or str(Path(__file__).parent / "var" / "test")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
os.environ["LINLI_HOME"] = f"{HOME}-{WORKER}" if WORKER else HOME
os.environ.setdefault("LINLI_SECOND_FACTOR", "false")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.project.settings")

from linli.project import config, database, preparation

preparation.compile_translations()
database.prepare(config.load())
django.setup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever uses the database, to be run again on another version of PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & {"db", "transactional_db", "django_db_setup"} or item.get_closest_marker(
            "django_db"
        ):
            item.add_marker(pytest.mark.database)


def _test_name(worker: str) -> str:
    return f"test_linli_{worker}" if worker else "test_linli"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: object) -> Iterator[None]:
    """A fresh database per test process, migrated by the owner, used by the app."""
    from django.db import connections

    from linli.platform.database import roles
    from linli.project import migrations

    name = _test_name(os.environ.get("PYTEST_XDIST_WORKER", ""))
    with psycopg.connect(database.admin_dsn(config.load()), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        roles.create_database(admin, name)
    for alias in ("default", "owner"):
        connections[alias].close()
        connections.settings[alias]["NAME"] = connections[alias].settings_dict["NAME"] = name
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        migrations.migrate()
        connections["owner"].close()
    yield
    for alias in ("default", "owner"):
        connections[alias].close()
        if hasattr(connections[alias], "close_pool"):
            connections[alias].close_pool()
    with psycopg.connect(database.admin_dsn(config.load()), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def filled_tables(superuser: "psycopg.Connection") -> set[str]:
    """The tables that hold any row."""
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    asked = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for (name,) in tables]
    return {name for (name,) in superuser.execute(" UNION ALL ".join(asked))}


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What a test configures is undone without notice, so that nothing read of it may be kept."""
    from linli.platform.database import editions

    editions.ANSWERS.clear()


@pytest.fixture
def superuser(django_db_setup: None) -> "Iterator[psycopg.Connection]":
    """The administrator of the test database, who may do what linli itself can't."""
    from django.db import connections

    name = connections["default"].settings_dict["NAME"]
    dsn = database.admin_dsn(config.load(), name)
    with closing(psycopg.connect(dsn, autocommit=True)) as connection:
        yield connection


@pytest.fixture
def committed(superuser: "psycopg.Connection", django_db_blocker: object) -> Iterator[None]:
    """A test whose writes commit, as other processes need to see them; swept out afterwards.

    Django's own way to sweep needs privileges that linli's role doesn't have.
    """
    from django.db import connections

    before = filled_tables(superuser)
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield
        connections["default"].close()
    filled = filled_tables(superuser) - before
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        if filled:
            superuser.execute(f"TRUNCATE {', '.join(sorted(filled))} RESTART IDENTITY CASCADE")


@pytest.fixture(autouse=True)
def _nothing_is_counted_yet(
    request: pytest.FixtureRequest, django_db_blocker: object
) -> Iterator[None]:
    """Counted tries outlive a transaction, and so they would outlive a test."""
    yield
    if request.node.get_closest_marker("database"):
        from linli.platform.database import aside

        with django_db_blocker.unblock(), aside.cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute("DELETE FROM access_allowance")
