"""A house that is open: what stops it, what doesn't, and what people see meanwhile."""

import os
import signal
from pathlib import Path

import pytest

from linli.platform.database import place, programs
from linli.platform.database.server import Server
from tests.runtime.conftest import children_of, lives, stop, until

pytestmark = pytest.mark.drill


def test_ctrl_c_stops_web_worker_and_database(house):
    started = house.serve()
    assert house.get("/health/live")[0] == 200
    until(lambda: len(children_of(started.pid)) == 2, "web and worker run")
    children, postmaster = children_of(started.pid), house.postmaster
    said = stop(started)
    assert started.returncode == 0
    assert "Stopped the database" in said
    assert not any(lives(pid) for pid in (*children.values(), postmaster))


def test_the_database_outlives_a_killed_linli_and_is_found_again(house):
    started = house.serve()
    until(lambda: len(children_of(started.pid)) == 2, "web and worker run")
    children, postmaster = children_of(started.pid), house.postmaster
    started.kill()
    until(
        lambda: not any(lives(pid) for pid in children.values()), "web and worker end by themselves"
    )
    until(lambda: house.get("/health/live")[0] == 0, "the port is free")
    assert lives(postmaster)
    again = house.serve()
    assert house.postmaster == postmaster
    stop(again)
    assert not lives(postmaster)


def test_whatever_is_killed_comes_back(house):
    started = house.serve()
    until(lambda: len(children_of(started.pid)) == 2, "web and worker run")
    for name in ("web", "worker"):
        pid = children_of(started.pid)[name]
        os.kill(pid, signal.SIGKILL)
        until(lambda pid=pid: not lives(pid), "it is gone")
        until(lambda name=name: name in children_of(started.pid), f"{name} is started again")
        until(lambda: house.get("/health/ready")[0] == 200, "linli answers again")
    web = children_of(started.pid)["web"]
    one = min(forks_of(web))
    os.kill(one, signal.SIGKILL)
    until(lambda: len(forks_of(web) - {one}) == 2, "there are two web processes again")
    postmaster = house.postmaster
    os.kill(postmaster, signal.SIGKILL)
    until(lambda: house.postmaster not in {0, postmaster}, "the database is started again")
    until(lambda: house.get("/health/ready")[0] == 200, "linli answers again")
    assert "web ended (SIGKILL)" in stop(started)


@pytest.fixture
def away(house):
    """A house whose database is somebody else's to start, and that somebody."""
    server = Server(place.settle(house.home / "postgres", None), programs.embedded())
    server.start()
    started = house.serve(LINLI_DATABASE_URL=server.admin_dsn())
    yield house, server, started
    if started.poll() is None:
        stop(started)
    server.stop()


def test_a_page_without_a_database_says_come_back_and_returns_by_itself(away):
    house, server, started = away
    assert house.get("/account/login/")[0] == 200
    server.stop()
    until(lambda: house.get("/health/ready")[0] == 503, "linli says that it isn't ready")
    assert house.get("/health/live")[0] == 200
    for path, kind in (
        ("/account/login/", "text/html"),
        ("/api/v1/cases", "application/problem+json"),
    ):
        status, headers, body = house.get(path, Cookie=f"sessionid={'a' * 32}")
        assert (status, headers["Content-Type"].partition(";")[0]) == (503, kind)
        assert int(headers["Retry-After"]) > 0
        assert "Traceback" not in body
        assert "OperationalError" not in body
    server.start()
    until(lambda: house.get("/health/ready")[0] == 200, "linli is ready again")
    assert house.get("/account/login/")[0] == 200
    said = stop(started)
    assert "The database doesn't answer" in said
    assert "Traceback" not in said


def forks_of(parent: int) -> set[int]:
    """The numbers of the processes that `parent` has forked."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return {int(each) for each in listed.split()}
