"""Bytes on disk in folders of `<LINLI_HOME>`, under names that say nothing.

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
_DRAFT = ".part"
_KEY_LENGTH = 32


class Store:
    """One folder of `<LINLI_HOME>`, spread over 65,536 places: `<name>/aa/bb/<key>`."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def folder(self) -> Path:
        return Path(settings.HOME) / self._name

    def path(self, key: str, part: str = BODY) -> Path:
        return self.folder / key[:2] / key[2:4] / f"{key}{part}"

    def put(self, parts: Mapping[str, bytes]) -> str:
        """Write `parts` (suffix: bytes) durably and answer their key.

        Raises StorageFull, leaving nothing behind.
        """
        with self.draft(*parts) as (key, drafts):
            for draft, content in zip(drafts, parts.values(), strict=True):
                draft.write_bytes(content)
        return key

    @contextlib.contextmanager
    def draft(self, *parts: str) -> Iterator[tuple[str, list[Path]]]:
        """A new key and an empty file to fill for each part; named and durable when the block ends.

        Raises StorageFull, leaving nothing behind.
        """
        key = secrets.token_hex(_KEY_LENGTH // 2)
        targets = [self.path(key, part) for part in parts or (BODY,)]
        drafts = [each.with_name(each.name + _DRAFT) for each in targets]
        try:
            targets[0].parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            for each in drafts:
                each.touch(mode=0o600, exist_ok=False)
            yield key, drafts
            for draft, target in zip(drafts, targets, strict=True):
                _sync(draft)
                draft.rename(target)
            _sync(targets[0].parent)
        except OSError:
            self.remove(key)
            raise errors.StorageFull from None
        except BaseException:
            self.remove(key)
            raise

    def open(self, key: str, part: str = BODY) -> BinaryIO:
        return self.path(key, part).open("rb")

    def remove(self, key: str) -> None:
        """Take away every part of `key`, finished or not; nothing happens where there is none."""
        for each in self.path(key).parent.glob(f"{key}*"):
            with contextlib.suppress(FileNotFoundError):
                each.unlink()

    def every_key(self, older_than: datetime | None = None) -> Iterator[str]:
        """The keys on disk, each once; with `older_than` only those untouched since then."""
        for place in sorted(self.folder.glob("??/??")):
            ages: dict[str, float] = {}
            for each in place.iterdir():
                key = each.name[:_KEY_LENGTH]
                with contextlib.suppress(FileNotFoundError):
                    ages[key] = max(ages.get(key, 0), each.stat().st_mtime)
            for key, age in sorted(ages.items()):
                if older_than is None or datetime.fromtimestamp(age, tz=UTC) < older_than:
                    yield key


def _sync(path: Path) -> None:
    """Force a file or a folder's list of names to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


KEPT = Store("files")
