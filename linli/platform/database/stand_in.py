"""The ordinary user who runs PostgreSQL, since PostgreSQL refuses to be run by root."""

import os
import pwd
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from linli.platform.database.problem import DatabaseProblem

CANDIDATES = ("linli", "postgres", "nobody")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
PRIVATE = 0o077  # umask: what the stand-in writes, it alone reads


@dataclass(frozen=True)
class StandIn:
    """A user and group to run as, or nobody in particular (None) when we are ordinary ourselves."""

    user: int | None = None
    group: int | None = None

    @property
    def name(self) -> str:
        number = os.geteuid() if self.user is None else self.user
        try:
            return pwd.getpwuid(number).pw_name
        except KeyError:
            return str(number)

    def run(
        self, *command: str, stdin: str | None = None, environment: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        """Run to the end without a terminal, so that Ctrl-C reaches linli and not the server."""
        return subprocess.run(
            command, user=self.user, group=self.group, umask=PRIVATE,
            extra_groups=None if self.user is None else [], input=stdin or "",
            capture_output=True, text=True, errors="replace",
            check=False, start_new_session=True, cwd="/", env={**ENVIRONMENT, **(environment or {})},
        )  # fmt: skip

    def own(self, path: Path) -> None:
        """Take `path` into possession; what is a link stays a link and changes nothing else."""
        if self.user is not None:
            os.chown(
                path, self.user, -1 if self.group is None else self.group, follow_symlinks=False
            )

    def can_enter(self, folder: Path) -> bool:
        """Whether this user reaches `folder`, asked of the system and not guessed from modes."""
        return self.user is None or self.run("test", "-x", str(folder)).returncode == 0


def find_stand_in(named: str | None = None, owner: int | None = None) -> StandIn:
    """Ourselves, or as root: the user `named`, the `owner` of data that is there already, who ran
    sudo, or the first ordinary user there is.

    Raises DatabaseProblem when `named` is nobody, or isn't who owns the data.
    """
    if os.geteuid() != 0:
        return StandIn()
    if named:
        return _named(named, owner)
    if owner:
        return _entry(pwd.getpwuid(owner))
    for name in (os.environ.get("SUDO_USER"), *CANDIDATES):
        entry = _look_up(name) if name else None
        if entry is not None and entry.pw_uid != 0:
            return _entry(entry)
    raise DatabaseProblem("PostgreSQL can't run as root: set LINLI_RUN_AS to an ordinary user.")


def _named(name: str, owner: int | None) -> StandIn:
    entry = _look_up(name)
    if entry is None or entry.pw_uid == 0:
        raise DatabaseProblem(
            f"LINLI_RUN_AS: there is no ordinary user {name!r} here; name another."
        )
    if owner not in {None, entry.pw_uid}:
        raise DatabaseProblem(
            f"LINLI_RUN_AS names {name!r}, but the database's files belong to user {owner}:"
            " take the setting out, or give the files to that user with chown -R."
        )
    return _entry(entry)


def _look_up(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _entry(entry: pwd.struct_passwd) -> StandIn:
    return StandIn(entry.pw_uid, entry.pw_gid)
