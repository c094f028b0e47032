"""Where the server's files lie: near linli's own when the server's user can get there."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from linli.platform.database.problem import DatabaseProblem
from linli.platform.database.stand_in import StandIn, find_stand_in

SHARED = Path("/var/lib/linli")
LONGEST_SOCKET_PATH = 100  # sun_path has 108 bytes on Linux and 104 on macOS
SOCKET_FILE = ".s.PGSQL.5432"
PASSABLE, PRIVATE = 0o711, 0o700


@dataclass(frozen=True)
class Place:
    """`home` is linli's: lock, password, copied programs. `home/server` is the stand-in's alone."""

    home: Path
    stand_in: StandIn
    wanted: Path

    @property
    def server(self) -> Path:
        return self.home / "server"

    @property
    def data(self) -> Path:
        return self.server / "data"

    @property
    def sockets(self) -> Path:
        """Beside the data, or in a short folder when that path is longer than a socket's may be,
        or has a comma, at which PostgreSQL's clients would cut it."""
        near = self.server / "socket"
        if len(os.fsencode(near / SOCKET_FILE)) <= LONGEST_SOCKET_PATH and "," not in str(near):
            return near
        if os.geteuid() == 0:
            return Path("/run") / f"linli-{_digest(self.home)}"
        return Path(tempfile.gettempdir()) / f"linli-{os.getuid()}-{_digest(self.home)}"

    @property
    def notice(self) -> str | None:
        """What to tell the person when the data isn't where they would look for it."""
        if self.home == self.wanted:
            return None
        return (
            f"PostgreSQL runs as user {self.stand_in.name}, who can't enter {self.wanted.parent}."
            f" The database lies in {self.home}; set LINLI_HOME to a folder that user can enter to"
            " have it elsewhere."
        )

    def make(self) -> None:
        """Make the folders that are missing; those that exist keep their permissions."""
        make_folder(self.home, PASSABLE if self.stand_in.user else PRIVATE)
        if not os.access(self.home, os.W_OK):
            owner = StandIn(self.home.stat().st_uid).name
            raise DatabaseProblem(
                f"{self.home} belongs to user {owner}: start linli as that user, or set LINLI_HOME to"
                " a folder of your own."
            )
        for folder in (self.server, self.sockets):
            self._make_own(folder)

    def _make_own(self, folder: Path) -> None:
        """A folder that the server's user alone can open, and that nobody else has put there."""
        if not folder.exists():
            make_folder(folder, PRIVATE)
            self.stand_in.own(folder)
        found = folder.lstat()
        wanted = os.geteuid() if self.stand_in.user is None else self.stand_in.user
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != wanted:
            raise DatabaseProblem(
                f"{folder} isn't a folder of user {self.stand_in.name}: move it away, or give it to"
                " that user, and start again."
            )


def make_folder(folder: Path, mode: int) -> None:
    """Make `folder` and what is missing above it with `mode`, whatever the umask says."""
    if folder.exists():
        return
    make_folder(folder.parent, mode)
    folder.mkdir(mode=PRIVATE, exist_ok=True)
    folder.chmod(mode)


def settle(wanted: Path, named: str | None) -> Place:
    """Find the server's user and a home that this user can enter, without opening any folder.

    A home below a closed folder (a checkout under /root) is replaced by one under /var/lib/linli
    whose name is made from the wanted path, so that every later start finds it again.
    """
    refuge = SHARED / f"{'-'.join(wanted.parent.parts[1:])}-{_digest(wanted)}"
    for home in (wanted, refuge):
        stand_in = find_stand_in(named, _owner_of(home / "server"))
        if stand_in.can_enter(_nearest(home)):
            return Place(home, stand_in, wanted)
    raise DatabaseProblem(
        f"User {stand_in.name} can enter neither {wanted} nor {refuge}: set LINLI_HOME to a folder"
        " that user can enter."
    )


def _owner_of(folder: Path) -> int | None:
    try:
        return folder.stat().st_uid
    except OSError:
        return None


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    return next(each for each in (folder, *folder.parents) if each.exists())


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
