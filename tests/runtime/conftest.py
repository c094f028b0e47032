"""Whole houses, as a system administrator has them: own folder, own port, through the command line."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0  # seconds until a thing that has to happen counts as not happening


def until(what: Callable[[], object], words: str) -> None:
    """Wait for `what` to become true."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < PATIENCE, f"It didn't come about that {words}."
        time.sleep(0.05)


@dataclass
class House:
    """One LINLI_HOME and what can be done with it."""

    home: Path
    port: int

    def environment(self, **settings: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LINLI_")}
        own = {"LINLI_HOME": str(self.home), "LINLI_PORT": str(self.port)}
        return {**kept, **own, "PYTHONPATH": str(ROOT), **settings}

    def linli(self, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "linli", *arguments], env=self.environment(**settings),
            cwd=self.home.parent, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip

    def serve(self, **settings: str) -> "subprocess.Popen[str]":
        """Start `linli serve` and wait for its first answer."""
        started = subprocess.Popen(
            [sys.executable, "-m", "linli", "serve"], env=self.environment(**settings),
            cwd=self.home.parent, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        until(lambda: self.get("/health/ready")[0] == 200, "linli answers")
        return started

    def get(self, path: str, **headers: str) -> tuple[int, Message, str]:
        """Status, headers and body; status 0 when nobody answers."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        except OSError:
            return 0, Message(), ""
        finally:
            line.close()

    @property
    def postmaster(self) -> int:
        note = self.home / "postgres" / "server" / "data" / "postmaster.pid"
        return int(note.read_text().split()[0]) if note.exists() else 0


def children_of(parent: int) -> dict[str, int]:
    """The processes started by `parent`, by the last part of the module they run."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(parent)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    lines = [line.split() for line in listed.splitlines() if "linli.project.serving" in line]
    return {words[-2].rpartition(".")[2]: int(words[0]) for words in lines}


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def stop(started: "subprocess.Popen[str]") -> str:
    """Ask for the end as Ctrl-C does, and give what was said until then."""
    started.send_signal(signal.SIGINT)
    return started.communicate(timeout=PATIENCE)[1]


def new_house() -> House:
    folder = Path(tempfile.mkdtemp(prefix="linli-house-"))
    folder.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return House(folder / "home", probe.getsockname()[1])


@pytest.fixture(scope="session")
def prepared() -> Iterator[House]:
    """A house that has been set up with `linli init`, and with two people in it."""
    made = new_house()
    outcome = made.linli("init")
    assert outcome.returncode == 0, outcome.stderr
    for name in ("anna", "bert"):
        assert made.linli("user", "add", name, name).returncode == 0
    yield made
    shutil.rmtree(made.home.parent, ignore_errors=True)


def copy_of(prepared: House) -> House:
    copied = new_house()
    subprocess.run(["cp", "-a", str(prepared.home), str(copied.home)], check=True)
    (copied.home / "prepared").unlink(missing_ok=True)
    return copied


@pytest.fixture
def house(prepared: House) -> Iterator[House]:
    """A copy of that house, to be used up."""
    copied = copy_of(prepared)
    yield copied
    shutil.rmtree(copied.home.parent, ignore_errors=True)
