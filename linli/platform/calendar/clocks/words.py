"""Why a clock is due when it is due, in sentences."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.platform.calendar.clocks.logs import (
    Entry,
    Extended,
    Paused,
    Reclassified,
    Resumed,
    Started,
    Stopped,
)
from linli.platform.calendar.clocks.readings import Reading, Reason
from linli.platform.calendar.clocks.terms import Term, Unit
from linli.platform.calendar.rules import DayKind, WorkingCalendar
from linli.platform.calendar.ticks import ZONE

_TERMS: Mapping[Unit, Callable[[int], str]] = {
    Unit.WORK_MINUTES: lambda n: ngettext("%(n)d 个工作分钟", "%(n)d 个工作分钟", n),
    Unit.WORK_HOURS: lambda n: ngettext("%(n)d 个工作小时", "%(n)d 个工作小时", n),
    Unit.WORK_DAYS: lambda n: ngettext("%(n)d 个工作日", "%(n)d 个工作日", n),
    Unit.HOURS: lambda n: ngettext("%(n)d 小时", "%(n)d 小时", n),
    Unit.DAYS: lambda n: ngettext("%(n)d 天", "%(n)d 天", n),
}


def term_in_words(term: Term) -> str:
    """A term as people say it: "7 个工作日"."""
    return _TERMS[term.unit](term.amount) % {"n": term.amount}


def duration(span: timedelta, *, in_working_time: bool) -> str:
    """A length of time to the minute, its sign left out; working time is never told in days."""
    minutes = round(abs(span) / timedelta(minutes=1))
    days, minutes = (0, minutes) if in_working_time else divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        _TERMS[unit](n) % {"n": n} for unit, n in ((Unit.DAYS, days), (Unit.HOURS, hours)) if n
    ]
    if minutes or not parts:
        parts.append(ngettext("%(n)d 分钟", "%(n)d 分钟", minutes) % {"n": minutes})
    words = " ".join(parts)
    return _("%s（工作时间）") % words if in_working_time else words


def moment(at: datetime) -> str:
    """A moment in Asia/Shanghai: "10月9日星期五 14:00"."""
    # Translators: a date format of Django's; n month, j day, D weekday, H:i time
    return format_date(at.astimezone(ZONE), _("n月j日D H:i"))


def deadline(due_at: datetime) -> str:
    """A deadline as a moment; midnight is the end of the day before, 24:00."""
    local = due_at.astimezone(ZONE)
    if (local.hour, local.minute) != (0, 0):
        return moment(due_at)
    return format_date(local - timedelta(days=1), _("n月j日D")) + " 24:00"


def explain(reading: Reading, calendar: WorkingCalendar | None = None) -> list[str]:
    """What the clock shows and how it came to that; with the calendar also the days it skipped."""
    days = _skipped(reading, calendar) if calendar and reading.in_working_time else ()
    return [_headline(reading), *_caveat(reading), *_history(reading), *days]


def _headline(shown: Reading) -> str:
    left = duration(shown.remaining, in_working_time=shown.in_working_time)
    if shown.due_at is None:
        words = (
            _("结束时计时正暂停，还剩 %s。")
            if shown.stopped
            else _("计时暂停，还剩 %s，恢复后再算到期时间。")
        )
        return words % left
    due = deadline(shown.due_at)
    if shown.stopped:
        words = (
            _("应于 %(due)s 到期，结束时已超时。")
            if shown.overdue
            else _("应于 %(due)s 到期，按时结束。")
        )
    else:
        words = (
            _("已于 %(due)s 到期，现已超时。")
            if shown.overdue
            else _("%(due)s 到期，还剩 %(left)s。")
        )
    return words % {"due": due, "left": left}


def _caveat(shown: Reading) -> Iterator[str]:
    if shown.provisional and not shown.stopped:
        yield _("这个时间是暂定的：涉及的放假安排还没有公布，公布后会重新算一次。")


def _history(shown: Reading) -> Iterator[str]:
    before: datetime | None = None
    for reason in shown.reasons:
        yield _SENTENCES[type(reason.entry)](reason) % _facts(reason, before)
        before = reason.due_at or before


def _facts(reason: Reason, before: datetime | None) -> dict[str, Any]:
    entry = reason.entry
    return {
        "at": moment(entry.at),
        "due": deadline(reason.due_at) if reason.due_at else "",
        "before": deadline(before) if before else "",
        "term": term_in_words(entry.term) if hasattr(entry, "term") else "",
        "reason": getattr(entry, "reason", ""),
    }


_SENTENCES: Mapping[type[Entry], Callable[[Reason], str]] = {
    Started: lambda _reason: _("%(at)s 开始计时，时限 %(term)s，%(due)s 到期。"),
    Paused: lambda _reason: _("%(at)s 暂停计时：%(reason)s。"),
    Resumed: lambda _reason: _("%(at)s 恢复计时，暂停的时间不算，改为 %(due)s 到期。"),
    Extended: lambda reason: (
        _("%(at)s 延期 %(term)s：%(reason)s；由 %(before)s 改为 %(due)s 到期。")
        if reason.due_at
        else _("%(at)s 延期 %(term)s：%(reason)s；恢复计时后再算到期时间。")
    ),
    Reclassified: lambda reason: (
        _("%(at)s 重新归类，时限改为 %(term)s，已用的时间照算，改为 %(due)s 到期。")
        if reason.due_at
        else _("%(at)s 重新归类，时限改为 %(term)s，已用的时间照算；恢复计时后再算到期时间。")
    ),
    Stopped: lambda _reason: _("%(at)s 结束计时。"),
}


_DAYS: Mapping[DayKind, Callable[[], str]] = {
    DayKind.OFF: lambda: _("%(days)s %(name)s放假，不算工作时间。"),
    DayKind.WORKING: lambda: _("%(days)s %(name)s调休上班，算工作时间。"),
    DayKind.MORNING: lambda: _("%(days)s %(name)s只上午上班。"),
    DayKind.AFTERNOON: lambda: _("%(days)s %(name)s只下午上班。"),
}


def _skipped(shown: Reading, calendar: WorkingCalendar) -> Iterator[str]:
    """The days between start and deadline that a notice names, one sentence for each run of days."""
    first = shown.reasons[0].entry.at.astimezone(ZONE).date()
    last = (shown.due_at or shown.reasons[-1].entry.at).astimezone(ZONE).date()
    named = [
        (day, calendar.special[day]) for day in sorted(calendar.special) if first <= day <= last
    ]
    runs = groupby(enumerate(named), key=lambda at: (at[1][0].toordinal() - at[0], at[1][1]))
    for (_run, each), group in runs:
        days = [day for _place, (day, _each) in group]
        yield _DAYS[each.kind]() % {"days": _span(days[0], days[-1]), "name": each.title}


def _span(first: date, last: date) -> str:
    words = [format_date(day, _("n月j日")) for day in (first, last)]
    return words[0] if first == last else _("%s至%s") % tuple(words)
