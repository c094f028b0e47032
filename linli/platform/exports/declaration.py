"""How a domain declares a list that may leave the house: an `Exporter`, named in its manifest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from linli.platform.access.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Filters = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `value` is the name of an attribute (dots reach further) or takes the row."""

    key: str
    title: "str | StrPromise"
    value: str | Callable[[Any], Any]
    width: int = 16  # characters

    @property
    def read(self) -> Callable[[Any], Any]:
        return attrgetter(self.value) if isinstance(self.value, str) else self.value


@dataclass(frozen=True, kw_only=True)
class Filter:
    """A parameter of the list that the export understands; all others are dropped.

    The value of a `private` one (a search for a name) stands on the watermark, never in the trail.
    """

    key: str
    title: "str | StrPromise"
    private: bool = False


@dataclass(frozen=True, kw_only=True)
class Exporter:
    """A list as a file: same columns and same filters as on the screen.

    `rows(actor, filters)` gives what this actor may see, masked as this actor sees it, and is read
    to its end inside one transaction. `needs` must be held somewhere; where it counts is for `rows`
    to say. With `sensitive` the actor has to say what it is for.
    """

    key: str
    title: "str | StrPromise"
    needs: str
    columns: Sequence[Column]
    rows: Callable[[Actor, Filters], Iterable[Any]]
    filters: Sequence[Filter] = ()
    sensitive: bool = False

    def known(self, given: Mapping[str, str]) -> dict[str, str]:
        """Those of `given` that this export understands and that say anything."""
        return {each.key: given[each.key] for each in self.filters if given.get(each.key)}
