"""The unit list comes in from a table; what is wrong is told by cell, and nothing is written then."""

import csv

import pytest

from linli.domains.council.models import OwnedUnit
from linli.domains.council.tests.conftest import COMMUNITY, actor
from linli.kernel import clock
from linli.kernel.errors import NotPermitted
from linli.platform.access.actor import Kind
from linli.platform.accounts.models import Account
from linli.platform.imports.actions import run
from linli.platform.imports.errors import RowsWrong

HEAD = ["房号", "建筑面积", "业主编号", "业主姓名", "手机号", "开发商未售"]
GOOD = [
    ["1-101", "89.5", "Y1", "王一", "13800000001", "否"],
    ["1-102", "70.01", "Y1", "王一", "", ""],
    ["1-301", "30", "", "", "", "是"],
]


@pytest.fixture
def bring_in(town, settings, tmp_path):
    settings.HOME = tmp_path
    account = Account.objects.create(username="desk", kind="staff", created_at=clock.now())

    def bring(*rows, who=None, **given):
        path = tmp_path / "units.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEAD, *rows])
        worker = who or actor("community_worker", account=account.pk)
        return run(worker, "council.units", path, area=COMMUNITY, **given)

    return bring


def test_areas_come_in_as_whole_hundredths_of_a_square_metre(bring_in):
    bring_in(*GOOD)
    assert list(OwnedUnit.objects.order_by("label").values_list("label", "floor_area")) == [
        ("1-101", 8950), ("1-102", 7001), ("1-301", 3000),
    ]  # fmt: skip


def test_a_second_import_brings_up_to_date_and_makes_no_doubles(bring_in):
    bring_in(*GOOD)
    bring_in(["1-102", "70.01", "Y9", "钱九", "", ""])
    assert OwnedUnit.objects.count() == len(GOOD)
    changed = OwnedUnit.objects.get(label="1-102")
    assert (changed.owner, changed.owner_name) == ("Y9", "钱九")


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        (["1-101", "0", "Y1", "", "", ""], "floor_area"),
        (["1-101", "89.555", "Y1", "", "", ""], "floor_area"),
        (["1-101", "八十", "Y1", "", "", ""], "floor_area"),
        (["", "89.5", "Y1", "", "", ""], "label"),
        (["1-101", "89.5", "", "", "", "否"], "owner"),
        (["1-101", "89.5", "Y1", "", "123", ""], "phone"),
        (["1-101", "89.5", "Y1", "", "", "也许"], "unsold"),
        (["1-102", "89.5", "Y1", "", "", ""], "label"),  # the second row of that door
    ],
)
def test_each_wrong_cell_is_named_and_nothing_is_written(bring_in, cell, column):
    told = bring_in(GOOD[1], cell, dry_run=True).found.findings
    assert [(each.row, each.column) for each in told if not each.is_note] == [(3, column)]
    with pytest.raises(RowsWrong):
        bring_in(GOOD[1], cell)
    assert not OwnedUnit.objects.exists()


def test_who_may_not_import_brings_nothing_in(bring_in):
    with pytest.raises(NotPermitted):
        bring_in(*GOOD, who=actor("resident", kind=Kind.RESIDENT))
