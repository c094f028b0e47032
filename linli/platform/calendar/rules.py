"""Working time in China: which days work, when offices are open, and what follows for a deadline.

Plain values in, plain values out. All arithmetic is exact to the microsecond and in the wall-clock
time of Asia/Shanghai, which has had no clock change since 1991.

A working day is what the State Council's yearly notice says, make-up days (调休) included; a year
without a notice counts by plain weekends, and whatever depends on it is provisional.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from linli.kernel.errors import Invalid
from linli.platform.calendar.errors import OutsideCalendar

ZONE = ZoneInfo("Asia/Shanghai")
FIRST_YEAR, LAST_YEAR = 2000, 2099
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
NOON, MIDNIGHT = 12 * 60, 24 * 60
WEEKDAYS = 5

# The notice for a year may move the last days of the year before: that for 2019 gave 2018-12-31 off.
SETTLING = timedelta(days=7)

_EPOCH = datetime(FIRST_YEAR, 1, 1, tzinfo=ZONE)
_EPOCH_IN_UTC = _EPOCH.astimezone(UTC)  # the difference to another UTC moment is twice as fast
_TICK = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1) // _TICK
_DAY = timedelta(days=1) // _TICK
_END = (LAST_DAY - FIRST_DAY + timedelta(days=1)) // _TICK


class DayKind(StrEnum):
    """How a day differs from what its weekday promises; a half-day is worked before or after noon."""

    OFF = "off"
    WORKING = "working"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a notice names, with the feast it is named for."""

    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """One span of a day in which offices work, in minutes since midnight: [opens, closes)."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= MIDNIGHT:
            raise Invalid(_("每段办公时间要在同一天内，并且先上班、后下班，例如 09:00-12:00。"))

    @classmethod
    def parse(cls, words: str) -> "Window":
        """Read "09:00-12:00"; raises Invalid for anything else. 24:00 is the end of the day."""
        try:
            opens, closes = (_minutes(each) for each in words.split("-"))
        except ValueError:
            raise Invalid(
                _("“%s”不是一段办公时间，请写成 09:00-12:00 这样。") % words.strip()
            ) from None
        return cls(opens, closes)

    def __str__(self) -> str:
        return "-".join(f"{each // 60:02}:{each % 60:02}" for each in (self.opens, self.closes))


def _minutes(words: str) -> int:
    hour, minute = words.strip().split(":")
    if not (0 <= int(minute) < 60):
        raise ValueError(words)
    return int(hour) * 60 + int(minute)


@dataclass(frozen=True, slots=True)
class Hours:
    """The windows of a working day from `since` on, until later hours replace them."""

    since: date
    windows: tuple[Window, ...]

    def __post_init__(self) -> None:
        if not self.windows:
            raise Invalid(_("请至少写一段办公时间，例如 09:00-12:00。"))
        if any(later.opens < earlier.closes for earlier, later in pairwise(self.windows)):
            raise Invalid(_("几段办公时间不能重叠，并且要从早到晚写。"))

    def on(self, kind: DayKind) -> tuple[Window, ...]:
        """The windows of a day of this kind; a half-day is cut at noon."""
        starts, ends = _HALVES[kind]
        return tuple(
            Window(max(each.opens, starts), min(each.closes, ends))
            for each in self.windows
            if each.opens < ends and each.closes > starts
        )


_HALVES = {
    DayKind.OFF: (0, 0),
    DayKind.WORKING: (0, MIDNIGHT),
    DayKind.MORNING: (0, NOON),
    DayKind.AFTERNOON: (NOON, MIDNIGHT),
}
USUAL_HOURS = Hours(FIRST_DAY, (Window.parse("09:00-12:00"), Window.parse("13:30-17:30")))


@dataclass(frozen=True)
class WorkingCalendar:
    """One version of the calendar: what it knows, and every question about working time.

    `special` holds only the days that a notice names; `published` the years whose notice is out.
    """

    version: int
    hours: tuple[Hours, ...]
    special: Mapping[date, Day]
    published: frozenset[int]

    def __post_init__(self) -> None:
        begins = [each.since for each in self.hours]
        if not begins or begins[0] > FIRST_DAY or begins != sorted(set(begins)):
            raise ValueError("Hours follow each other by date and begin with the calendar.")

    def kind_of(self, day: date) -> DayKind:
        """What `day` is: by its notice, else by its weekday."""
        if named := self.special.get(day):
            return named.kind
        return DayKind.WORKING if day.weekday() < WEEKDAYS else DayKind.OFF

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """When offices are open on `day`; empty on a day off."""
        hours = self.hours[bisect_right(self.hours, day, key=lambda each: each.since) - 1]
        return hours.on(self.kind_of(day))

    def is_working_day(self, day: date) -> bool:
        """Whether offices open on `day` at all; a half-day is a working day too."""
        return bool(self.windows_on(day))

    def is_provisional(self, since: datetime, until: datetime) -> bool:
        """Whether a notice that isn't out yet may still move a day between these moments.

        The last week of a year is settled by the notice of the next one.
        """
        first, last = since.astimezone(ZONE), until.astimezone(ZONE) + SETTLING
        return any(year not in self.published for year in range(first.year, last.year + 1))

    def working_time_between(self, since: datetime, until: datetime) -> timedelta:
        """How long offices were open between two moments; negative when `until` is the earlier."""
        return (self._index.worked(_ticks(until)) - self._index.worked(_ticks(since))) * _TICK

    def working_minutes_between(self, since: datetime, until: datetime) -> int:
        """Whole minutes of working time between two moments."""
        return self.working_time_between(since, until) // timedelta(minutes=1)

    def add_working_time(self, since: datetime, amount: timedelta) -> datetime:
        """The earliest moment by which `amount` has been worked since `since`.

        An amount that ends with a window is due at its closing, not at the next opening. Nothing
        added leaves `since` as it is, outside working hours too. Raises OutsideCalendar past 2099.
        """
        if amount < timedelta():
            raise ValueError("A term has a length of zero or more.")
        ticks = amount // _TICK
        return _moment(self._index.when(_ticks(since), ticks)) if ticks else since.astimezone(ZONE)

    def add_working_minutes(self, since: datetime, minutes: int) -> datetime:
        """`add_working_time` in whole minutes."""
        return self.add_working_time(since, timedelta(minutes=minutes))

    def add_working_days(self, since: datetime, days: int) -> datetime:
        """The closing of the n-th working day after the day of `since`, which itself isn't counted.

        Civil Code art. 201: the first day isn't counted, counting begins with the next; art. 203:
        where there are business hours, a period ends when they end. A half-day counts as a day and
        closes early. Raises OutsideCalendar past 2099.
        """
        if days < 1:
            raise ValueError("A term in working days has at least one.")
        return _moment(self._index.closing(_ticks(since) // _DAY, days))

    @cached_property
    def _index(self) -> "_Index":
        return _Index(self._open_days())

    def _open_days(self) -> Iterator[tuple[int, Sequence[Window]]]:
        """Every working day, as its number since the first, with its windows."""
        special = {(day - FIRST_DAY).days: each.kind for day, each in self.special.items()}
        offset = FIRST_DAY.weekday()
        for hours, (begins, ends) in zip(self.hours, self._spans(), strict=True):
            windows = {kind: hours.on(kind) for kind in DayKind}
            usual = [windows[DayKind.WORKING]] * WEEKDAYS + [()] * (7 - WEEKDAYS)
            for number in range(begins, ends):
                kind = special.get(number)
                open_in = windows[kind] if kind else usual[(number + offset) % 7]
                if open_in:
                    yield number, open_in

    def _spans(self) -> Iterator[tuple[int, int]]:
        """For each of the hours, the numbers of its first day and of the day after its last."""
        begins = [max(each.since, FIRST_DAY) for each in self.hours]
        ends = [*begins[1:], LAST_DAY + timedelta(days=1)]
        for first, after in zip(begins, ends, strict=True):
            yield (first - FIRST_DAY).days, (after - FIRST_DAY).days


class _Index:
    """Every window of the calendar in order, with the working time that lies before it.

    All times are ticks (microseconds) since the first day of the calendar. One look-up is one
    bisection, however long the term.
    """

    def __init__(self, open_days: Iterator[tuple[int, Sequence[Window]]]) -> None:
        self._opens: list[int] = []
        self._before: list[int] = [0]
        self._days: list[int] = []
        self._closings: list[int] = []
        for number, windows in open_days:
            midnight = number * _DAY
            for window in windows:
                self._opens.append(midnight + window.opens * _MINUTE)
                self._before.append(self._before[-1] + (window.closes - window.opens) * _MINUTE)
            self._days.append(number)
            self._closings.append(midnight + windows[-1].closes * _MINUTE)

    def worked(self, at: int) -> int:
        """The working time from the start of the calendar until `at`."""
        place = bisect_right(self._opens, at)
        if place == 0:
            return 0
        return min(self._before[place - 1] + at - self._opens[place - 1], self._before[place])

    def when(self, since: int, ticks: int) -> int:
        """The earliest moment by which `ticks` (more than none) have been worked since `since`."""
        total = self.worked(since) + ticks
        place = bisect_left(self._before, total)
        if place == len(self._before):
            raise OutsideCalendar
        return self._opens[place - 1] + total - self._before[place - 1]

    def closing(self, day: int, count: int) -> int:
        """The closing of the `count`-th working day after `day`."""
        place = bisect_right(self._days, day) + count - 1
        if place >= len(self._closings):
            raise OutsideCalendar
        return self._closings[place]


def _ticks(moment: datetime) -> int:
    """Microseconds since the calendar begins. TypeError for a moment without a time zone."""
    ticks = (moment - _EPOCH_IN_UTC) // _TICK
    if not 0 <= ticks < _END:
        raise OutsideCalendar
    return ticks


def _moment(ticks: int) -> datetime:
    return _EPOCH + ticks * _TICK


def plain_week(version: int = 0) -> WorkingCalendar:
    """The calendar of somebody who has heard no notice at all: Monday to Friday, usual hours."""
    return WorkingCalendar(version, (USUAL_HOURS,), {}, frozenset())
