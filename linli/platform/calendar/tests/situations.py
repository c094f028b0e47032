"""Calendars and moments that the tests share."""

from datetime import date, datetime, timedelta
from pathlib import Path

from linli.platform.calendar import almanac
from linli.platform.calendar.rules import USUAL_HOURS, WorkingCalendar
from linli.platform.calendar.ticks import ZONE

ROOT = Path(__file__).resolve().parents[4]
SHARED = next(
    (each for each in (ROOT.parent / "shared", ROOT.parent.parent / "shared") if each.is_dir()),
    ROOT.parent / "shared",
)
MINUTE = timedelta(minutes=1)


def moment(day: str, clock: str = "00:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE)


def calendar_of(*years: int, version: int = 1, special=None, hours=(USUAL_HOURS,)):
    """The calendar of somebody who has heard the notices of these years and no others."""
    days = {}
    for notice in almanac.notices():
        if notice.year in years:
            days |= notice.days
    return WorkingCalendar(version, tuple(hours), days | (special or {}), frozenset(years))


def known(version: int = 1):
    return calendar_of(*(each.year for each in almanac.notices()), version=version)


def days_from(first: date, last: date):
    while first <= last:
        yield first
        first += timedelta(days=1)


class NaiveCounter:
    """Counts minute by minute and knows nothing of prefix sums; slow, plain and right."""

    def __init__(self, calendar):
        self.calendar = calendar

    def is_open(self, at: datetime) -> bool:
        local = at.astimezone(ZONE)
        minute = local.hour * 60 + local.minute
        return any(w.opens <= minute < w.closes for w in self.calendar.windows_on(local.date()))

    def between(self, since: datetime, until: datetime) -> int:
        minutes = int((until - since) / MINUTE)
        return sum(self.is_open(since + n * MINUTE) for n in range(minutes))

    def add(self, since: datetime, minutes: int) -> datetime:
        while minutes:
            minutes -= self.is_open(since)
            since += MINUTE
        return since

    def closing(self, since: datetime, days: int) -> datetime:
        day = since.astimezone(ZONE).date()
        while days:
            day += timedelta(days=1)
            days -= bool(self.calendar.windows_on(day))
        last = self.calendar.windows_on(day)[-1]
        return datetime(day.year, day.month, day.day, tzinfo=ZONE) + last.closes * MINUTE
