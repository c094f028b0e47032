"""A table comes in and a list goes out, as a clerk does it in a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linli.kernel.manifest import Manifest, domains
from linli.platform.access.models import Grant, Role
from linli.platform.exports.tests import lists
from linli.platform.imports import actions
from linli.platform.imports.models import ImportBatch
from linli.platform.imports.tests import grids, tables
from linli.platform.imports.tests.conftest import HERE, make_clerk
from tests.browser.axe import overflow, violations
from tests.browser.site import Site

WRONG = ["12", "", "五一", "特别"]


@pytest.fixture
def clerk(site: Site, monkeypatch: Any, settings: Any, tmp_path: Path) -> Iterator[Any]:
    """Somebody who may import grids and export them."""
    settings.HOME = tmp_path
    card = Manifest(key="grids", title="网格", imports=grids.IMPORTS, exports=lists.EXPORTS)
    monkeypatch.setitem(domains._by_key, "grids", card)
    account = make_clerk()
    role = Role.objects.create(key="taker", title="x", permissions=["lists.export"])
    Grant.objects.create(account=account, role=role, area=HERE)
    return account


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "网格.xlsx"
    path.write_bytes(tables.xlsx([*tables.good(3), WRONG]))
    return path


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_a_clerk_brings_a_table_in_and_takes_it_back(
    site: Site, clerk: Any, table: Path, screen: str, request: Any
) -> None:
    page = request.getfixturevalue(screen)
    site.sign_in(page, clerk)

    def looks_good() -> None:
        assert violations(page) == []
        assert overflow(page) <= 0

    page.goto(f"{site.url}/imports/")
    looks_good()
    page.get_by_role("link", name="网格", exact=True).click()
    looks_good()
    page.get_by_label("文件").set_input_files(table)
    page.get_by_role("button", name="上传并继续").click()
    looks_good()
    page.get_by_role("button", name="检查数据").click()
    batch = ImportBatch.objects.get()
    actions.check(batch.pk)
    page.get_by_role("button", name="导入 3 行").wait_for()
    looks_good()
    page.get_by_label("只导入正确的行").check()
    page.get_by_role("button", name="导入 3 行").click()
    actions.write(batch.pk)
    page.get_by_role("button", name="撤销这次导入").wait_for()
    looks_good()
    page.get_by_role("button", name="撤销这次导入").click()
    actions.take_back(batch.pk)
    page.get_by_text("这次导入已撤销").wait_for()
    looks_good()


def test_a_clerk_takes_a_list_out(site: Site, clerk: Any, desk: Any) -> None:
    site.sign_in(desk, clerk)
    desk.goto(f"{site.url}/exports/lists.people/?state=open")
    assert violations(desk) == []
    desk.get_by_role("button", name="导出").click()
    desk.get_by_role("link", name="用途：").wait_for()
    assert violations(desk) == []
    desk.get_by_label("用途").fill("入户走访")
    with desk.expect_download() as download:
        desk.get_by_role("button", name="导出").click()
    assert download.value.suggested_filename.startswith("名册-")
    desk.goto(f"{site.url}/exports/")
    assert violations(desk) == []
