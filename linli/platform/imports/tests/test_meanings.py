from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils import translation

from linli.platform.imports import cells
from linli.platform.imports.declaration import BadCell

CHINA = timezone(timedelta(hours=8))
MOMENT = datetime(2026, 5, 1, 8, 30, tzinfo=CHINA)
NOON = datetime.fromisoformat("2026-05-01T12:00")
READ = [
    (cells.text(), "　东里\u200b ", "东里", "去掉首尾空格"),
    (cells.text(), 3.0, "3", ""),
    (cells.text(), "'=1+1", "=1+1", "去掉首尾空格"),
    (cells.code(), "１２３Ａ", "123A", "全角改为半角"),
    (cells.code(), "12 34", "1234", "去掉空格"),
    (cells.code(), 110101001001.0, "110101001001", ""),
    (cells.integer(), "１２", 12, "全角改为半角"),
    (cells.integer(), 12.0, 12, ""),
    (cells.decimal(), "1,200.50", Decimal("1200.50"), ""),
    (cells.decimal(), 88.1, Decimal("88.10"), ""),
    (cells.day(), date(2026, 5, 1), date(2026, 5, 1), ""),
    (cells.day(), NOON, date(2026, 5, 1), ""),
    (cells.day(), 46143.0, date(2026, 5, 1), "日期序号改为日期"),
    (cells.day(), "46143", date(2026, 5, 1), "日期序号改为日期"),
    (cells.day(), 20260501.0, date(2026, 5, 1), ""),
    (cells.day(), "2026年5月1日", date(2026, 5, 1), ""),
    (cells.day(), "2026.5.1", date(2026, 5, 1), ""),
    (cells.day(), "２０２６/5/1", date(2026, 5, 1), "全角改为半角"),
    (cells.day(), "2026-05-01 00:00:00", date(2026, 5, 1), ""),
    (cells.choice({"男": 1, "女": 2}), " 女", 2, "去掉首尾空格"),
    (cells.yes_no(), "是", True, ""),
    (cells.phone(), "+86 139-0000-0000".replace("-", ""), "13900000000", ""),
    (cells.phone(), 13900000000.0, "13900000000", ""),
    (cells.phone(), "010-88886666", "010-88886666", ""),
    (cells.citizen_id(), "110101900307741", "110101199003077416", "15 位号码补为 18 位"),
    (cells.citizen_id(), "11010119900307109x", "11010119900307109X", ""),
]


@pytest.mark.parametrize(("parse", "cell", "value", "repaired"), READ)
def test_what_is_plainly_meant_is_read_and_told(parse, cell, value, repaired):
    with translation.override("zh-hans"):
        found = parse(cell)
    assert (found.value, type(found.value)) == (value, type(value))
    assert not repaired or found.repaired == repaired


@pytest.mark.parametrize(
    "cell",
    [
        datetime.fromisoformat("2026-05-01T08:30"),
        "2026-05-01 08:30",
        "2026/5/1 8:30",
        "2026年5月1日 8:30:00",
        "2026.5.1　８：３０",
        "2026-05-01T00:30:00Z",
        "05/01/2026 08:30:00 AM",
        "5/1/2026 8:30 am",
        46143 + 8.5 / 24,
    ],
)
def test_a_time_is_read_as_it_is_written(cell):
    assert cells.moment()(cell).value == MOMENT


@pytest.mark.parametrize("cell", ["2026-05-01", date(2026, 5, 1), 46143, "20260501"])
def test_a_day_without_a_time_is_its_beginning(cell):
    assert cells.moment()(cell).value == datetime(2026, 5, 1, tzinfo=CHINA)


BAD = [
    (cells.moment(), "2026-05-01 25:00"),
    (cells.moment(), "13/01/2026 08:30:00 AM"),
    (cells.moment(), "昨天"),
    (cells.moment(), True),
    (cells.text(3), "一二三四"),
    (cells.code(r"\d{15}"), "12"),
    (cells.code(), 110101199003077417),
    (cells.code(), 1.10101199003077e17),
    (cells.integer(1, 9), "10"),
    (cells.integer(), "三"),
    (cells.integer(), 1.5),
    (cells.decimal(), "1.234"),
    (cells.decimal(), "约 3"),
    (cells.day(), "2026-02-30"),
    (cells.day(), "五一"),
    (cells.day(), True),
    (cells.day(), "1026-05-01"),
    (cells.choice({"男": 1}), "雄"),
    (cells.phone(), "12345"),
    (cells.phone(), "23900000000"),
    (cells.citizen_id(), "110101199003077418"),
    (cells.citizen_id(), "110101199013077417"),
    (cells.citizen_id(), "110101199003077000"),
]


@pytest.mark.parametrize(("parse", "cell"), BAD)
def test_what_breaks_a_rule_says_which_and_how_to_mend_it(parse, cell):
    with pytest.raises(BadCell) as bad:
        parse(cell)
    assert bad.value.rule
    assert bad.value.repair


def test_a_blank_cell_may_look_like_anything_but_words():
    assert all(cells.is_blank(each) for each in (None, "", "  ", "\u3000", "\u200b\n"))
    assert not any(cells.is_blank(each) for each in ("-", 0, False))
