from pathlib import Path

import pytest

from linli.core.divisions import actions, queries
from linli.core.divisions.models import Division
from linli.core.divisions.rules import Level
from linli.core.divisions.tests.conftest import HERE, somebody
from linli.core.divisions.tree_files import Row, read_folder
from linli.kernel.errors import Invalid, NotFound, NotPermitted

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[4]
SHARED = next(
    (each for each in (ROOT.parent / "shared", ROOT.parent.parent / "shared") if each.exists()),
    None,
)


def rows(*pairs):
    return [
        Row(code, name, level, source=f"x.csv:{n}") for n, (code, name, level) in enumerate(pairs)
    ]


TREE = rows(
    ("11", "北京市", Level.PROVINCE),
    ("1101", "市辖区", Level.CITY),
    ("110101", "东城区", Level.DISTRICT),
    ("110101001", "东华门街道", Level.SUBDISTRICT),
    ("110101001001", "多福巷社区", Level.COMMUNITY),
)


def test_the_same_tree_again_changes_nothing(linli):
    first = actions.import_divisions(linli, TREE)
    again = actions.import_divisions(linli, TREE)
    assert (first.added, first.renamed, first.unchanged, first.problems) == (5, 0, 0, [])
    assert (again.added, again.renamed, again.unchanged) == (0, 0, 5)
    assert Division.objects.get(pk="110101001001").parent_id == "110101001"


def test_rows_may_come_in_any_order(linli):
    assert actions.import_divisions(linli, TREE[::-1]).added == 5


def test_a_new_name_is_taken_over_and_sorts_anew(linli):
    actions.import_divisions(linli, TREE)
    renamed = [*TREE[:-1], Row("110101001001", "阿福巷社区", Level.COMMUNITY)]
    assert actions.import_divisions(linli, renamed).renamed == 1
    assert Division.objects.get(pk="110101001001").name_sort.startswith("a fu")


@pytest.mark.parametrize(
    ("row", "mend"),
    [
        (Row("1101010", "七位", Level.COMMUNITY, source="villages.csv:7"), "villages.csv:7.*12"),
        (Row("11010100100x", "字母", Level.COMMUNITY), "12 位数字"),
        (Row("１１０１０１００１００２", "全角", Level.COMMUNITY), "12 位数字"),
        (Row("110101001002", "", Level.COMMUNITY), "1 到 80"),
        (Row("110101009001", "孤儿", Level.COMMUNITY), "没有上级“110101009”"),
        (Row("110101001002", "错位", Level.COMMUNITY, parent="110101002"), "“110101002”开头"),
        (Row("110101001001", "另一个名称", Level.COMMUNITY), "出现两次"),
    ],
)
def test_a_bad_row_is_named_with_its_repair_and_the_others_go_in(linli, row, mend):
    outcome = actions.import_divisions(linli, [*TREE, row])
    assert outcome.added == 5
    (problem,) = outcome.problems
    import re

    assert re.search(mend, problem)


def test_only_what_lies_under_a_prefix_and_above_it_is_taken(linli):
    other = Row("110101002", "景山街道", Level.SUBDISTRICT)
    outcome = actions.import_divisions(linli, [*TREE, other], only_under="110101001")
    assert outcome.added == 5
    assert not Division.objects.filter(pk="110101002").exists()


def test_whoever_may_not_edit_the_tree_is_refused():
    with pytest.raises(NotPermitted):
        actions.import_divisions(somebody("110101001", "divisions.edit"), TREE)


def test_a_folder_without_division_files_says_what_is_missing(tmp_path):
    with pytest.raises(Invalid, match="villages"):
        list(read_folder(tmp_path))


def test_a_file_from_an_old_spreadsheet_is_read_too(tmp_path):
    (tmp_path / "provinces.csv").write_bytes("code,name\r\n11,北京市\r\n".encode("gb18030"))
    assert [row.name for row in read_folder(tmp_path)] == ["北京市"]


def test_a_file_without_its_heading_is_refused(tmp_path):
    (tmp_path / "provinces.csv").write_text("11,北京市\n")
    with pytest.raises(Invalid, match="code"):
        list(read_folder(tmp_path))


@pytest.mark.skipif(SHARED is None, reason="the shared data isn't here")
def test_the_real_tree_of_six_cities_goes_in_whole(linli):
    everything = list(read_folder(SHARED / "data" / "divisions"))
    outcome = actions.import_divisions(linli, everything, only_under="330106")
    assert outcome.problems == []
    assert Division.objects.filter(parent="330106007", level=Level.COMMUNITY).count() == 10


def test_a_reader_sees_their_own_branch_and_the_way_to_it(linli):
    actions.import_divisions(linli, TREE)
    worker = somebody("110101001", "divisions.view")
    assert [each.code for each in queries.roots_of(worker, "divisions.view")] == ["110101001"]
    assert queries.division(worker, "110101").name == "东城区"
    stranger = somebody("310101001", "divisions.view")
    with pytest.raises(NotFound):
        queries.division(stranger, HERE)
    with pytest.raises(NotFound):
        queries.division(worker, "999999")
