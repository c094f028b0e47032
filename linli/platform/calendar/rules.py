"""Working time in China: which days work, when offices are open, and what follows for a deadline.

Plain values in, plain values out. All arithmetic is exact to the microsecond and in the wall-clock
time of Asia/Shanghai, which has had no clock change since 1991.

A working day is what the State Council's yearly notice says, make-up days (调休) included; a year
without a notice counts by plain weekends, and whatever depends on it is provisional.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from linli.kernel.errors import Invalid
from linli.platform.calendar.ticks import (
    FIRST_DAY,
    LAST_DAY,
    TICK,
    ZONE,
    Index,
    moment_of,
    number_of,
    ticks_of,
)

NOON, MIDNIGHT = 12 * 60, 24 * 60
WEEKDAYS = 5


class DayKind(StrEnum):
    """How a day differs from what its weekday promises; a half-day is worked before or after noon."""

    OFF = "off"
    WORKING = "working"
    MORNING = "morning"
    AFTERNOON = "afternoon"


def usual_kind(day: date) -> DayKind:
    """What a day is as long as no notice says otherwise."""
    return DayKind.WORKING if day.weekday() < WEEKDAYS else DayKind.OFF


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a notice names, with the feast it is named for."""

    kind: DayKind
    name: str = ""

    @property
    def title(self) -> str:
        """The feast in the reader's language, where it is one of the known ones."""
        return gettext(self.name) if self.name else ""


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
        return usual_kind(day)

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
        return self.index.is_provisional(ticks_of(since), ticks_of(until))

    def working_time_between(self, since: datetime, until: datetime) -> timedelta:
        """How long offices were open between two moments; negative when `until` is the earlier."""
        return (self.index.worked(ticks_of(until)) - self.index.worked(ticks_of(since))) * TICK

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
        if not amount:
            return since.astimezone(ZONE)
        worked = self.index.worked(ticks_of(since))
        return moment_of(self.index.moment_worked(worked + amount // TICK))

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
        return moment_of(self.index.closing(ticks_of(since), days))

    @cached_property
    def index(self) -> Index:
        """The same answers on bare ticks, for whoever has very many of them to compute."""
        return Index(self._open_days(), self.published)

    def _open_days(self) -> Iterator[tuple[int, Sequence[tuple[int, int]]]]:
        """Every working day, as its number since the first, with its windows in minutes."""
        special = {number_of(day): each.kind for day, each in self.special.items()}
        offset = FIRST_DAY.weekday()
        for hours, (begins, ends) in zip(self.hours, self._spans(), strict=True):
            windows = {k: [(w.opens, w.closes) for w in hours.on(k)] for k in DayKind}
            week = [DayKind.WORKING] * WEEKDAYS + [DayKind.OFF] * (7 - WEEKDAYS)
            for number in range(begins, ends):
                kind = special.get(number) or week[(number + offset) % 7]
                if windows[kind]:
                    yield number, windows[kind]

    def _spans(self) -> Iterator[tuple[int, int]]:
        """For each of the hours, the numbers of its first day and of the day after its last."""
        begins = [max(each.since, FIRST_DAY) for each in self.hours]
        ends = [*begins[1:], LAST_DAY + timedelta(days=1)]
        for first, after in zip(begins, ends, strict=True):
            yield number_of(first), number_of(after)


def plain_week(version: int = 0) -> WorkingCalendar:
    """The calendar of somebody who has heard no notice at all: Monday to Friday, usual hours."""
    return WorkingCalendar(version, (USUAL_HOURS,), {}, frozenset())
