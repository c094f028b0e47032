import io
import re
import zipfile

import pytest
from python_calamine import load_workbook

from linli.platform.exports.tests.reading import runs_or_links
from linli.platform.imports import checking, source, template_book
from linli.platform.imports.report_book import Report
from linli.platform.imports.tests import grids, tables
from linli.platform.imports.tests.conftest import HERE

MAPPING = {"code": 0, "name": 1, "drawn": 2, "kind": 3}
ROWS = [
    *tables.good(2),
    ["１１０１０１００１００１００３", " 全角 ", 46143, "普通"],
    ["110101001001", '=HYPERLINK("http://x")', "2026-02-30", "<r><t>x</t></r>"],
    [tables.code(5), "", "", ""],
]


@pytest.fixture
def template(tmp_path):
    template_book.write_template(tmp_path / "t.xlsx", grids.GRIDS, None, HERE)
    return (tmp_path / "t.xlsx").read_bytes()


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "in.csv"
    path.write_bytes(tables.text(ROWS))
    table = source.read(path)
    found = checking.check(grids.GRIDS, None, HERE, table, 0, MAPPING)
    body = tmp_path / "out.xlsx"
    Report(grids.GRIDS, table, 0, MAPPING, found.findings).write(body)
    return body.read_bytes()


def part(body, name):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return archive.read(name).decode()


def sheet(body, name):
    return load_workbook(io.BytesIO(body)).get_sheet_by_name(name).to_python()


def test_a_template_shows_titles_marks_an_example_and_the_rules(template):
    head, example = sheet(template, "数据")
    assert head == ["网格编码*", "网格名称*", "划定日期", "类别"]
    assert example == ["110101001001001", "东一网格", "2026-05-01", "普通"]
    explained = {row[0]: row[1:] for row in sheet(template, "填写说明")}
    assert explained["网格编码"] == ["必填", "15 位数字", "110101001001001", ""]
    assert "15 位数字" in part(template, "xl/comments1.xml")


def test_a_template_offers_its_choices_from_a_hidden_sheet(template):
    assert re.search(
        r"<formula1>'选项'!\$D\$1:\$D\$2</formula1>", part(template, "xl/worksheets/sheet1.xml")
    )
    assert 'name="选项" sheetId="3" state="hidden"' in part(template, "xl/workbook.xml")
    assert [row[-1] for row in sheet(template, "选项")] == ["普通", "专属"]


def test_a_template_is_empty_but_for_its_example(template):
    assert runs_or_links(template) == []


def test_a_report_names_sheet_row_column_value_rule_and_repair(report):
    listed = sheet(report, "问题清单")
    wrong = [row for row in listed[1:] if not row[4].startswith("已自动修正")]
    assert [(row[1], row[2]) for row in wrong] == [
        (5, "网格编码"), (5, "划定日期"), (5, "类别"), (6, "网格名称")
    ]  # fmt: skip
    assert wrong[0][3:] == ["110101001001", "不是 15 位数字", "请填写 15 位网格编码。"]
    assert wrong[3][3:] == ["", "必填，不能为空", "请填写这一格。"]


def test_a_report_lists_what_was_repaired(report):
    mended = [row for row in sheet(report, "问题清单") if str(row[4]).startswith("已自动修正")]
    assert [(row[1], row[2], row[4]) for row in mended] == [
        (4, "网格编码", "已自动修正：全角改为半角"),
        (4, "网格名称", "已自动修正：去掉首尾空格"),
        (4, "划定日期", "已自动修正：日期序号改为日期"),
    ]


def test_the_wrong_cells_are_red_and_the_others_are_not(report):
    xml = part(report, "xl/worksheets/sheet1.xml")
    styles = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', xml))
    (red,) = {styles[cell] for cell in ("A5", "C5", "D5", "B6")}
    assert {cell for cell, style in styles.items() if style == red} == {
        "A5", "C5", "D5", "E5", "B6", "E6"
    }  # fmt: skip


def test_a_report_carries_nothing_that_runs(report):
    assert runs_or_links(report) == []
    assert sheet(report, "数据")[4][1] == '=HYPERLINK("http://x")'


def test_a_report_sent_back_is_read_with_the_same_columns(report, tmp_path):
    from linli.platform.imports import matching

    path = tmp_path / "again.xlsx"
    path.write_bytes(report)
    assert matching.matched(grids.GRIDS, source.read(path).rows[0]) == MAPPING
