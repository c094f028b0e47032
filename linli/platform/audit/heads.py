"""The heads of the chain outside the database: one line per seal in a file, and in syslog if asked.

Whoever can write to the database could cut off its end; the file then knows more seals than it has.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from logging.handlers import SysLogHandler
from pathlib import Path

from django.conf import settings

TAIL = 4096  # bytes; the last line is far shorter


@dataclass(frozen=True, slots=True)
class Witness:
    """What the file says of one seal."""

    number: int
    digest: str
    entries: int
    at: str


def path() -> Path:
    return Path(settings.HOME) / "audit" / "heads.jsonl"


def last_number() -> int:
    """The number of the newest seal in the file; 0 when there is none."""
    try:
        with path().open("rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - TAIL))
            lines = file.read().splitlines()
    except FileNotFoundError:
        return 0
    known = [read for read in map(_parse, lines) if read is not None]
    return known[-1].number if known else 0


def append(witnesses: Iterable[Witness]) -> None:
    """Write lines that survive a power cut before this returns; one writer at a time."""
    lines = [json.dumps(asdict(each)) for each in witnesses]
    if not lines:
        return
    path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path().open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    _tell_syslog(lines)


def read_all() -> Iterator[Witness]:
    """Every seal the file knows; a half line of a power cut is passed over."""
    try:
        with path().open("rb") as file:
            yield from filter(None, map(_parse, file))
    except FileNotFoundError:
        return


def _parse(line: bytes) -> Witness | None:
    try:
        return Witness(**json.loads(line))
    except (ValueError, TypeError):
        return None


def _tell_syslog(lines: Iterable[str]) -> None:
    """Best effort: a log server that is away must not hold up the seal."""
    if not settings.AUDIT_SYSLOG:
        return
    host, _colon, port = settings.AUDIT_SYSLOG.rpartition(":")
    address = (host, int(port)) if host and port.isdigit() else settings.AUDIT_SYSLOG
    try:
        handler = SysLogHandler(address)
    except OSError:
        logging.getLogger(__name__).warning("The log server %s is away.", settings.AUDIT_SYSLOG)
        return
    for line in lines:
        record = logging.LogRecord("linli", logging.INFO, "", 0, f"linli seal {line}", None, None)
        handler.emit(record)
    handler.close()
