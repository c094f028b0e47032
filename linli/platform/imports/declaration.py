"""How a domain declares what can be brought in from a table: an `Importer`, named in its manifest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from linli.platform.access.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Cell = str | int | float | bool | date | datetime | None
Choices = Sequence[str] | Callable[[Actor, str], Sequence[str]]


class BadCell(ValueError):
    """A cell breaks a rule. `rule` says which, `repair` how to mend it."""

    def __init__(self, rule: str, repair: str) -> None:
        super().__init__(rule)
        self.rule, self.repair = rule, repair


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell means; `repaired` says what had to be changed to read it so."""

    value: Any
    repaired: str = ""


Parse = Callable[[Any], Value]


@dataclass(frozen=True, kw_only=True)
class ImportColumn:
    """One thing that a row may tell. `parse` gets a cell that isn't blank (`imports.cells` has them).

    `choices` become a drop-down of the template: the words themselves, or `choices(actor, area)`.
    """

    key: str
    title: "str | StrPromise"
    parse: Parse
    required: bool = False
    hint: "str | StrPromise" = ""
    example: str = ""
    choices: Choices = ()
    synonyms: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be read. `number` is its row in the sheet; a blank cell has no entry in `values`."""

    number: int
    area: str
    values: Mapping[str, Any]

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check says of a cell (or, without a column, of a row). A note is only to be known."""

    row: int
    column: str
    rule: str
    repair: str = ""
    value: str = ""
    is_note: bool = False


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a chunk of rows did. `changed` keeps for each id what it was before, as plain JSON values."""

    created: Sequence[str] = ()
    changed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unchanged: int = 0


@dataclass(frozen=True, kw_only=True)
class Undone:
    """What undoing did. `kept` says of each thing that stays why it had to."""

    removed: int = 0
    restored: int = 0
    kept: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Importer:
    """What can be brought in from Excel or CSV.

    `check(rows, actor, area)` looks at all readable rows together (one query for a thousand rows, not
    one each) and tells what is wrong with any. `write(actor, rows)` runs in a transaction on up to
    `chunk` rows and finds by the natural key what is there already, so that running twice makes no
    doubles. `undo(actor, written)` takes back what one `write` did.
    `needs` is required at the area that the actor chose; that each row lies there is for `check`.
    `places(actor)` names those areas as (code, name).
    """

    key: str
    title: "str | StrPromise"
    needs: str
    columns: Sequence[ImportColumn]
    natural_key: Sequence[str]
    write: Callable[[Actor, Sequence[Row]], Written]
    check: Callable[[Sequence[Row], Actor, str], Iterable[Finding]] | None = None
    undo: Callable[[Actor, Written], Undone] | None = None
    places: Callable[[Actor], Sequence[tuple[str, str]]] | None = None
    notes: Sequence["str | StrPromise"] = ()
    chunk: int = 1_000

    def column(self, key: str) -> ImportColumn:
        return next(each for each in self.columns if each.key == key)
