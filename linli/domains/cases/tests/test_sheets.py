"""What the community puts on paper, and the views that people keep of the board."""

import csv
import re

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.models import SavedView
from linli.domains.cases.tests.conftest import SUBDISTRICT, actor
from linli.kernel.errors import Invalid, NotFound
from linli.platform.audit.models import Entry
from linli.platform.exports.actions import write_to
from linli.platform.exports.rules import Form

CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)
WANG = Reporter("王小二", "13812345678")


def words_of(cell):
    return " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", cell, flags=re.S).split())


def rows_of(page):
    body = page.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return [[words_of(each) for each in CELL.findall(row)] for row in body.split("</tr>")[:-1]]


def in_file(who, target, form=Form.CSV, **filters):
    write_to(who, "cases.cases", target, form=form, filters=filters)
    with target.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))[:-1]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_sheet_of_a_case_says_where_it_stands_and_never_a_phone(town, desk):
    case = town.dispatched(town.management, reporter=WANG)
    shown = desk("dispatcher", SUBDISTRICT).get(reverse("cases:sheet", args=[case.pk]))
    page = shown.content.decode()
    for told in (case.number, "三号楼电梯门关不上", "安居物业", "城市管理办", "data:image/svg+xml"):
        assert told in page
    assert "138****5678" in page
    assert "王小二" not in page
    assert WANG.phone not in page


def test_a_confidential_reporter_is_on_no_paper_even_for_who_may_know(town, desk):
    secret = Reporter("王小二", "13812345678", is_confidential=True)
    case = town.reported(reporter=secret)
    page = desk("secretary", SUBDISTRICT).get(reverse("cases:sheet", args=[case.pk]))
    assert "5678" not in page.content.decode()
    assert page.context["contact"] is None


def test_a_sheet_that_was_opened_stands_in_the_trail(town, desk):
    case, browser = town.reported(), desk("dispatcher", SUBDISTRICT)
    browser.get(reverse("cases:sheet", args=[case.pk]))
    browser.get(reverse("cases:list_sheet"))
    looks = Entry.objects.filter(subject_id=str(case.pk), deed__startswith="cases.print")
    assert {each.deed for each in looks} == {"cases.print", "cases.print_list"}


def test_the_check_code_of_a_case_is_on_no_paper(town, desk):
    case, browser = town.reported(), desk("dispatcher", SUBDISTRICT)
    on_page = browser.get(reverse("cases:case", args=[case.pk])).content.decode()
    on_paper = browser.get(reverse("cases:sheet", args=[case.pk])).content.decode()
    assert "查询码" in on_page
    assert "查询码" not in on_paper


@pytest.fixture
def busy(town):
    """Cases of every kind that a row can show: urgent, taken, shared, closed, elsewhere."""
    town.dispatched(town.management)
    actions.take_case(actor=town.dispatcher, case=town.reported("路灯不亮"))
    town.reported("煤气味很重", urgency="urgent")
    town.closed()


@pytest.mark.parametrize(
    "filters", [{}, {"status": "reported"}, {"status": "closed"}, {"overdue": "on"}]
)
def test_paper_and_file_are_exactly_what_is_on_the_screen(busy, town, desk, tmp_path, filters):
    browser = desk("dispatcher", SUBDISTRICT)
    screen = rows_of(browser.get(reverse("cases:list"), filters))
    assert rows_of(browser.get(reverse("cases:list_sheet"), filters)) == screen
    file = in_file(town.dispatcher, tmp_path / "list.csv", **filters)
    assert [row["编号"] for row in file] == [row[0] for row in screen]
    for row, (_number, matter, community, category, status, _due, parties) in zip(
        file, screen, strict=True
    ):
        assert matter == f"{row['事情']} 紧急" if row["紧急程度"] == "紧急" else row["事情"]
        assert (row["社区"], row["分类"] or "—", row["承办"] or "—") == (
            community, category, parties,
        )  # fmt: skip
        assert status.startswith(row["状态"])
        assert status.endswith(row["接手人"])


def test_the_file_for_spreadsheets_has_the_same_rows_as_the_plain_one(busy, town, tmp_path):
    plain = in_file(town.dispatcher, tmp_path / "list.csv")
    write_to(town.dispatcher, "cases.cases", tmp_path / "list.xlsx", form=Form.XLSX, filters={})
    rows = load_workbook(tmp_path / "list.xlsx").get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["编号", *(row["编号"] for row in plain)]
    assert rows[0] == list(plain[0])


def test_the_address_alone_says_what_the_list_shows(busy, desk):
    address = reverse("cases:list") + "?status=reported"
    first, second = desk("dispatcher", SUBDISTRICT), desk("secretary", SUBDISTRICT)
    assert rows_of(first.get(address)) == rows_of(second.get(address))


def test_a_filter_is_named_found_above_the_list_and_removed(town, desk):
    browser = desk("dispatcher", SUBDISTRICT)
    town.reported()
    name = {"name": "待派", "query": "status=reported&after=x&phone=138"}
    browser.post(reverse("cases:save_view"), name)
    view = SavedView.objects.get()
    assert view.query == "status=reported"  # the filter alone
    page = browser.get(reverse("cases:list")).content.decode()
    assert '<a href="?status=reported">待派</a>' in page
    browser.post(reverse("cases:remove_view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_a_name_used_again_gets_the_new_filter_and_an_empty_one_is_refused(town, desk):
    browser = desk("dispatcher", SUBDISTRICT)
    for query in ("status=reported", "overdue=on"):
        browser.post(reverse("cases:save_view"), {"name": "我的", "query": query})
    assert SavedView.objects.get().query == "overdue=on"
    browser.post(reverse("cases:save_view"), {"name": " ", "query": ""})
    assert SavedView.objects.count() == 1


def test_nobody_sees_or_removes_the_views_of_others(town):
    one, other = actor("dispatcher", SUBDISTRICT), actor("dispatcher", SUBDISTRICT)
    view = actions.save_view(actor=one, name="我的", query="")
    with pytest.raises(NotFound):
        queries.saved_view(other, view.pk)
    actions.save_view(actor=other, name="我的", query="")
    assert SavedView.objects.count() == 2


def test_the_twenty_first_view_is_refused_with_words(town):
    for n in range(20):
        actions.save_view(actor=town.dispatcher, name=f"视图{n}", query="")
    actions.save_view(actor=town.dispatcher, name="视图3", query="overdue=on")
    with pytest.raises(Invalid, match="最多保存 20 个视图"):
        actions.save_view(actor=town.dispatcher, name="又一个", query="")
