"""A trail to look at, to seal and to tamper with."""

from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection

from linli.kernel.ids import new_id
from linli.platform.access.actor import Actor, Kind
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.audit import heads, sealer, trail
from linli.platform.audit.models import Entry, Seal

CLERK = Actor(Kind.STAFF, "王", account_id=UUID(int=7))


def account(name, kind="staff"):
    from linli.kernel import clock

    return Account.objects.create(username=name, name=name, kind=kind, created_at=clock.now())


def auditor(area="110101"):
    person = account("审计员")
    role = Role.objects.create(key="audit_admin", permissions=["audit.read"])
    Grant.objects.create(account=person, role=role, area=area)
    return person


def deeds(number, actor=CLERK, **more):
    """So many deeds, each in a transaction of its own when the test commits."""
    for _each in range(number):
        trail.record(actor, "cases.report", Role(key=str(new_id())), **more)


def until_quiet():
    """Wait for what the server itself does meanwhile (autovacuum): no entry is sealed before its elders."""
    quiet = False
    while not quiet:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_snapshot_xmin(s) = pg_snapshot_xmax(s) FROM pg_current_snapshot() s"
            )
            (quiet,) = cursor.fetchone()


def seal_all():
    """Seal everything that has been done; gives the number of entries."""
    until_quiet()
    return sealer.seal()


def sealed_trail(seals=6, entries=8):
    """A trail of several seals, all known to the file."""
    for _seal in range(seals):
        deeds(entries, place="110101001001")
        assert seal_all() == entries


@pytest.fixture
def outside(tmp_path, settings):
    """A folder of its own for the file of heads."""
    settings.HOME = tmp_path
    return heads.path


@contextmanager
def as_a_thief(superuser):
    """An administrator of the database who has switched off what guards the trail."""
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        yield superuser


def keep_copy(superuser):
    for table in (Entry._meta.db_table, Seal._meta.db_table):
        superuser.execute(f"DROP TABLE IF EXISTS {table}_copy")
        superuser.execute(f"CREATE TABLE {table}_copy AS TABLE {table}")


def put_back(superuser):
    with as_a_thief(superuser):
        for table in (Entry._meta.db_table, Seal._meta.db_table):
            superuser.execute(f"DELETE FROM {table}")
            superuser.execute(f"INSERT INTO {table} SELECT * FROM {table}_copy")


def drop_copy(superuser):
    for table in (Entry._meta.db_table, Seal._meta.db_table):
        superuser.execute(f"DROP TABLE {table}_copy")
