from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.kernel import clock
from linli.kernel.errors import NotPermitted
from linli.platform.access.actor import machine
from linli.platform.audit.models import Entry
from linli.platform.database import scope
from linli.platform.exports import actions, errors, queries, rules
from linli.platform.exports.models import Export
from linli.platform.exports.rules import Form
from linli.platform.exports.tests import reading
from linli.platform.exports.tests.conftest import ELSEWHERE, account_holding

pytestmark = pytest.mark.django_db


def ask(actor, key="lists.grids", **given):
    given = {"form": Form.XLSX, "filters": {}, **given}
    return actions.ask(actor, key, **given)


def body_of(export):
    return actions.OUTBOUND.open(export.store_key).read()


def test_a_short_list_is_ready_at_once_with_what_the_actor_may_see(inside):
    export = ask(inside)
    assert export.state == "ready"
    assert [row[1] for row in reading.cells(body_of(export))] == ["=1+1", "东里"]
    assert not ProcrastinateJob.objects.filter(task_name="exports.make").exists()


def test_the_trail_has_the_deed_before_the_file_and_no_name_that_was_searched(inside):
    export = ask(inside, filters={"name": "东里", "state": "open", "page": "7"})
    asked, made = Entry.objects.filter(subject_id=str(export.pk)).order_by("id")
    assert (asked.deed, made.deed) == ("exports.ask", "exports.make")
    assert asked.details["filters"] == {"name": "*", "state": "open"}
    assert made.details["rows"] == 1
    assert reading.watermark(body_of(export))["筛选条件"] == "名称：东里；状态：open"


def test_a_refused_write_leaves_no_file_and_no_trail(inside, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ROWS", 1)
    with pytest.raises(errors.TooManyRows):
        ask(inside)
    assert not list(actions.OUTBOUND.every_key())
    assert not Entry.objects.filter(deed__startswith="exports.").exists()


def test_without_the_permission_nothing_is_taken(grids):
    stranger = queries_actor(account_holding("lists.other"))
    with pytest.raises(NotPermitted):
        ask(stranger)
    assert not Export.objects.exists()


def test_a_list_of_people_wants_its_purpose(inside):
    with pytest.raises(errors.PurposeMissing):
        ask(inside, "lists.people", reason="  ")
    export = ask(inside, "lists.people", reason="入户走访")
    assert reading.watermark(body_of(export))["用途"] == "入户走访"


def test_a_long_list_is_written_by_a_worker_as_the_actor_sees_it_then(inside, monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE", 1)
    export = ask(inside)
    job = ProcrastinateJob.objects.get(task_name="exports.make")
    assert (export.state, job.args) == ("waiting", {"export_id": str(export.pk)})
    with scope.limited_to([]):  # a worker has no scope of its own
        actions.make(export.pk)
        actions.make(export.pk)  # and may be called twice
    export.refresh_from_db()
    assert (export.state, export.rows) == ("ready", 2)
    assert Entry.objects.filter(deed="exports.make").count() == 1


def test_whoever_lost_the_permission_meanwhile_gets_no_file(inside, clerk, monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE", 1)
    export = ask(inside)
    clerk.grants.update(ended_at=clock.now())
    actions.make(export.pk)
    export.refresh_from_db()
    assert (export.state, export.store_key) == ("failed", "")
    assert export.problem


def test_after_a_day_the_file_and_the_filters_are_gone_and_the_register_stays(inside):
    export = ask(inside, filters={"name": "东里"})
    assert actions.sweep() == 0
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        with pytest.raises(errors.UnknownExport):
            queries.ready(inside, export.pk)
        assert actions.sweep() == 1
    export.refresh_from_db()
    assert (export.state, export.filters, export.exporter) == ("expired", {}, "lists.grids")
    assert not list(actions.OUTBOUND.every_key())


def test_the_command_line_writes_a_file_and_a_trail(grids, tmp_path):
    me, target = machine("export"), tmp_path / "grids.csv"
    with scope.system("test"):
        rows = actions.write_to(me, "lists.grids", target, form=Form.CSV, filters={})
    assert rows == 4
    assert Entry.objects.get(deed="exports.write").details["exporter"] == "lists.grids"


def queries_actor(account):
    from linli.platform.access.queries import actor_of

    return actor_of(account)


@pytest.fixture
def page(client, clerk):
    client.force_login(clerk)
    return client


def address(key="lists.grids", query=""):
    return reverse("exports:ask", args=[key]) + query


def test_the_page_tells_the_filters_and_hands_over_the_file(page):
    asked = page.get(address(query="?name=东里"))
    assert "名称：东里" in asked.content.decode()
    taken = page.post(address(query="?name=东里"), {"form": "xlsx"})
    assert taken["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert taken["Cache-Control"] == "private, no-store"
    assert len(reading.cells(b"".join(taken.streaming_content))) == 1


def test_a_missing_purpose_is_asked_for_and_the_choice_is_kept(page):
    answer = page.post(address("lists.people"), {"form": "csv", "reason": ""})
    assert answer.status_code == 422
    assert 'value="csv"' in answer.content.decode()


def test_the_page_of_a_long_list_tells_its_progress_and_then_the_file(page, monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE", 1)
    waiting = page.post(address(), {"form": "csv"}, follow=True)
    assert "正在生成文件" in waiting.content.decode()
    export_id = UUID(waiting.redirect_chain[0][0].split("/")[-2])
    actions.make(export_id)
    ready = page.get(reverse("exports:show", args=[export_id]), headers={"HX-Request": "true"})
    assert "下载文件" in ready.content.decode()
    assert "<html" not in ready.content.decode()
    file = page.get(reverse("exports:fetch", args=[export_id]))
    assert "东里" in b"".join(file.streaming_content).decode()
    assert Entry.objects.filter(deed="exports.fetch").count() == 1
    assert "网格" in page.get(reverse("exports:list")).content.decode()


def test_nobody_fetches_what_another_asked_for(client, inside, grids):
    export = ask(inside)
    client.force_login(account_holding("lists.export", ELSEWHERE))
    for name in ("show", "fetch"):
        assert client.get(reverse(f"exports:{name}", args=[export.pk])).status_code == 404
