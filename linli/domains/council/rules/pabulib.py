"""Pabulib's `.pb` files in and out (pabulib.org/format; arXiv 2305.11035).

A file is kept as it stands, every column a string, so that what was read is written again.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from linli.domains.council.rules.budgets import Election, Project, election

SECTIONS = ("META", "PROJECTS", "VOTES")
END = "\r\n"


@dataclass(frozen=True)
class Table:
    """One section: the names of its columns, and rows of as many strings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __iter__(self) -> Iterator[Mapping[str, str]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class Document:
    """A `.pb` file: its three sections."""

    meta: Table
    projects: Table
    votes: Table

    @property
    def facts(self) -> Mapping[str, str]:
        """The META section by key."""
        return {row[0]: row[1] for row in self.meta.rows}


def read(text: str) -> Document:
    """The sections of a file. Text as stored (open it with `newline=""`), with or without a BOM.

    ValueError, with the row counted from 1, for a section that is missing, unknown, twice or
    without columns, and for a row with more or fewer columns than its section.
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    current: list[tuple[str, ...]] | None = None
    source = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    for number, row in enumerate(source, 1):
        if len(row) == 1 and row[0].strip() in SECTIONS:
            if row[0].strip() in found:
                raise ValueError(f"Row {number}: section {row[0].strip()} stands twice.")
            current = found[row[0].strip()] = []
        elif current is None:
            raise ValueError(f"Row {number}: a file begins with META.")
        elif current and len(row) != len(current[0]):
            raise ValueError(f"Row {number}: {len(row)} columns instead of {len(current[0])}.")
        else:
            current.append(tuple(row))
    return Document(*(_table(name, found.get(name)) for name in SECTIONS))


def _table(name: str, rows: Sequence[tuple[str, ...]] | None) -> Table:
    if not rows:
        raise ValueError(f"Section {name} is missing or has no columns.")
    return Table(rows[0], tuple(rows[1:]))


def write(document: Document) -> str:
    """The file's text with CRLF; quotes only where a value holds `;`, a quote or a line break."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator=END)
    sections = (document.meta, document.projects, document.votes)
    for name, table in zip(SECTIONS, sections, strict=True):
        writer.writerows([(name,), table.columns, *table.rows])
    return out.getvalue()


def _one_each(named: Sequence[str], _given: Sequence[str], _row: Mapping[str, str]) -> list[int]:
    return [1] * len(named)


def _given_points(named: Sequence[str], given: Sequence[str], _row: Mapping[str, str]) -> list[int]:
    return [int(each) for each in given]


def _falling(named: Sequence[str], given: Sequence[str], row: Mapping[str, str]) -> list[int]:
    """The first of an ordinal ballot gets as many points as places may be named, then one less."""
    if given:
        return [int(each) for each in given]
    most = int(row.get("max_length") or len(named))
    return [most - place for place in range(len(named))]


_Counting: TypeAlias = Callable[[Sequence[str], Sequence[str], Mapping[str, str]], list[int]]
POINTS: Mapping[str, _Counting] = {
    "approval": _one_each,
    "choose-1": _one_each,
    "cumulative": _given_points,
    "scoring": _given_points,
    "ordinal": _falling,
}


def to_election(document: Document) -> Election:
    """The election in a file. Zero points are no vote; an ordinal ballot without `points` is
    counted by Borda as Kraków does (3, 2, 1 for three places).

    ValueError for a vote type that isn't in POINTS, a figure that isn't one, or what `election`
    refuses; KeyError for a missing required field.
    """
    facts = document.facts
    if facts["vote_type"] not in POINTS:
        raise ValueError(f"Votes of type {facts['vote_type']} can't be counted.")
    projects = [Project(each["project_id"], _money(each["cost"])) for each in document.projects]
    return election(_money(facts["budget"]), projects, _ballots(document, facts))


def _ballots(document: Document, facts: Mapping[str, str]) -> Iterable[Mapping[str, int]]:
    points = POINTS[facts["vote_type"]]
    for row in document.votes:
        named, given = _list(row["vote"]), _list(row.get("points", ""))
        if len(set(named)) != len(named):
            raise ValueError(f"Voter {row['voter_id']} names a project twice.")
        counted = zip(named, points(named, given, facts), strict=True)
        yield {project: each for project, each in counted if each}


def _list(cell: str) -> list[str]:
    return [each.strip() for each in cell.split(",") if each.strip()]


def _money(cell: str) -> Decimal:
    try:
        return Decimal(cell.replace(",", "."))
    except InvalidOperation:
        raise ValueError(f"{cell} isn't an amount of money.") from None


def winners(document: Document) -> frozenset[str]:
    """The ids that the city says it funded (`selected` 1). KeyError without that column."""
    return frozenset(each["project_id"] for each in document.projects if each["selected"] == "1")
