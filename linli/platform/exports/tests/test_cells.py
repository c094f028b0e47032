import csv
import random
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from linli.platform.exports import rules
from linli.platform.exports.declaration import Column
from linli.platform.exports.rules import Stamp
from linli.platform.exports.tests import reading
from linli.platform.exports.writers import write_csv, write_xlsx

STAMP = Stamp(
    "名单 & 表", "某某 <b>", datetime(2026, 11, 22, 10, 30, tzinfo=UTC), (("状态", "=x"),)
)
COLUMN = Column(key="value", title="=标题", value=lambda row: row)
ATTACKS = [
    "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1",
    "'=1", "''=1", "=cmd|' /C calc'!A0", "＝1+1", "＋1", "－1", "＠SUM(1)", "\ufeff=1", "\u200b=1",
    "{=1}", "[=1]", "http://example.org", "mailto:a@example.org", "internal:Sheet1!A1", "www.a.org",
    "file:///etc/passwd", "\\\\host\\share", "1e5", "00123", "1234567890123456789", "TRUE", "#N/A",
    "<r><t>x</t></r>", "<r></t></is></c><c t=\"str\"><f>1+1</f></c><c><is><t></r>", "<r>", "</r>",
    "<script>alert(1)</script>", "]]>", "&amp;", "_x0041_", "_x003D_1+1", "\x00\x01\x1f", "a\r\nb",
    "  leading", "trailing  ", "", "𠮷", "👨‍👩‍👧", "\u202egpj", "2026-11-22", "11/22", "a\tb", "-", "'",
    "%0A",
]  # fmt: skip
PIECES = [
    *ATTACKS,
    "张",
    "三",
    " ",
    ",",
    ";",
    '"',
    "'",
    "\n",
    "é",
    "\u3000",
    "\x0b",
    "\x7f",
    "\u2028",
]


def fuzzed(count):
    chance = random.Random(20261122)
    yield from ATTACKS
    for _ in range(count - len(ATTACKS)):
        yield "".join(chance.choices(PIECES, k=chance.randint(1, 6)))


def written(write, target, values):
    with translation.override("zh-hans"):
        write(target, [COLUMN], values, STAMP, lambda _rows: None)
    return target.read_bytes()


def test_ten_thousand_hostile_values_are_text_and_come_back_as_they_were(tmp_path):
    values = list(fuzzed(10_000))
    body = written(write_xlsx, tmp_path / "a.xlsx", values)
    assert reading.runs_or_links(body) == []
    assert [row[0] if row else "" for row in reading.cells(body)] == values


def test_ten_thousand_hostile_values_start_no_formula_in_csv_and_come_back(tmp_path):
    values = list(fuzzed(10_000))
    written(write_csv, tmp_path / "a.csv", values)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        title, *cells, _signature = (row[0] for row in csv.reader(file))
    assert not [each for each in [title, *cells] if each.lstrip()[:1] in set("=+-@＝＋－＠") - {""}]
    assert not [each for each in cells if each[:1] in {"\t", "\r", "\n"}]
    assert [rules.plain(each) for each in cells] == values


@given(st.text())
def test_what_is_made_neutral_can_be_made_plain_again(text):
    assert rules.plain(rules.neutral(text)) == text


def test_a_file_says_who_took_it_when_and_what(tmp_path):
    signed = reading.watermark(written(write_xlsx, tmp_path / "a.xlsx", ["a", "b"]))
    assert signed["导出人"] == "某某 <b>"
    assert signed["导出时间"] == "2026-11-22 18:30:00"
    assert signed["筛选条件"] == "状态：=x"
    assert signed["行数"] == "2"
    assert "导出人：某某 <b>" in written(write_csv, tmp_path / "a.csv", ["a"]).decode()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (7, 7.0),
        (Decimal("12.50"), 12.5),
        (True, "是"),
        (None, ""),
        (110101199003074477, "110101199003074477"),
        (float("nan"), "nan"),
        (date(2026, 2, 4), date(2026, 2, 4)),
        (date(1899, 12, 31), "1899-12-31"),
        (datetime(2026, 2, 4, 16, 30, tzinfo=UTC), datetime.fromisoformat("2026-02-05T00:30")),
        ("\ud800", "\ufffd"),
    ],
)
def test_numbers_and_days_stay_what_they_are(tmp_path, value, shown):
    cells = reading.cells(written(write_xlsx, tmp_path / "a.xlsx", [value, "end"]))
    assert cells[0] == [shown]


def test_a_text_longer_than_a_cell_says_that_it_was_cut(tmp_path):
    ((text,),) = reading.cells(written(write_xlsx, tmp_path / "a.xlsx", ["𠮷" * 20_000]))
    assert text.endswith("𠮷…（内容过长，已截断）")
