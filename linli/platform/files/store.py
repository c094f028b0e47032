"""Bytes on disk below `<LINLI_HOME>/files`, under names that say nothing.

A name is made once and never written again, so a file on disk is either whole or absent.
"""

import contextlib
import os
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from linli.platform.files import errors

BODY, THUMBNAIL = "", ".thumb"
_PART = ".part"
_KEY_LENGTH = 32


def folder() -> Path:
    return Path(settings.HOME) / "files"


def path(key: str, part: str = BODY) -> Path:
    return folder() / key[:2] / key[2:4] / f"{key}{part}"


def put(parts: Mapping[str, bytes]) -> str:
    """Write `parts` (suffix: bytes) durably and answer their key. Raises StorageFull, leaving nothing."""
    key = secrets.token_hex(_KEY_LENGTH // 2)
    try:
        for part, content in parts.items():
            _write(path(key, part), content)
    except OSError:
        remove(key)
        raise errors.StorageFull from None
    return key


def get(key: str, part: str = BODY) -> BinaryIO:
    return path(key, part).open("rb")


def remove(key: str) -> None:
    for part in (BODY, THUMBNAIL, _PART, THUMBNAIL + _PART):
        with contextlib.suppress(OSError):
            path(key, part).unlink()


def every_key(older_than: datetime | None = None) -> Iterator[str]:
    """The keys on disk, each once; with `older_than` only those whose newest file is from before."""
    for place in sorted(folder().glob("??/??")):
        ages: dict[str, float] = {}
        for each in place.iterdir():
            key = each.name[:_KEY_LENGTH]
            with contextlib.suppress(FileNotFoundError):
                ages[key] = max(ages.get(key, 0), each.stat().st_mtime)
        for key, age in sorted(ages.items()):
            if older_than is None or datetime.fromtimestamp(age, tz=UTC) < older_than:
                yield key


def _write(target: Path, content: bytes) -> None:
    """Whole or not at all: a draft is filled, forced to the disk, then renamed."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = target.with_name(target.name + _PART)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(target)
    _sync_folder(target.parent)


def _sync_folder(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
