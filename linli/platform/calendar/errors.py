"""Refusals of the calendar and its clocks, each with the way to mend it."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from linli.kernel.errors import DomainError


class OutsideCalendar(DomainError):
    """A moment, or the end of a term, lies outside the years that the calendar covers."""

    code = "outside_calendar"
    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("工作日历只排到 2000 年至 2099 年，算不出这个时间。请检查日期和时限有没有填错。")
        )


class ClockRefusal(DomainError):
    """An entry that doesn't fit the log of its clock."""

    code = "clock_refused"
    words: ClassVar[StrPromise]

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.words, **facts)


class NotStarted(ClockRefusal):
    """Something happened to a clock before it began."""

    code = "clock_not_started"
    words = _("这个时限还没有开始计时。请先登记开始时间和时限。")


class AlreadyStarted(ClockRefusal):
    """A clock starts once; a second round is a second clock."""

    code = "clock_already_started"
    words = _("这个时限已经在计时了。要换时限，请用“重新归类”；要给更多时间，请用“延期”。")


class AlreadyPaused(ClockRefusal):
    """A pause within a pause."""

    code = "clock_already_paused"
    words = _("这个时限已经暂停了，不用再暂停。要更换原因，请先恢复，再写明新的原因暂停。")


class NotPaused(ClockRefusal):
    """A resumption without a pause."""

    code = "clock_not_paused"
    words = _("这个时限没有暂停，不用恢复。请刷新页面，看看它现在的状态。")


class AlreadyStopped(ClockRefusal):
    """Something happened to a clock after its end."""

    code = "clock_already_stopped"
    words = _("这个时限已经结束，不能再改。需要再办的，请另起一轮，重新计时。")


class OutOfOrder(ClockRefusal):
    """An entry that is earlier than the one before it."""

    code = "clock_out_of_order"
    words = _("登记的时间早于上一条记录。请把时间改到上一条记录之后。")


class DeadlinePassed(ClockRefusal):
    """A pause or an extension that would hide a deadline already missed."""

    code = "clock_deadline_passed"
    words = _("时限已过，不能再暂停或延期。请如实办结；归类有误的，请用“重新归类”更正。")


class OtherTime(ClockRefusal):
    """An extension in natural time of a clock in working time, or the other way round."""

    code = "clock_other_time"
    words = _(
        "延期要和原时限用同一种时间：按工作时间算的用工作日、工作小时或工作分钟，其余用天或小时。"
    )
