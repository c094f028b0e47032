import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linli.core.divisions.models import Grid
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.imports import actions
from linli.platform.imports.models import ImportBatch
from linli.platform.imports.tests import tables
from linli.platform.imports.tests.conftest import ELSEWHERE, HERE, make_clerk

pytestmark = pytest.mark.django_db
WRONG = ["12", "", "五一", "特别"]


@pytest.fixture
def page(client, clerk):
    client.force_login(clerk)
    return client


def address(name, *args):
    return reverse(f"imports:{name}", args=args)


def send(page, body, name="网格.xlsx"):
    file = SimpleUploadedFile(name, body)
    return page.post(address("start", "grids.import"), {"area": HERE, "file": file})


def sent(page, body):
    """A batch whose columns have been agreed on over the pages, and whose job is done."""
    columns = send(page, body)["Location"]
    batch = ImportBatch.objects.order_by("-created_at").first()
    page.post(columns, {key: str(index) for key, index in batch.mapping.items()})
    actions.check(batch.pk)
    return batch


def words(page, batch):
    return page.get(address("show", batch.pk)).content.decode()


def test_the_menu_leads_to_imports_whoever_may_import_something(page):
    assert 'href="/imports/"' in page.get("/imports/").content.decode()


def test_nobody_else_has_anything_to_see_there(client):
    client.force_login(Account.objects.create(username="r", kind="resident"))
    for address in ("/imports/", "/exports/"):
        assert client.get(address).status_code == 403


def test_the_menu_of_imports_names_what_one_may_import(page, client):
    assert "网格" in page.get(address("list")).content.decode()
    assert address("start", "grids.import") in page.get(address("list")).content.decode()


def test_the_template_can_be_fetched(page):
    answer = page.get(address("template", "grids.import"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"PK")


def test_from_the_file_to_the_rows_and_back_again(page):
    batch = sent(page, tables.xlsx(tables.good(3)))
    assert "导入 3 行" in words(page, batch)
    page.post(address("begin", batch.pk), {"mode": "whole"})
    assert 'hx-trigger="every 2s"' in words(page, batch)
    actions.write(batch.pk)
    assert "撤销这次导入" in words(page, batch)
    with scope.system("test"):
        assert Grid.objects.count() == 3
    page.post(address("undo", batch.pk))
    actions.take_back(batch.pk)
    assert "这次导入已撤销" in words(page, batch)
    with scope.system("test"):
        assert Grid.objects.count() == 0


def test_the_preview_lists_what_is_wrong_and_gives_the_workbook_back(page):
    batch = sent(page, tables.xlsx([*tables.good(2), WRONG]))
    text = words(page, batch)
    assert "不是 15 位数字" in text
    assert "请从以下内容中选择：普通、专属。" in text
    report = page.get(address("report", batch.pk))
    assert b"".join(report.streaming_content).startswith(b"PK")


def test_a_poll_gets_the_part_alone(page):
    batch = sent(page, tables.xlsx(tables.good(1)))
    part = page.get(address("show", batch.pk), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "导入 1 行" in part


def test_asking_for_all_with_a_wrong_row_says_why_not(page):
    batch = sent(page, tables.xlsx([*tables.good(2), WRONG]))
    answer = page.post(address("begin", batch.pk), {"mode": "whole"})
    assert answer.status_code == 422
    assert "有 1 行需要修改" in answer.content.decode()


@pytest.mark.parametrize("body", [b"", b"\x89PNG\r\n\x1a\n" + b"\xff" * 40, tables.zip_bomb()])
def test_a_file_that_is_no_table_is_answered_beside_its_field(page, body):
    answer = send(page, body)
    assert answer.status_code == 422
    assert "文件" in answer.content.decode()


def test_no_file_at_all_is_asked_for(page):
    answer = page.post(address("start", "grids.import"), {"area": HERE})
    assert answer.status_code == 422
    assert "请选择要导入的文件。" in answer.content.decode()


def test_an_area_that_is_not_ones_own_is_no_choice(page):
    file = SimpleUploadedFile("a.xlsx", tables.xlsx(tables.good(1)))
    answer = page.post(address("start", "grids.import"), {"area": ELSEWHERE, "file": file})
    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()


def test_a_required_column_without_a_source_is_asked_for(page):
    columns = send(page, tables.xlsx(tables.good(1)))["Location"]
    answer = page.post(columns, {"code": "0"})
    assert answer.status_code == 422
    assert "请为“网格名称”选择对应的列。" in answer.content.decode()


def test_another_sheet_can_be_looked_at(page):
    body = tables.xlsx(tables.good(1), sheets=[("封面", [["甲", "乙"]]), ("数据", None)])
    columns = send(page, body)["Location"]
    assert 'value="1" selected' in page.get(columns).content.decode()
    assert "甲" in page.get(columns + "?sheet=0").content.decode()


def test_the_same_file_is_recognised_before_it_is_imported_again(page):
    body = tables.xlsx(tables.good(1))
    batch = sent(page, body)
    page.post(address("begin", batch.pk), {"mode": "whole"})
    actions.write(batch.pk)
    columns = send(page, body)["Location"]
    assert "这份文件以前导入过" in page.get(columns).content.decode()


@pytest.mark.parametrize("name", ["show", "columns", "report"])
def test_another_ones_import_looks_like_none(client, page, name):
    batch = sent(page, tables.xlsx(tables.good(1)))
    client.force_login(make_clerk(ELSEWHERE))
    assert client.get(address(name, batch.pk)).status_code == 404
