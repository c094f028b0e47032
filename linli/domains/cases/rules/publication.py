"""What may be published of a table of small areas: cells under five are hidden, and enough beside
them that nobody can subtract them from the total. Plain Python.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

SMALLEST = 5  # a cell of fewer, but more than none, is hidden
Key = TypeVar("Key", bound=str)


@dataclass(frozen=True, slots=True)
class Cell:
    """So many of so many, in one row of a published table."""

    numerator: int
    denominator: int

    @property
    def parts(self) -> tuple[int, int, int]:
        """Every number that can be read off it: what was counted, what wasn't, and both together."""
        return self.numerator, self.denominator - self.numerator, self.denominator


def is_small(count: int) -> bool:
    return 0 < count < SMALLEST


def hidden(rows: Mapping[Key, Cell]) -> AbstractSet[Key]:
    """The rows that may not be shown beside their total.

    First those in which any number is small. Then, as long as what is hidden is one row alone or
    adds up to a small number, the smallest row that is still shown (complementary suppression).
    """
    out = {key for key, cell in rows.items() if any(map(is_small, cell.parts))}
    shown = sorted(rows.keys() - out, key=lambda key: (rows[key].denominator, key))
    while out and shown and not _is_covered([rows[key] for key in out]):
        out.add(shown.pop(0))
    return out


def total_is_shown(total: Cell) -> bool:
    """Whether the whole sub-district is large enough for its own rate to be published."""
    return not is_small(total.denominator)


def _is_covered(cells: Sequence[Cell]) -> bool:
    """Whether what is hidden together gives nothing away when it is subtracted from the total."""
    sums = (sum(each.parts[place] for each in cells) for place in range(3))
    return sum(each.denominator > 0 for each in cells) > 1 and not any(map(is_small, sums))


def per_ten_thousand(count: int, residents: int) -> float | None:
    """Cases for every 10,000 registered residents, to one decimal; None where nobody is registered."""
    return round(count * 10_000 / residents, 1) if residents else None
