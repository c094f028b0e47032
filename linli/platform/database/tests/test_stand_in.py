"""What linli does for PostgreSQL when it is started by root, and by a user without a home."""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from linli.platform.database import place, programs
from linli.platform.database.problem import DatabaseProblem
from linli.platform.database.programs import Programs
from linli.platform.database.server import Server
from linli.platform.database.stand_in import StandIn, find_stand_in
from linli.platform.database.tests.conftest import needs_root

ROOT = Path(__file__).resolve().parents[4]
AS_ORDINARY = """
import sys
from pathlib import Path
import psycopg
from linli.platform.database import place, programs
from linli.platform.database.server import Server
server = Server(place.settle(Path(sys.argv[1]) / "postgres", None), programs.embedded())
stay = server.join()
print(psycopg.connect(server.admin_dsn()).execute("SELECT 1").fetchone(), stay.leave())
"""


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def nobody() -> StandIn:
    entry = pwd.getpwnam("nobody")
    return StandIn(entry.pw_uid, entry.pw_gid)


def python_of_nobody() -> str:
    """A Python of our version that user nobody can run; ours may lie under a closed folder."""
    version = "import sys; print(sys.version_info[:2])"
    for python in (sys.executable, "/usr/bin/python3"):
        with contextlib.suppress(PermissionError):
            if nobody().run(python, "-c", version).stdout.strip() == str(sys.version_info[:2]):
                return python
    return pytest.skip("user nobody can run no Python of this version here")


@needs_root
def test_root_hands_the_server_to_an_ordinary_user_and_keeps_the_password(server):
    server.start()
    assert server.place.server.stat().st_uid == server.place.stand_in.user != 0
    assert server.place.home.stat().st_uid == 0
    assert mode(server.place.server) == 0o700


@needs_root
def test_programs_in_a_closed_folder_are_copied_and_the_folder_stays_closed(folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    site = programs.embedded().bundle
    for part in programs.BUNDLE:
        shutil.copytree(site / part, closed / part, copy_function=os.link)
    hidden = Programs(closed / programs.BIN, programs.embedded().version, closed)
    server = Server(place.settle(folder / "postgres", "nobody"), hidden)
    try:
        assert server.start() is True
    finally:
        server.stop()
    assert mode(closed) == 0o700
    assert server.programs.folder.is_relative_to(server.place.home)
    assert server.programs.folder.stat().st_uid == 0


@needs_root
def test_a_home_in_a_closed_folder_is_replaced_by_one_that_is_found_again(folder, monkeypatch):
    monkeypatch.setattr(place, "SHARED", folder / "var" / "lib" / "linli")
    closed = folder / "root"
    closed.mkdir(mode=0o700)
    settled = place.settle(closed / "linli" / "var" / "postgres", None)
    assert settled.home.is_relative_to(folder / "var")
    assert str(settled.home) in settled.notice
    settled.make()
    assert mode(closed) == 0o700
    assert place.settle(closed / "linli" / "var" / "postgres", None).home == settled.home


@needs_root
def test_whoever_owns_the_data_stays_its_user_when_a_likelier_one_appears(folder):
    settled = place.settle(folder / "postgres", "nobody")
    settled.make()
    assert place.settle(folder / "postgres", None).stand_in == nobody()


@needs_root
def test_a_named_user_who_does_not_own_the_data_is_refused_with_the_repair(folder):
    place.settle(folder / "postgres", "nobody").make()
    with pytest.raises(DatabaseProblem, match="chown -R"):
        place.settle(folder / "postgres", "daemon")


@needs_root
@pytest.mark.parametrize("name", ["nobody-of-this-name", "root"])
def test_a_user_who_cannot_stand_in_is_named(name):
    with pytest.raises(DatabaseProblem, match="LINLI_RUN_AS"):
        find_stand_in(name)


@needs_root
def test_an_ordinary_user_runs_a_server_in_a_folder_of_its_own(folder):
    home = folder / "home"
    home.mkdir()
    os.chown(home, nobody().user, nobody().group)
    site = programs.embedded().bundle
    outcome = nobody().run(
        python_of_nobody(), "-c", AS_ORDINARY, str(home),
        environment={"PYTHONPATH": f"{ROOT}:{site}", "HOME": str(home)},
    )  # fmt: skip
    assert outcome.stdout.strip() == "(1,) True", outcome.stderr


@needs_root
def test_an_ordinary_user_is_told_whose_folder_it_is(folder):
    place.settle(folder / "postgres", None).make()
    outcome = nobody().run(
        python_of_nobody(), "-c", AS_ORDINARY, str(folder),
        environment={"PYTHONPATH": f"{ROOT}:{programs.embedded().bundle}"},
    )  # fmt: skip
    assert "belongs to user root" in outcome.stderr


def test_an_ordinary_user_needs_no_stand_in():
    if os.geteuid() == 0:
        pytest.skip("we are root")
    assert find_stand_in("nobody") == StandIn()


def test_the_system_names_the_version_of_its_programs():
    if not shutil.which("pg_ctl") and not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.skip("this machine has no PostgreSQL of its own")
    found = programs.system()
    words = subprocess.run(
        [found.path("postgres"), "--version"], check=True, capture_output=True, text=True
    )
    assert found.version in words.stdout
    assert found.major >= programs.OLDEST_MAJOR
