"""Months on the calendar: a plan counts in them, values belong to them."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=10_000)  # a page of twenty communities asks for the same few months 50,000 times
def later(day: date, months: int) -> date:
    """The same day `months` on (or back); the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for back in range(4):
        try:
            return date(year, month + 1, day.day - back)
        except ValueError:
            continue
    raise ValueError(day)


def first_of(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def passed(since: date, day: date) -> int:
    """Whole months from `since` to `day`; negative before it."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return months - (later(since, months) > day)


def span(first: date, last: date) -> Iterator[date]:
    """The first days of the months from that of `first` to that of `last`."""
    month = first_of(first)
    while month <= last:
        yield month
        month = later(month, 1)
