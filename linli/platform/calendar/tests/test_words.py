"""The sentences by which a clock says why it is due then."""

import pytest
from django.utils import translation

from linli.platform.calendar.clocks import (
    Extended,
    Paused,
    Reclassified,
    Resumed,
    Started,
    Stopped,
    Term,
    Unit,
    duration,
    explain,
    reading,
    term_in_words,
    with_entry,
)
from linli.platform.calendar.tests.situations import MINUTE, known, moment

CALENDAR = known()


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def log():
    log = (Started(moment("2026-09-24", "10:20"), Term(7, Unit.WORK_DAYS)),)
    for entry in (
        Paused(moment("2026-09-28", "11:00"), "等待居民补充材料"),
        Resumed(moment("2026-09-30", "09:20")),
        Extended(moment("2026-09-30", "10:20"), Term(2, Unit.WORK_DAYS), "需要订购配件"),
    ):
        log = with_entry(log, entry, CALENDAR)
    return log


def told(log, at):
    return explain(reading(log, CALENDAR, moment(*at)), CALENDAR)


def test_a_clock_tells_its_deadline_its_history_and_the_days_it_skipped(log):
    assert told(log, ("2026-10-08", "10:00")) == [
        "10月16日星期五 17:30 到期，还剩 55 小时（工作时间）。",
        "9月24日星期四 10:20 开始计时，时限 7 个工作日，10月12日星期一 17:30 到期。",
        "9月28日星期一 11:00 暂停计时：等待居民补充材料。",
        "9月30日星期三 09:20 恢复计时，暂停的时间不算，改为 10月14日星期三 15:50 到期。",
        "9月30日星期三 10:20 延期 2 个工作日：需要订购配件；"
        "由 10月14日星期三 15:50 改为 10月16日星期五 17:30 到期。",
        "9月25日至9月27日 中秋放假，不算工作时间。",
        "10月1日至10月7日 国庆节放假，不算工作时间。",
        "10月10日 国庆节调休上班，算工作时间。",
    ]


def test_a_paused_clock_tells_what_is_left(log):
    log = with_entry(log, Paused(moment("2026-10-16", "16:00"), "等待"), CALENDAR)
    assert "还剩 1 小时 30 分钟（工作时间）" in told(log, ("2026-12-01",))[0]


def test_a_stopped_clock_tells_whether_it_was_in_time(log):
    in_time = (*log, Stopped(moment("2026-10-16", "17:30")))
    late = (*log, Stopped(moment("2026-10-16", "17:31")))
    assert "按时结束" in told(in_time, ("2026-12-01",))[0]
    assert "已超时" in told(late, ("2026-12-01",))[0]


def test_a_provisional_deadline_says_so(log):
    log = (*log, Reclassified(moment("2026-10-08", "10:00"), Term(60, Unit.WORK_DAYS)))
    assert "暂定" in told(log, ("2026-10-08",))[1]


def test_the_end_of_a_day_is_told_as_24_o_clock():
    log = (Started(moment("2026-09-24", "10:20"), Term(2, Unit.DAYS)),)
    assert "9月26日星期六 24:00" in told(log, ("2026-09-24",))[0]


@pytest.mark.parametrize(
    ("minutes", "in_working_time", "words"),
    [
        (0, False, "0 分钟"),
        (61, False, "1 小时 1 分钟"),
        (-1500, False, "1 天 1 小时"),
        (2940, True, "49 小时（工作时间）"),
    ],
)
def test_working_time_is_told_in_hours_and_natural_time_in_days(minutes, in_working_time, words):
    assert duration(minutes * MINUTE, in_working_time=in_working_time) == words


def test_readers_of_english_are_told_in_english(log):
    with translation.override("en"):
        sentences = told(log, ("2026-10-08", "10:00"))
        assert term_in_words(Term(1, Unit.WORK_DAYS)) == "1 working day"
    assert sentences[0] == "Due Fri 16 Oct 17:30, 55 hours of working time left."
    assert not any("\u4e00" <= each <= "\u9fff" for each in sentences[1])
