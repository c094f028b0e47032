import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest

from linli.platform.database import place, programs
from linli.platform.database.problem import DatabaseProblem
from linli.platform.database.server import Server


def ask(server: Server, question: str) -> object:
    with psycopg.connect(server.admin_dsn(), autocommit=True) as admin:
        row = admin.execute(question).fetchone()
    return row and row[0]


def kill(server: Server) -> None:
    os.kill(int((server.place.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)


def test_a_server_is_started_once_and_found_by_everybody_after(server):
    assert server.start() is True
    assert server.start() is False
    assert ask(server, "SHOW server_version").startswith("18")
    assert server.stop() is True
    assert server.stop() is False


def test_the_last_one_to_leave_stops_the_server(server):
    first, second = server.join(), server.join()
    assert first.leave() is False
    assert server.is_running()
    assert second.leave() is True
    assert not server.is_running()


def test_nobody_enters_without_the_password_or_over_a_network(server):
    server.start()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(host=str(server.place.sockets), user="linli_admin", password="guess")
    assert ask(server, "SHOW listen_addresses") == ""
    assert (server.place.home / "password").stat().st_mode & 0o777 == 0o600


def test_what_was_committed_is_there_after_the_server_was_killed(server):
    server.start()
    with psycopg.connect(server.admin_dsn(), autocommit=True) as admin:
        admin.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000)")
    kill(server)
    assert server.start() is True
    assert ask(server, "SELECT count(*) FROM kept") == 1000


def test_the_note_of_a_dead_server_whose_number_is_now_ours_keeps_nobody_out(server):
    server.start()
    server.stop()
    (server.place.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.place.data}\n")
    (server.place.sockets / f"{place.SOCKET_FILE}.lock").write_text(f"{os.getpid()}\n")
    assert not server.is_running()
    assert server.start() is True


def test_a_data_folder_that_was_left_half_made_is_made_anew(new_server):
    server = new_server
    server.place.make()
    draft = server.place.server / "data.draft"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    (server.place.server / "password").write_text("left behind")
    assert server.start() is True
    assert not draft.exists()
    assert not (server.place.server / "password").exists()


def test_data_of_another_version_is_left_alone_and_named(server):
    server.start()
    server.stop()
    (server.place.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(DatabaseProblem, match="made by PostgreSQL 17"):
        server.start()


@pytest.mark.parametrize(
    "name", ["far" * 20 + "/" + "away" * 20, "a, b's 邻里"], ids=["long", "odd signs"]
)
def test_any_path_will_do(folder, pattern, name):
    home = folder / name / "postgres"
    home.parent.mkdir(parents=True)
    subprocess.run(["cp", "-a", str(pattern), str(home)], check=True)
    server = Server(place.settle(home, None), programs.embedded())
    try:
        assert server.start() is True
        assert ask(server, "SELECT 1") == 1
        assert len(os.fsencode(server.place.sockets)) < place.LONGEST_SOCKET_PATH
    finally:
        server.stop()
        shutil.rmtree(server.place.sockets, ignore_errors=True)


def test_a_socket_folder_that_somebody_else_has_put_there_is_refused(new_server):
    server = new_server
    server.place.make()
    os.rmdir(server.place.sockets)
    server.place.sockets.symlink_to("/etc")
    with pytest.raises(DatabaseProblem, match="isn't a folder of user"):
        server.start()
    assert Path("/etc").stat().st_mode & 0o777 == 0o755
    server.place.sockets.unlink()


def test_a_server_that_cannot_start_says_why(server):
    server.start()
    server.stop()
    with (server.place.data / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = 'plenty'\n")
    with pytest.raises(DatabaseProblem, match="shared_buffers"):
        server.start()


def test_the_log_of_the_server_holds_no_statement_and_no_row(server):
    server.start()
    with psycopg.connect(server.admin_dsn(), autocommit=True) as admin:
        admin.execute("CREATE TABLE people (phone text PRIMARY KEY)")
        admin.execute("INSERT INTO people VALUES ('13800000000')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            admin.execute("INSERT INTO people VALUES ('13800000000')")
        with pytest.raises(psycopg.errors.UndefinedColumn):
            admin.execute("SELECT wrong FROM people WHERE phone = '13800000000'")
    log = "".join(path.read_text() for path in server.place.data.glob("log/*"))
    assert "duplicate key" in log
    assert "13800000000" not in log


def test_a_killed_server_is_noticed_by_a_cheap_look(server):
    server.start()
    assert not server.has_died()
    kill(server)
    server.start()
    assert not server.has_died()
    server.stop()
    assert server.has_died()
