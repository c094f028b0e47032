"""Which PostgreSQL is used, and which is refused."""

import shutil
import socket
from types import SimpleNamespace

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from linli.platform.database import place, programs, roles
from linli.platform.database.problem import DatabaseProblem
from linli.platform.database.server import SUPERUSER, Server
from linli.project import database
from linli.project.config import Config
from tests.runtime.conftest import new_house


@pytest.fixture(scope="module")
def foreign():
    """The address of a server that somebody else runs, reached over TCP."""
    folder = new_house().home.parent
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(place.settle(folder / "postgres", None), programs.embedded())
    server.start()
    password = server.password
    server.stop()
    tcp = ("start", "-w", "-D", str(server.place.data), "-l", str(server.log), "-o")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
    server.place.stand_in.run(server.programs.path("pg_ctl"), *tcp, options)
    yield make_conninfo(host="127.0.0.1", port=port, user=SUPERUSER, password=password)
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def settings(foreign, tmp_path):
    return Config(home=tmp_path / "home", database_url=foreign, database_name="linli_here")


@pytest.fixture(autouse=True)
def clean(foreign):
    yield
    with psycopg.connect(foreign, dbname="postgres", autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS linli_here WITH (FORCE)")
        for role in roles.ROLES:
            admin.execute(f"DROP ROLE IF EXISTS {role}")


def test_roles_and_database_are_made_on_a_server_that_is_given(settings):
    assert database.prepare(settings) is True
    assert database.prepare(settings) is False
    database.require_fit(settings)
    options = database.connection_settings(settings, roles.APP, pool=True)
    assert options["HOST"] == "127.0.0.1"


def test_another_linli_on_the_same_server_keeps_its_passwords(settings, foreign, tmp_path):
    database.prepare(settings)
    second = Config(home=tmp_path / "second", database_url=foreign, database_name="linli_there")
    with pytest.raises(DatabaseProblem, match="already, with other passwords"):
        database.prepare(second)
    database.require_fit(settings)


@pytest.mark.parametrize(
    ("power", "words"),
    [
        ("ALTER ROLE linli_app SUPERUSER", "is a superuser"),
        ("ALTER ROLE linli_app BYPASSRLS", "bypasses row-level security"),
        ("GRANT linli_owner TO linli_app", "may act as the owner of the tables"),
        ("GRANT linli_system TO linli_app WITH INHERIT TRUE", "has the powers of linli_system"),
    ],
)
def test_a_role_that_row_level_security_does_not_bind_is_refused(settings, foreign, power, words):
    database.prepare(settings)
    with psycopg.connect(foreign, dbname="postgres", autocommit=True) as admin:
        admin.execute(power)
    with pytest.raises(DatabaseProblem, match=words):
        database.require_fit(settings)


def test_an_administrator_without_powers_is_told_which_it_needs(settings, foreign, tmp_path):
    with psycopg.connect(foreign, dbname="postgres", autocommit=True) as admin:
        admin.execute("CREATE ROLE clerk LOGIN PASSWORD 'clerk'")
    clerk = make_conninfo(foreign, user="clerk", password="clerk")
    weak = Config(home=tmp_path / "weak", database_url=clerk, database_name="linli_here")
    with pytest.raises(DatabaseProblem, match="may create roles and databases"):
        database.prepare(weak)


def test_a_server_that_is_too_old_is_refused_in_words():
    old = SimpleNamespace(info=SimpleNamespace(server_version=140012, host="10.0.0.1"))
    with pytest.raises(DatabaseProblem, match="is PostgreSQL 14: linli needs version 15"):
        database._refuse_old(old)


def test_passwords_never_reach_the_server_in_clear(settings, foreign):
    database.prepare(settings)
    with psycopg.connect(foreign, dbname="postgres") as admin:
        row = admin.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname = 'linli_app'"
        ).fetchone()
    assert row[0].startswith("SCRAM-SHA-256$")
