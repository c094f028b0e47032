"""Servers of their own for tests that start, kill and misplace them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from linli.platform.database import place, programs
from linli.platform.database.server import Server

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act for another user")


def new_folder() -> Path:
    """A new folder that every user can enter, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="linli-test-"))
    path.chmod(0o755)
    return path


@pytest.fixture
def folder() -> Iterator[Path]:
    path = new_folder()
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def pattern() -> Iterator[Path]:
    """A home with a data folder as it is after the first start, to be copied."""
    path = new_folder()
    server = Server(place.settle(path / "postgres", None), programs.embedded())
    server.start()
    server.stop()
    yield path / "postgres"
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def new_server(folder: Path) -> Iterator[Server]:
    """A server without data."""
    made = Server(place.settle(folder / "postgres", None), programs.embedded())
    yield made
    made.stop()


@pytest.fixture
def server(folder: Path, pattern: Path) -> Iterator[Server]:
    """A stopped server with a data folder of its own."""
    subprocess.run(["cp", "-a", str(pattern), str(folder)], check=True)
    made = Server(place.settle(folder / "postgres", None), programs.embedded())
    yield made
    made.stop()
