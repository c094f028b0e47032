"""Who may publish, and what a notice for 2027 could look like."""

import json
from datetime import date, timedelta

from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.calendar.notices import Notice
from linli.platform.calendar.rules import Day, DayKind


def administrator(area=""):
    holding = Holding("system_admin", frozenset({"calendar.publish"}), area)
    return Actor(Kind.STAFF, "admin", holdings=(holding,))


NOBODY = Actor(Kind.STAFF, "clerk")


def off_days_2027():
    """New Year's Day and two weeks in spring; enough to be a whole year's."""
    spring = (date(2027, 2, 1) + timedelta(days=n) for n in range(14))
    return {date(2027, 1, 1): "元旦"} | dict.fromkeys(spring, "春节")


def notice_2027(**changes):
    days = {day: Day(DayKind.OFF, name) for day, name in off_days_2027().items()}
    days[date(2027, 1, 3)] = Day(DayKind.WORKING, "元旦")
    return Notice(**{"year": 2027, "source": "国办发明电〔2026〕1号", "days": days} | changes)


def rows_2027():
    rows = [(day.isoformat(), name, True) for day, name in off_days_2027().items()]
    return [*rows, ("2027-01-03", "元旦", False)]


def as_json(rows=None, **body):
    days = [{"date": d, "name": n, "isOffDay": o} for d, n, o in rows or rows_2027()]
    return json.dumps({"year": 2027, "papers": ["https://www.gov.cn/x"], "days": days} | body)


def as_csv(rows=None):
    lines = [f"{d},{n},{'休' if o else '班'}" for d, n, o in rows or rows_2027()]
    return "\n".join(["日期,名称,安排", *lines])
