"""Reads a table from a file that somebody sent, in a process of its own.

`python -m linli.platform.imports.sheets FILE SHEET MOST_ROWS MOST_COLUMNS`

A workbook can declare a cell in its last row and column, or repeat a row a million times; the reader
then asks for more memory than there is and its process ends. So this one has a limit on memory and
on processor time, knows nothing of Django or the database, and says what it found line by line in
JSON: first the names of the sheets, then one line for each row.
"""

import csv
import io
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from linli.platform.imports import geojson

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
TROUBLE = 3  # exit code: the reason stands on the last line
SEPARATORS = ",\t;"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip (xlsx, ods) and OLE (xls)
_ENCODINGS = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"", "utf-8"),
    (b"", "gb18030"),  # holds GBK and GB 2312
)


class Trouble(Exception):
    """The file can't be read as a table; the argument is a code."""


def read(path: Path, sheet: int, most_rows: int, most_columns: int) -> Iterator[Any]:
    """The names of the sheets, then the rows of one of them; blank cells are None."""
    data = path.read_bytes()
    if data.startswith(_WORKBOOKS):
        names, rows = _workbook(data, sheet, most_rows, most_columns)
    elif geojson.looks_so(data):
        names, rows = [""], _features(data)
    else:
        names, rows = [""], _text(data)
    yield names
    for number, row in enumerate(rows):
        if number >= most_rows:
            raise Trouble("too_long")
        if len(row) > most_columns:
            raise Trouble("too_wide")
        yield row


def _workbook(
    data: bytes, sheet: int, most_rows: int, most_columns: int
) -> tuple[list[str], Iterable[list[Any]]]:
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
        page = book.get_sheet_by_index(min(sheet, len(book.sheet_names) - 1))
    except PasswordError:
        raise Trouble("password") from None
    except (CalamineError, ValueError, OverflowError, OSError):
        raise Trouble("damaged") from None
    _top, left = page.start or (0, 0)  # rows come from the first one on, columns only from here
    if page.total_height > most_rows:
        raise Trouble("too_long")
    if page.total_width > most_columns:
        raise Trouble("too_wide")
    blank: list[Any] = [None] * left
    filled = (blank + [None if each == "" else each for each in row] for row in page.iter_rows())
    return book.sheet_names, filled


def _text(data: bytes) -> Iterable[list[Any]]:
    text = decoded(data)
    if "\0" in text:
        raise Trouble("damaged")
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    csv.field_size_limit(1_000_000)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        raise Trouble("damaged") from None


def _features(data: bytes) -> Iterable[list[Any]]:
    try:
        yield from geojson.rows(decoded(data))
    except (ValueError, RecursionError):
        raise Trouble("damaged") from None


def decoded(data: bytes) -> str:
    """Text in UTF-8 or UTF-16 as its mark says, in UTF-8 without one, else in GB 18030."""
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise Trouble("encoding")


def _plain(value: Any) -> Any:
    """Days as {"day": …} or {"moment": …}, other spans as people write them."""
    match value:
        case datetime():
            return {"moment": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case time() | timedelta():
            return str(value)
    raise TypeError(f"A cell holds {type(value).__name__}.")


def main(path: str, *figures: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        for line in read(Path(path), *(int(each) for each in figures)):
            sys.stdout.write(json.dumps(line, default=_plain, ensure_ascii=False) + "\n")
    except Trouble as trouble:
        sys.stdout.write(json.dumps({"trouble": str(trouble)}) + "\n")
        return TROUBLE
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
