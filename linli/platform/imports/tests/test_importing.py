import hashlib
from datetime import timedelta

import pytest

from linli.core.divisions.models import Grid
from linli.kernel import clock
from linli.kernel.errors import NotPermitted
from linli.platform.access.actor import machine
from linli.platform.audit.models import Entry
from linli.platform.database import scope
from linli.platform.files.store import BODY
from linli.platform.imports import actions, errors, queries, source, template_book
from linli.platform.imports.models import ImportBatch, ImportChunk
from linli.platform.imports.rules import Mode
from linli.platform.imports.source import INBOUND
from linli.platform.imports.tests import grids, tables
from linli.platform.imports.tests.conftest import ELSEWHERE, HERE, make_clerk, upload

pytestmark = pytest.mark.django_db
WRONG = [
    ["11010100100100", "少一位", "2026-05-01", "普通"],
    [tables.code(1, ELSEWHERE), "别处", "", ""],
    [tables.code(3), "", "五一", "特别"],
]


def received(me, body, name="网格.xlsx"):
    return actions.receive(me, "grids.import", upload(body, name), area=HERE)


def looked_at(me, body, name="网格.xlsx"):
    """A batch whose columns are agreed on and whose rows have been checked."""
    batch = received(me, body, name)
    actions.choose(me, batch.pk, mapping=batch.mapping, sheet=batch.sheet, head=batch.head)
    actions.check(batch.pk)
    batch.refresh_from_db()
    return batch


def imported(me, body, mode=Mode.WHOLE):
    batch = looked_at(me, body)
    actions.begin(me, batch.pk, mode=mode)
    actions.write(batch.pk)
    batch.refresh_from_db()
    return batch


def names():
    with scope.system("test"):
        return dict(Grid.objects.values_list("code", "name"))


def test_a_table_becomes_rows_of_its_domain_with_a_trail(me):
    batch = imported(me, tables.xlsx(tables.good(25)))
    assert (batch.state, batch.created, batch.changed, batch.wrong) == ("done", 25, 0, 0)
    assert names()[tables.code(25)] == "网格25"
    deeds = Entry.objects.filter(subject_id=str(batch.pk)).order_by("id")
    assert [each.deed.split(".")[1] for each in deeds] == ["receive", "choose", "begin", "write"]
    assert deeds[3].details["created"] == 25


def test_checking_writes_nothing(me):
    batch = looked_at(me, tables.xlsx(tables.good(5)))
    assert (batch.state, batch.total, batch.wrong) == ("checked", 5, 0)
    assert names() == {}


def test_the_same_table_again_makes_no_doubles_and_is_recognised(me):
    body = tables.xlsx(tables.good(25))
    first = imported(me, body)
    again = imported(me, body)
    assert (again.created, again.unchanged) == (0, 25)
    assert queries.same_file(again) == first
    assert len(names()) == 25


def test_with_all_or_nothing_one_wrong_row_keeps_all_out(me):
    batch = looked_at(me, tables.xlsx([*tables.good(5), *WRONG]))
    assert (batch.total, batch.wrong) == (8, 3)
    with pytest.raises(errors.RowsWrong):
        actions.begin(me, batch.pk, mode=Mode.WHOLE)
    assert names() == {}


def test_with_the_good_rows_only_the_others_stay_out(me):
    batch = imported(me, tables.xlsx([*tables.good(2), *WRONG]), Mode.GOOD_ROWS)
    assert (batch.created, batch.wrong) == (2, 3)
    assert set(names()) == {tables.code(1), tables.code(2)}


def test_a_row_that_stands_twice_in_the_table_is_named(me):
    batch = looked_at(me, tables.xlsx([*tables.good(3), *tables.good(1)]))
    assert (batch.total, batch.wrong) == (4, 1)


def test_an_import_that_broke_goes_on_behind_its_last_chunk(me):
    batch = looked_at(me, tables.xlsx(tables.good(60)))
    actions.begin(me, batch.pk, mode=Mode.GOOD_ROWS)
    grids.BREAKS.append(35)
    with pytest.raises(RuntimeError):
        actions.write(batch.pk)
    batch.refresh_from_db()
    assert batch.state == "running"
    assert batch.problem
    assert len(names()) == 28  # rows 2 to 29: three chunks by the tens of the sheet
    actions.write(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.created, batch.unchanged, batch.problem) == ("done", 60, 0, "")


def test_an_all_or_nothing_import_that_broke_left_nothing_and_starts_over(me):
    batch = looked_at(me, tables.xlsx(tables.good(60)))
    actions.begin(me, batch.pk, mode=Mode.WHOLE)
    grids.BREAKS.append(35)
    with pytest.raises(RuntimeError):
        actions.write(batch.pk)
    assert names() == {}
    actions.write(batch.pk)
    assert len(names()) == 60


def test_a_job_that_comes_twice_writes_once(me):
    batch = imported(me, tables.xlsx(tables.good(15)))
    actions.write(batch.pk)
    assert Entry.objects.filter(deed="imports.write").count() == 1


def test_undoing_restores_what_was_before(me):
    before_body = tables.xlsx(tables.good(12))
    imported(me, before_body)
    before = names()
    rows = [[code, f"新{name}", day, kind] for code, name, day, kind in tables.good(24)]
    batch = imported(me, tables.xlsx(rows))
    assert (batch.created, batch.changed) == (12, 12)
    actions.undo(me, batch.pk)
    actions.take_back(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.kept) == ("undone", 0)
    assert names() == before


def test_undoing_leaves_what_is_in_use_and_says_how_many(me):
    batch = imported(me, tables.xlsx([*tables.good(3), [tables.code(9), "在用", "", ""]]))
    actions.undo(me, batch.pk)
    actions.take_back(batch.pk)
    batch.refresh_from_db()
    assert batch.kept == 1
    assert names() == {tables.code(9): "在用"}


def test_after_a_day_nothing_can_be_undone_and_nothing_is_kept_of_the_rows(me):
    batch = imported(me, tables.xlsx(tables.good(3)))
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        with pytest.raises(errors.UndoOver):
            actions.undo(me, batch.pk)
        assert actions.sweep() == 1
        assert actions.sweep() == 0
    batch.refresh_from_db()
    assert (batch.state, batch.created, batch.store_key, batch.report_key) == ("done", 3, "", "")
    assert not ImportChunk.objects.exists()
    assert not list(INBOUND.every_key())


def test_a_file_that_nobody_went_on_with_is_gone_after_a_day(me):
    batch = received(me, tables.xlsx(tables.good(3)))
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        actions.sweep()
    batch.refresh_from_db()
    assert batch.state == "stopped"
    with pytest.raises(errors.NotThisStep):
        actions.choose(me, batch.pk, mapping=batch.mapping, sheet=0, head=0)


def test_what_an_undo_needs_is_not_readable_in_the_database(me):
    from django.db import connection

    imported(me, tables.xlsx(tables.good(3)))
    imported(me, tables.xlsx([[tables.code(1), "改名", "", ""]]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT undo FROM imports_importchunk")
        stored = [bytes(value) for (value,) in cursor.fetchall()]
    assert stored
    assert not any("网格1".encode() in each or b"110101" in each for each in stored)


def test_nobody_imports_where_they_hold_nothing(me):
    with pytest.raises(NotPermitted):
        actions.receive(me, "grids.import", upload(tables.xlsx([])), area=ELSEWHERE)
    assert not ImportBatch.objects.exists()


def test_nobody_sees_or_moves_another_ones_import(me):
    from linli.platform.access.queries import actor_of

    batch = received(me, tables.xlsx(tables.good(1)))
    other = actor_of(make_clerk(ELSEWHERE))
    with pytest.raises(errors.UnknownImport):
        actions.choose(other, batch.pk, mapping=batch.mapping, sheet=0, head=0)


def test_whoever_lost_the_permission_meanwhile_writes_nothing(me, clerk):
    batch = looked_at(me, tables.xlsx(tables.good(3)))
    actions.begin(me, batch.pk, mode=Mode.WHOLE)
    clerk.grants.update(ended_at=clock.now())
    actions.write(batch.pk)
    batch.refresh_from_db()
    assert batch.state == "stopped"
    assert names() == {}


def test_a_refused_file_leaves_nothing(me):
    with pytest.raises(errors.FileUnreadable):
        received(me, tables.zip_bomb())
    assert not list(INBOUND.every_key())
    assert not ImportBatch.objects.exists()


def test_the_titles_are_found_under_other_names_and_in_another_order(me):
    head = ["备注", "Grid Code", "网格 名称（必填）"]
    body = tables.xlsx([["", tables.code(1), "东里"]], head=head, before=[["某社区网格表"]])
    batch = received(me, body)
    assert (batch.head, batch.mapping) == (1, {"code": 1, "name": 2})


def test_the_sheet_with_the_titles_is_found(me):
    body = tables.xlsx(tables.good(1), sheets=[("封面", [["目录"]]), ("数据", None)])
    assert received(me, body).sheet == 1


def test_a_mapping_is_remembered_for_tables_with_the_same_titles(me):
    body = tables.xlsx([[tables.code(1), "东里"]], head=["甲", "乙"])
    first = received(me, body)
    assert first.mapping == {}
    with pytest.raises(errors.ColumnsMissing) as missing:
        actions.choose(me, first.pk, mapping={"name": 1}, sheet=0, head=0)
    assert list(missing.value.fields) == ["code"]
    actions.choose(me, first.pk, mapping={"code": 0, "name": 1}, sheet=0, head=0)
    actions.check(first.pk)
    other = tables.xlsx([[tables.code(2), "西里"]], head=["甲", "乙"])
    assert received(me, other).mapping == {"code": 0, "name": 1}


def test_a_template_sent_back_skips_its_example_row(me, tmp_path):
    template_book.write_template(tmp_path / "t.xlsx", grids.GRIDS, me, HERE)
    batch = looked_at(me, (tmp_path / "t.xlsx").read_bytes())
    assert (batch.total, batch.wrong, batch.noted) == (1, 0, 1)


def test_our_own_csv_export_can_be_read_back(me):
    body = tables.text([[tables.code(1), "'=东里", "", ""], ["# 导出人：某某", "", "", ""]])
    imported(me, body)
    assert names() == {tables.code(1): "=东里"}


def test_the_file_is_kept_for_its_owner_alone_with_its_hash(me):
    body = tables.xlsx(tables.good(1))
    batch = received(me, body)
    assert batch.sha256 == hashlib.sha256(body).hexdigest()
    assert INBOUND.path(batch.store_key, BODY).stat().st_mode & 0o077 == 0


def test_the_command_line_imports_the_same_way(clerk, tmp_path):
    path = tmp_path / "grids.csv"
    path.write_bytes(tables.text([*tables.good(3), *WRONG], "gbk"))
    cli = machine("import")
    dry = actions.run(cli, "grids.import", path, dry_run=True, area=HERE)
    assert (dry.batch.total, dry.batch.wrong) == (6, 3)
    assert not ImportBatch.objects.exists()
    with pytest.raises(errors.RowsWrong):
        actions.run(cli, "grids.import", path, area=HERE)
    assert names() == {}
    done = actions.run(cli, "grids.import", path, area=HERE, mode=Mode.GOOD_ROWS)
    assert (done.batch.state, done.batch.created) == ("done", 3)
    assert {each.row for each in done.found.findings} == {5, 6, 7}


def test_a_table_without_a_single_known_title_asks_for_the_columns(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(tables.text(tables.good(1), head=["a", "b", "c", "d"]))
    with pytest.raises(errors.ColumnsMissing):
        actions.run(machine("import"), "grids.import", path, area=HERE)
    mapping = {"code": 0, "name": 1}
    brought = actions.run(machine("import"), "grids.import", path, mapping, dry_run=True, area=HERE)
    assert brought.batch.wrong == 0
    assert source.read(path).rows[1][1] == "网格1"
