"""A connection that the server has closed is handed to nobody."""

import psycopg
import pytest
from django.db import connection

from linli.platform.database.alive import require_alive


@pytest.fixture
def lying(committed):
    """A connection of linli's own role, as it lies in the pool."""
    with psycopg.connect(
        **connection.get_connection_params() | {"autocommit": True}
    ) as lying_connection:
        require_alive(lying_connection)
        yield lying_connection


def statements_known(superuser, pid):
    row = superuser.execute(
        "SELECT query_start FROM pg_stat_activity WHERE pid = %s", [pid]
    ).fetchone()
    return row[0]


def test_a_connection_just_used_is_trusted_without_asking_the_server(lying, superuser):
    before = statements_known(superuser, lying.info.backend_pid)
    require_alive(lying)
    assert statements_known(superuser, lying.info.backend_pid) == before


def test_after_a_long_silence_the_server_is_asked(lying, superuser):
    before = statements_known(superuser, lying.info.backend_pid)
    lying.alive_at -= 3600
    require_alive(lying)
    assert statements_known(superuser, lying.info.backend_pid) > before


def test_a_connection_that_the_server_ended_is_refused(lying, superuser):
    superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [lying.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        require_alive(lying)
