"""What an administrator pastes is understood, or answered with the way to mend it."""

import contextlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.errors import Invalid
from linli.platform.calendar import almanac, notices
from linli.platform.calendar.rules import Day, DayKind
from linli.platform.calendar.tests.offices import as_csv, as_json, notice_2027, rows_2027
from linli.platform.calendar.tests.situations import SHARED


def test_both_forms_say_the_same():
    from_json = notices.read(as_json(), year=2027, source="通知")
    from_csv = notices.read(as_csv(), year=2027, source="通知")
    assert from_json == from_csv == notice_2027(source="通知")


def test_the_paper_in_the_json_is_the_source_unless_one_is_given():
    assert notices.read(as_json(), year=2027).source == "https://www.gov.cn/x"


def test_excel_dates_english_headings_and_half_days_are_understood():
    words = "Date,Name,Kind\n2027/2/5,除夕,上午\n2027年2月4日,腊月廿八,下午\n2027.1.3,元旦,working"
    read = notices.read(words, year=2027, source="x", published=False)
    assert read.days == {
        date(2027, 2, 5): Day(DayKind.MORNING, "除夕"),
        date(2027, 2, 4): Day(DayKind.AFTERNOON, "腊月廿八"),
        date(2027, 1, 3): Day(DayKind.WORKING, "元旦"),
    }


def test_the_last_week_of_the_year_before_belongs_to_the_notice():
    rows = [*rows_2027(), ("2026-12-27", "元旦", False)]
    assert date(2026, 12, 27) in notices.read(as_json(rows), year=2027).days


@pytest.mark.parametrize("year", range(2007, 2027))
def test_every_notice_that_was_ever_collected_is_understood(year):
    path = SHARED / "data" / "holidays" / f"{year}.json"
    if not path.exists():
        pytest.skip("the holiday tables are not beside this checkout")
    read = notices.read(path.read_text(), year=year)
    assert notices.days_from_plain(notices.days_to_plain(read.days)) == read.days


FAULTS = {
    "{": "第 1 行",
    '{"year": 2027}': "days",
    '{"days": [1]}': "days",
    '{"days": {}}': "days",
    as_json(year=2028): "2028",
    "[" * 100_000: "日期,名称,安排",
    '{"days":' + "[" * 100_000: "JSON",
    "": "日期,名称,安排",
    '日期,名称,安排\n"' + "x" * 140_000: "引号",
    "日期,名称\n2027-01-01,元旦": "kind",
    "日期,名称,安排": "1 到 120",
    as_csv([("2027-13-01", "元旦", True)]): "第 2 行：“2027-13-01”不是日期",
    as_csv([("2025-01-01", "元旦", True)]): "不属于 2027 年",
    as_csv([("2027-01-01", "元旦", True)] * 2): "第 3 行：日期重复",
    as_csv([("2027-01-01", "", True)]): "节日名称",
    as_csv([("2027-01-01", "元\x00旦", True)]): "节日名称",
    "日期,名称,安排\n2027-01-01,元旦,也许": "“也许”看不懂",
    as_csv([("2027-01-01", "元旦", True)]): "只有 1 天放假",
    as_csv(rows_2027()[1:]): "元旦",
    as_csv([("x", "y", True)] * 9): "另有 4 处",
}


@pytest.mark.parametrize("words", FAULTS, ids=range(len(FAULTS)))
def test_bad_input_is_answered_with_where_and_how_to_mend_it(words):
    with pytest.raises(Invalid) as refusal:
        notices.read(words, year=2027, source="通知")
    assert FAULTS[words] in str(refusal.value.fields["days"])


def test_a_notice_names_its_source():
    with pytest.raises(Invalid) as refusal:
        notices.read(as_csv(), year=2027)
    assert "source" in refusal.value.fields


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
days = st.fixed_dictionaries(
    {"date": json_values | st.just("2027-01-01")},
    optional={"name": json_values, "isOffDay": json_values, "kind": json_values},
)
bodies = st.fixed_dictionaries(
    {}, optional={"year": json_values, "papers": json_values, "days": st.lists(days) | json_values}
)


@given(bodies.map(json.dumps) | st.text() | st.text().map("日期,名称,安排\n{}".format))
def test_no_input_at_all_breaks_the_reader(words):
    with contextlib.suppress(Invalid):
        notices.read(words, year=2027, published=False)


def test_the_package_knows_every_year_since_2004():
    assert [each.year for each in almanac.notices()][:23] == list(range(2004, 2027))
    for notice in almanac.notices():
        notices.check(notice)
