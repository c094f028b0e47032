"""Which column of the file tells what: found by titles, then confirmed by a person."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence

from linli.platform.imports.cells import as_text
from linli.platform.imports.declaration import Cell, Importer

HEAD_WITHIN = 10  # rows from the top in which the titles are looked for
_ASIDE = re.compile(r"[（(【\[].*?[）)】\]]")
_LITTLE = re.compile(r"[\s*＊:：_\-/]+")


def named(title: str) -> str:
    """A title as people mean it: without marks, brackets, blanks and case."""
    half = unicodedata.normalize("NFKC", title).lower()
    return _LITTLE.sub("", _ASIDE.sub("", half)) or _LITTLE.sub("", half)


def head_row(importer: Importer, rows: Sequence[Sequence[Cell]]) -> int:
    """The index of the row with the titles: of the first ten, the one in which most are known."""
    known = set(_names(importer))
    scores = [sum(named(as_text(cell)) in known for cell in row) for row in rows[:HEAD_WITHIN]]
    if max(scores, default=0):
        return scores.index(max(scores))
    return next(index for index, row in enumerate(rows) if any(cell is not None for cell in row))


def matched(importer: Importer, head: Sequence[Cell]) -> dict[str, int]:
    """Key of an import column: index of the file's column, for each title that is known."""
    names = _names(importer)
    found: dict[str, int] = {}
    for index, cell in enumerate(head):
        key = names.get(named(as_text(cell)))
        if key is not None:
            found.setdefault(key, index)
    return found


def digest(head: Sequence[Cell]) -> str:
    """What tells one source's tables from another's: the titles in their order."""
    titles = [named(as_text(cell)) for cell in head]
    return hashlib.sha256(json.dumps(titles).encode()).hexdigest()


def _names(importer: Importer) -> dict[str, str]:
    """Every name under which a column is known; a title goes before another column's synonym."""
    names: dict[str, str] = {}
    for column in importer.columns:
        names.setdefault(named(str(column.title)), column.key)
        names.setdefault(named(column.key), column.key)
    for column in importer.columns:
        for synonym in column.synonyms:
            names.setdefault(named(synonym), column.key)
    return names
