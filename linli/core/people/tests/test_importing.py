import pytest

from linli.core.divisions.tests.conftest import HERE, somebody
from linli.core.people.importing import RESIDENTS
from linli.core.people.models import Resident
from linli.core.people.rules import Care
from linli.core.people.tests.conftest import NUMBER
from linli.platform.imports.declaration import BadCell, Row


def row(number=2, **values):
    return Row(number, HERE, {"name": "张三"} | values)


def findings(actor, *rows):
    return [(each.row, each.column, each.rule) for each in RESIDENTS.check(rows, actor, HERE)]


def test_a_table_goes_in_and_comes_out_again(linli, here, building):
    rows = [row(phone="13800000913"), row(3, name="李四", building="3号楼", door=("2", "501"))]
    written = RESIDENTS.write(linli, rows)
    assert len(written.created) == 2
    assert RESIDENTS.write(linli, rows).unchanged == 2
    assert RESIDENTS.undo(linli, written).removed == 2
    assert not Resident.objects.exists()


def test_what_is_wrong_with_a_row_is_told_beside_its_column(linli, here, building):
    found = findings(
        linli,
        row(2, building="9号楼"),
        row(3, id_number=NUMBER),
        row(4, name="李四", id_number=NUMBER),
    )
    assert found == [
        (2, "building", "本社区没有这个楼栋"),
        (4, "id_number", "身份证号码与第 3 行相同"),
    ]


def test_a_grid_worker_brings_in_the_people_of_their_own_grid(here, building):
    worker = somebody(building.area, "people.edit")
    assert findings(worker, row(building="3号楼")) == []
    assert findings(worker, row()) == [(2, "building", "不在您负责的网格里")]


def test_care_and_door_are_read_as_people_write_them():
    care = RESIDENTS.column("care").parse
    assert care("独居老人、残疾人").value == {Care.ALONE, Care.DISABLED}
    with pytest.raises(BadCell, match="没有“富人”"):
        care("富人")
    assert RESIDENTS.column("door").parse("2-501室").value == ("2", "501")
    with pytest.raises(BadCell, match="门牌"):
        RESIDENTS.column("door").parse("1-2-3-4")
