"""A PostgreSQL server of our own: started, watched and stopped by linli, on a Unix socket only.

It is a process of its own. Whoever uses it holds a shared lock; the last one to leave stops it. A
linli that is killed leaves the server standing, and the next one finds it again.
"""

import fcntl
import os
import secrets
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import TextIOWrapper
from pathlib import Path

from psycopg.conninfo import make_conninfo

from linli.platform.database import programs as programs_
from linli.platform.database.place import SOCKET_FILE, Place
from linli.platform.database.problem import DatabaseProblem
from linli.platform.database.programs import Programs
from linli.platform.database.tuning import settings

SUPERUSER = "linli_admin"
START_SECONDS = 600  # recovery after a crash may take its time
STRAGGLER_SECONDS = 60
BUILTIN_LOCALE_SINCE = 17
LOCALES = {
    True: ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
    False: ("--locale=C.UTF-8",),
}


@dataclass(frozen=True)
class Server:
    """One data folder, the programs that serve it and the user who runs them."""

    place: Place
    installed: Programs

    @cached_property
    def programs(self) -> Programs:
        """The programs as the server's user reaches them."""
        return programs_.reachable(self.installed, self.place.stand_in, self.place.home)

    @property
    def password(self) -> str:
        try:
            return self._password_file.read_text().strip()
        except FileNotFoundError:
            raise DatabaseProblem(
                f"{self._password_file} is missing, and with it the way into {self.place.data}: put it"
                " back from your backup of the keys."
            ) from None

    @property
    def log(self) -> Path:
        return self.place.server / "server.log"

    def admin_dsn(self, database: str = "postgres") -> str:
        return make_conninfo(
            host=str(self.place.sockets), user=SUPERUSER, password=self.password, dbname=database
        )

    def start(self) -> bool:
        """Have the server accept connections; False when it already did.

        Raises DatabaseProblem with the server's own last words when it does not start.
        """
        with self._alone():
            return self._start()

    def stop(self) -> bool:
        """Stop cleanly, ending open sessions; False when nothing was running."""
        with self._alone():
            return self._stop()

    def join(self) -> "Stay":
        """Start the server if need be, and keep it from being stopped by others until we leave."""
        with self._alone():
            self._start()
            users = _lock_file(self.place.home / ".users")
            fcntl.flock(users, fcntl.LOCK_SH)
            return Stay(self, users)

    def is_running(self) -> bool:
        """Whether a postmaster works in our data folder; an old note of one is no proof."""
        pid = self.pid
        return pid is not None and pid in self._pids_at_work()

    def has_died(self) -> bool:
        """A cheap look at whether the server we run is gone; `start` finds out for certain."""
        pid = self.pid
        return pid is None or not (_program(pid) == "postgres" or self.is_running())

    def leave(self, users: TextIOWrapper) -> bool:
        """Give up one's stay; True when it was the last one and the server was stopped."""
        with self._alone(), users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return self._stop()

    @property
    def _password_file(self) -> Path:
        return self.place.home / "password"

    def _start(self) -> bool:
        self._initialise()
        self._same_major()
        if self._found_running():
            self._await_answer()
            return False
        self._clear_away()
        place = self.place
        self._run(
            "pg_ctl", "start", "-w", "-t", str(START_SECONDS), "-D", str(place.data),
            "-l", str(self.log), "-o",
            f"-k {shlex.quote(_listed(place.sockets))} -p 5432 -c listen_addresses=''",
        )  # fmt: skip
        return True

    def _stop(self) -> bool:
        if not self.is_running():
            return False
        self._run("pg_ctl", "stop", "-w", "-t", "60", "-m", "fast", "-D", str(self.place.data))
        return True

    def _initialise(self) -> None:
        """Make the data folder in one step: a half-made one is thrown away and made anew."""
        self.place.make()
        if (self.place.data / "PG_VERSION").exists():
            return
        if not self._password_file.exists():
            _write_private(self._password_file, secrets.token_urlsafe(24))
        draft, password = self.place.server / "data.draft", self.place.server / "password"
        shutil.rmtree(draft, ignore_errors=True)
        password.unlink(missing_ok=True)
        _write_private(password, self.password)
        self.place.stand_in.own(password)
        try:
            self._run(
                "initdb", "-D", str(draft), "-U", SUPERUSER, "-E", "UTF8", "--data-checksums",
                *LOCALES[self.programs.major >= BUILTIN_LOCALE_SINCE],
                "--auth=scram-sha-256", f"--pwfile={password}",
            )  # fmt: skip
        finally:
            password.unlink(missing_ok=True)
        self.place.stand_in.run("tee", "-a", str(draft / "postgresql.conf"), stdin=settings())
        draft.rename(self.place.data)

    def _same_major(self) -> None:
        made_by = int((self.place.data / "PG_VERSION").read_text())
        if made_by != self.programs.major:
            raise DatabaseProblem(
                f"{self.place.data} was made by PostgreSQL {made_by}, and these programs are version"
                f" {self.programs.major}: run `linli backup` with the programs of version {made_by},"
                " move the folder away and run `linli restore`."
            )

    def _await_answer(self) -> None:
        """Wait for a server that somebody else has just started, or that recovers from a crash."""
        for _again in range(START_SECONDS * 5):
            ready = self.place.stand_in.run(
                self.programs.path("pg_isready"), "-q", "-h", str(self.place.sockets), "-p", "5432"
            )
            if ready.returncode == 0:
                return
            time.sleep(0.2)
        raise DatabaseProblem(
            f"The database server doesn't answer; its last words:\n{self.last_words()}"
        )

    def _found_running(self) -> bool:
        """Whether a server is at work already. The children of a killed one end by themselves once
        they notice; until then the data isn't ours."""
        for _again in range(STRAGGLER_SECONDS * 10):
            if self.is_running():
                return True
            if not self._pids_at_work():
                return False
            time.sleep(0.1)
        raise DatabaseProblem(
            f"A server was killed in {self.place.data}, and its processes {self._pids_at_work()} are"
            " still there: end them, and start again."
        )

    def _clear_away(self) -> None:
        """Remove the notes of a server that was killed: their numbers may be other processes' now."""
        (self.place.data / "postmaster.pid").unlink(missing_ok=True)
        for name in (SOCKET_FILE, f"{SOCKET_FILE}.lock"):
            (self.place.sockets / name).unlink(missing_ok=True)

    @property
    def pid(self) -> int | None:
        """The number that the server has noted; whether it still lives is another question."""
        try:
            return int((self.place.data / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def _pids_at_work(self) -> set[int]:
        """Processes whose working folder is our data: the server and its children.

        Asked as the server's user, since even root may not look elsewhere inside a container.
        """
        if not Path("/proc/self/cwd").exists():  # not Linux: trust the note, if that process lives
            status = self._call("pg_ctl", "status", "-D", str(self.place.data))
            pid = self.pid
            return {pid} if pid is not None and status.returncode == 0 else set()
        pattern = "".join(f"[{c}]" if c in "*?[" else c for c in str(self.place.data.resolve()))
        found = self.place.stand_in.run(
            "find", "/proc", "-mindepth", "2", "-maxdepth", "2", "-name", "cwd", "-lname", pattern
        ).stdout
        numbers = {int(line.split("/")[2]) for line in found.splitlines()}
        return {number for number in numbers if _program(number) == "postgres"}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one linli at a time starts or stops this server; the lock dies with its holder."""
        self.place.make()
        with _lock_file(self.place.home / ".lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _call(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return self.place.stand_in.run(self.programs.path(program), *arguments)

    def _run(self, program: str, *arguments: str) -> None:
        outcome = self._call(program, *arguments)
        if outcome.returncode:
            raise DatabaseProblem(
                f"{program} failed: {outcome.stderr.strip()}\n{self.last_words()}"
            )

    def last_words(self) -> str:
        """The end of the server's newest log."""
        logs = [each for each in (self.log, *self.place.data.glob("log/*")) if each.exists()]
        newest = sorted(logs, key=lambda each: each.stat().st_mtime)[-1:]
        return self.place.stand_in.run("tail", "-n", "5", *map(str, newest)).stdout.strip()


@dataclass(frozen=True)
class Stay:
    """One process's use of the server. Ends with `leave`, or with the process."""

    server: Server
    users: TextIOWrapper

    def leave(self) -> bool:
        """True when nobody else was there and the server was stopped."""
        return self.server.leave(self.users)


def _listed(folder: Path) -> str:
    """A path as a member of PostgreSQL's comma-separated list of socket folders."""
    return '"' + str(folder).replace('"', '""') + '"'


def _lock_file(path: Path) -> TextIOWrapper:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w")


def _program(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
