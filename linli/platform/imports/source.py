"""Reading a stored file into rows of cells, by way of a process that may fail without harm."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from linli.platform.files import archives
from linli.platform.files.errors import UnsafeDocument
from linli.platform.files.store import Store
from linli.platform.imports import sheets
from linli.platform.imports.declaration import Cell
from linli.platform.imports.errors import FileUnreadable

INBOUND = Store("imports")  # what was sent, and the reports on it
FINDINGS = ".findings"  # beside a report: its first findings as data
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Table:
    """One sheet as it is: `rows[0]` is row 1 of the sheet."""

    sheets: Sequence[str]
    sheet: int
    rows: Sequence[Sequence[Cell]]

    @property
    def name(self) -> str:
        return self.sheets[self.sheet]


def read(path: Path, sheet: int = 0, first: int | None = None) -> Table:
    """The table in `path`, an Excel workbook (xlsx, xls), an OpenDocument one, CSV or GeoJSON.

    With `first` only so many rows. Raises FileUnreadable, which says how to mend it.
    """
    _weigh(path)
    figures = (str(path), str(sheet), str(MOST_ROWS + 100), str(MOST_COLUMNS))
    command = [sys.executable, "-m", sheets.__name__, *figures]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
    ) as reader:
        assert reader.stdout is not None  # noqa: S101  # asked for one line above
        some = islice(reader.stdout, None if first is None else first + 1)
        lines = [json.loads(line, object_hook=_day) for line in some]
        enough = first is not None and len(lines) > first
        if enough:
            reader.kill()
    if reader.returncode == sheets.TROUBLE:
        raise FileUnreadable(lines[-1]["trouble"])
    if reader.returncode != 0 and not enough:  # killed by a limit
        raise FileUnreadable("too_heavy")
    names, *rows = lines
    if not any(any(cell is not None for cell in row) for row in rows):
        raise FileUnreadable("empty")
    return Table(names, min(sheet, len(names) - 1), rows)


def _weigh(path: Path) -> None:
    """Refuse what is empty or too large, packed or unpacked, before anything reads it."""
    size = path.stat().st_size
    if size == 0:
        raise FileUnreadable("empty")
    if size > MOST_BYTES:
        raise FileUnreadable("too_large")
    with path.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            if not zipfile.is_zipfile(file):
                raise FileUnreadable("damaged")
            try:
                archives.weighed(file, MOST_UNPACKED).close()
            except UnsafeDocument:
                raise FileUnreadable("too_heavy") from None


def _day(given: dict[str, Any]) -> Any:
    if "day" in given:
        return date.fromisoformat(given["day"])
    return datetime.fromisoformat(given["moment"]) if "moment" in given else given
