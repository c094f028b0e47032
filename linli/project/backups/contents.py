"""What a backup consists of, and whether all of it is there unchanged."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from linli.kernel.demonstration import Report

FORMAT = 1
LIST, DUMP, FILES, KEYS = "contents.json", "database.dump", "files", "keys"
NOT_FILES = {"postgres", "static", "backups", "keys"}  # folders of LINLI_HOME that can be made anew
BLOCK = 1024 * 1024


class BackupProblem(Exception):
    """The backup can't be made, trusted or brought back; the message says why."""


@dataclass(frozen=True)
class Contents:
    """The list that lies in the backup's folder. `rows` counts each table as it was dumped; `sums`
    are SHA-256 of every other file in the folder, by relative path."""

    made_at: str
    version: str
    server_version: str
    rows: Mapping[str, int]
    sums: Mapping[str, str]
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / LIST).write_text(text, encoding="utf-8")


def read(folder: Path) -> Contents:
    """The list of a backup; BackupProblem when the folder is none, or one of a later linli."""
    try:
        facts = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BackupProblem(f"{folder} is no backup of linli: {LIST} is missing.") from None
    except ValueError:
        raise BackupProblem(f"{folder / LIST} is damaged: take another backup.") from None
    if facts.get("format") != FORMAT:
        raise BackupProblem(
            f"{folder} was made by another linli ({facts.get('version')}): use that one."
        )
    return Contents(**facts)


def check(folder: Path, report: Report) -> Contents:
    """The list, after every file was found unchanged; BackupProblem names the first that wasn't."""
    contents = read(folder)
    for number, (name, expected) in enumerate(sorted(contents.sums.items())):
        report("checking the backup", number, len(contents.sums))
        path = folder / name
        if not path.is_file():
            raise BackupProblem(f"{path} is missing: the backup isn't whole, take another one.")
        if sum_of(path) != expected:
            raise BackupProblem(f"{path} has changed since it was made: take another backup.")
    report("checking the backup", len(contents.sums), len(contents.sums))
    return contents


def sum_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())
