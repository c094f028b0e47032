"""A house that is open: what stops it, what doesn't, and what people see meanwhile."""

import os
import signal

import pytest

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
    one_of_two = next(iter(_processes_below(children_of(started.pid)["web"])))
    os.kill(one_of_two, signal.SIGKILL)
    until(lambda: len(_processes_below(children_of(started.pid)["web"]) - {one_of_two}) == 2, "two")
    postmaster = house.postmaster
    os.kill(postmaster, signal.SIGKILL)
    until(lambda: house.postmaster not in {0, postmaster}, "the database is started again")
    until(lambda: house.get("/health/ready")[0] == 200, "linli answers again")
    assert "web ended (SIGKILL)" in stop(started)


def test_a_page_without_a_database_says_come_back(house):
    started = house.serve()
    os.kill(house.postmaster, signal.SIGSTOP)
    try:
        until(lambda: house.get("/health/ready")[0] == 503, "linli says that it isn't ready")
        assert house.get("/health/live")[0] == 200
        status, headers, body = house.get("/account/login/", Cookie="sessionid=made-up")
        assert (status, "Retry-After" in headers, "Traceback" in body) == (503, True, False)
    finally:
        os.kill(house.postmaster, signal.SIGCONT)
    until(lambda: house.get("/health/ready")[0] == 200, "linli is ready again")
    assert "Traceback" not in stop(started)


def _processes_below(parent: int) -> set[int]:
    return set(children_of_all(parent))


def children_of_all(parent: int) -> list[int]:
    """The numbers of all children of `parent`."""
    task = f"/proc/{parent}/task/{parent}/children"
    with open(task) as listed:
        return [int(each) for each in listed.read().split()]
