"""How long something may take, and in which kind of time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from linli.kernel.errors import Invalid
from linli.platform.calendar.ticks import DAY, HOUR, MINUTE, Index

MOST = 9999


class Unit(StrEnum):
    """In what a term is given. The first three count working time, the others run day and night."""

    WORK_MINUTES = "work_minutes"
    WORK_HOURS = "work_hours"
    WORK_DAYS = "work_days"
    HOURS = "hours"
    DAYS = "days"

    __hash__ = str.__hash__  # the hash of the string it equals; that of Enum runs in Python

    @property
    def is_working(self) -> bool:
        return self in _WORKING


_WORKING = frozenset({Unit.WORK_MINUTES, Unit.WORK_HOURS, Unit.WORK_DAYS})


@dataclass(frozen=True, slots=True)
class Term:
    """How long something may take: 1 to 9999 of a unit. Raises Invalid for another amount."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MOST:
            raise Invalid(_("时限要填 1 到 %d 之间的整数。") % MOST)

    def end(self, since: int, index: Index) -> int:
        """When, in ticks, a term that begins at `since` ends.

        Days, working or not, are counted from the next day and end with their last day: at its
        closing for working days, at 24:00 for days (Civil Code art. 201 and 203). A term in days
        isn't moved when its last day is a day off. Hours and minutes count from the moment itself.
        """
        return _ENDS[self.unit](index, since, self.amount)


def _worked_on(index: Index, since: int, amount: int) -> int:
    return index.moment_worked(index.worked(since) + amount)


_ENDS: Mapping[Unit, Callable[[Index, int, int], int]] = {
    Unit.WORK_MINUTES: lambda index, since, n: _worked_on(index, since, n * MINUTE),
    Unit.WORK_HOURS: lambda index, since, n: _worked_on(index, since, n * HOUR),
    Unit.WORK_DAYS: lambda index, since, n: index.closing(since, n),
    Unit.HOURS: lambda _index, since, n: since + n * HOUR,
    Unit.DAYS: lambda _index, since, n: (since // DAY + 1 + n) * DAY,
}
