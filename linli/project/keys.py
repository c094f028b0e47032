"""Secrets that linli makes for itself, one file each, readable by its own user alone."""

import os
import secrets
from pathlib import Path

SERVER_KEYS = ("linli_owner", "linli_app")  # passwords on one server; a new one gets new ones
NAMES = ("django", "fields", "index", *SERVER_KEYS)


class Keys:
    """The secrets in one folder. Losing `fields` means losing every encrypted field with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> str:
        """The secret called `name`, made on first use; 32 random bytes as URL-safe text."""
        path = self.folder / name
        try:
            return path.read_text().strip()
        except FileNotFoundError:
            return self._make(path)

    def _make(self, path: Path) -> str:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
        try:
            os.link(draft, path)  # whoever is first wins; the other reads what the first one wrote
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text().strip()
