"""The arithmetic under the calendar: moments as whole microseconds, open hours as prefix sums.

A tick is a microsecond since the calendar begins, in the wall-clock time of Asia/Shanghai, which
has had no clock change since 1991; so ticks are exact and differences of ticks are durations.
A look-up is one bisection over every window of a century, however long the term.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from linli.platform.calendar.errors import OutsideCalendar

ZONE = ZoneInfo("Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 2000, 2099
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)

TICK = timedelta(microseconds=1)
MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) // TICK for unit in ("minutes", "hours", "days"))

# The notice for a year may move the last days of the year before: that for 2019 gave 2018-12-31 off.
SETTLING = timedelta(days=7)

_EPOCH = datetime(FIRST_YEAR, 1, 1, tzinfo=ZONE)
_EPOCH_IN_UTC = _EPOCH.astimezone(UTC)  # the difference to another moment in UTC is twice as fast


def number_of(day: date) -> int:
    """Days since the calendar begins."""
    return (day - FIRST_DAY).days


_END = number_of(LAST_DAY) * DAY + DAY


def ticks_of(moment: datetime) -> int:
    """The moment as ticks. TypeError without a time zone, OutsideCalendar past its years."""
    ticks = (moment - _EPOCH_IN_UTC) // TICK
    if not 0 <= ticks < _END:
        raise OutsideCalendar
    return ticks


def moment_of(ticks: int) -> datetime:
    """The ticks as a moment in Asia/Shanghai."""
    return _EPOCH + ticks * TICK


class Index:
    """Every window of a calendar in order, with the working time that lies before it.

    `open_days` are the working days as (number, windows), windows as (opens, closes) in minutes
    since midnight; `published` the years whose notice is out.
    """

    def __init__(
        self,
        open_days: Iterable[tuple[int, Sequence[tuple[int, int]]]],
        published: frozenset[int],
    ) -> None:
        self._opens: list[int] = []
        self._before: list[int] = [0]
        self._days: list[int] = []
        self._closings: list[int] = []
        for number, windows in open_days:
            for opens, closes in windows:
                self._opens.append(number * DAY + opens * MINUTE)
                self._before.append(self._before[-1] + (closes - opens) * MINUTE)
            self._days.append(number)
            self._closings.append(number * DAY + windows[-1][1] * MINUTE)
        self._new_years = [number_of(date(year, 1, 1)) * DAY for year in YEARS]
        self._unpublished = [0, *accumulate(year not in published for year in YEARS)]

    def worked(self, at: int) -> int:
        """The working time from the start of the calendar until `at`."""
        place = bisect_right(self._opens, at)
        if place == 0:
            return 0
        open_until_now = self._before[place - 1] + at - self._opens[place - 1]
        return open_until_now if open_until_now < self._before[place] else self._before[place]

    def moment_worked(self, total: int) -> int:
        """The earliest moment by which `total` has been worked since the start of the calendar.

        Work that ends with a window ends at its closing, not at the next opening.
        """
        place = bisect_left(self._before, total)
        if place == len(self._before):
            raise OutsideCalendar
        return self._opens[place - 1] + total - self._before[place - 1] if place else 0

    def closing(self, since: int, count: int) -> int:
        """The closing of the `count`-th working day after the day of `since`."""
        place = bisect_right(self._days, since // DAY) + count - 1
        if place >= len(self._closings):
            raise OutsideCalendar
        return self._closings[place]

    def is_provisional(self, since: int, until: int) -> bool:
        """Whether a notice that isn't out yet may still move a day between these moments."""
        first = bisect_right(self._new_years, since) - 1
        after = bisect_right(self._new_years, until + SETTLING // TICK)
        return self._unpublished[after] > self._unpublished[first]
