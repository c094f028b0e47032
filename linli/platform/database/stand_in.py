"""The ordinary user who runs PostgreSQL, since PostgreSQL refuses to be run by root."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CANDIDATES = ("linli", "postgres", "nobody")
KEPT_ENVIRONMENT = ("LANG", "LC_ALL", "TZ", "PATH")


class NoStandIn(Exception):
    """linli was started as root and found no ordinary user; the message says what to set."""


@dataclass(frozen=True)
class StandIn:
    """A user and group to run as, or nobody in particular (None) when we are ordinary ourselves."""

    user: int | None = None
    group: int | None = None

    def run(self, command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        """Run to the end without a terminal, so that Ctrl-C reaches linli and not the server."""
        return subprocess.run(
            command, user=self.user, group=self.group, extra_groups=[] if self.user else None,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, check=False, start_new_session=True, cwd="/", env=self._environment(),
        )  # fmt: skip

    def own(self, path: Path) -> None:
        if self.user is not None:
            os.chown(path, self.user, self.group if self.group is not None else -1)

    def can_enter(self, folder: Path) -> bool:
        """Whether this user reaches `folder`, asked of the system and not guessed from modes."""
        return self.run(["test", "-x", str(folder)]).returncode == 0

    @staticmethod
    def _environment() -> Mapping[str, str]:
        return {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}


def find_stand_in(named: str | None = None) -> StandIn:
    """Ourselves, or as root: the user `named`, who ran sudo, or the first ordinary one there is."""
    if os.geteuid() != 0:
        return StandIn()
    wanted = [name for name in (named, os.environ.get("SUDO_USER"), *CANDIDATES) if name]
    for name in wanted:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            if name == named:
                raise NoStandIn(f"There is no user {name!r}: set LINLI_RUN_AS to one.") from None
            continue
        if entry.pw_uid != 0:
            return StandIn(entry.pw_uid, entry.pw_gid)
    raise NoStandIn("PostgreSQL can't run as root: set LINLI_RUN_AS to an ordinary user.")
