"""Cases that come from a table, and the list that goes into one."""

import csv
import json
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from linli.domains.cases import actions, exports, queries
from linli.domains.cases.models import Case, Contact
from linli.domains.cases.tests.conftest import COMMUNITY, GRID, MONDAY, SUBDISTRICT, actor
from linli.domains.cases.tests.open311 import SHARED
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.platform.access.actor import visitor
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.audit.models import Entry
from linli.platform.database import scope
from linli.platform.exports.actions import write_to
from linli.platform.exports.rules import Form
from linli.platform.imports.actions import run
from linli.platform.imports.declaration import Written
from linli.platform.imports.errors import RowsWrong
from linli.platform.imports.queries import importer
from linli.platform.jobs.models import PublishedEvent
from linli.platform.search.models import Token

HEAD = [
    "工单编号",
    "诉求内容",
    "受理时间",
    "地址",
    "分类",
    "紧急程度",
    "联系人",
    "联系电话",
    "网格",
]
ROW = [
    "A-1",
    "电梯门关不上",
    "2026-10-01 08:30",
    "三号楼",
    "电梯故障",
    "紧急",
    "王女士",
    "13800000913",
    GRID,
]
NEW_YORK = SHARED / "data" / "nyc311" / "311.csv"
ITS_COLUMNS = {
    "external_ref": "Unique Key", "description": "Complaint Type", "reported_at": "Created Date",
    "location": "Incident Address", "latitude": "Latitude", "longitude": "Longitude",
    "closed_at": "Closed Date", "ended": "Status",
}  # fmt: skip


@pytest.fixture
def secretary(town, settings, tmp_path):
    settings.HOME = tmp_path
    account = Account.objects.create(
        username="secretary", name="书记", kind="staff", created_at=MONDAY
    )
    who = actor("secretary", COMMUNITY)
    return type(who)(who.kind, who.name, account.pk, who.holdings)


@pytest.fixture
def bring_in(secretary, tmp_path):
    def bring(*rows, head=HEAD, who=secretary, **given):
        path = tmp_path / "cases.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
        return run(who, "cases.cases", path, area=COMMUNITY, **given)

    return bring


def changed(column, value):
    row = list(ROW)
    row[HEAD.index(column)] = value
    return row


def test_a_row_becomes_a_case_with_its_own_time_and_its_promises_run_from_there(bring_in):
    assert bring_in(ROW).batch.created == 1
    case = Case.objects.get()
    assert case.reported_at == datetime.fromisoformat("2026-10-01T08:30:00+08:00")
    assert case.feedback_due_at == case.reported_at + timedelta(hours=24)
    assert (case.channel, case.status, case.external_ref) == ("import", "reported", "A-1")
    assert (case.area, case.category.code, case.urgency) == (GRID, "lift", "urgent")
    assert case.number.startswith("261001-")
    assert Contact.objects.get(case=case).phone == "13800000913"
    assert case.steps.get().at == case.reported_at


def test_the_trail_says_when_it_was_brought_in_and_not_when_it_was_reported(bring_in, secretary):
    bring_in(ROW)
    entry = Entry.objects.get(deed="cases.report")
    assert (entry.at, entry.actor_id) == (MONDAY, secretary.account_id)


def test_the_same_table_twice_makes_no_doubles(bring_in):
    bring_in(ROW, changed("工单编号", "A-2"))
    again = bring_in(ROW, changed("工单编号", "A-2"), changed("工单编号", "A-3"))
    assert (again.batch.created, again.batch.unchanged) == (1, 2)
    assert Case.objects.count() == 3


def test_nobody_is_told_of_an_import_but_the_search_box_finds_it(bring_in, secretary):
    bring_in(ROW)
    assert not PublishedEvent.objects.exists()
    assert Token.objects.filter(object_id=Case.objects.get().pk).exists()


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("工单编号", "", "external_ref"),
        ("诉求内容", " ", "description"),
        ("受理时间", "昨天", "reported_at"),
        ("受理时间", "2026-12-01 08:00", "reported_at"),
        ("分类", "天气", "category"),
        ("紧急程度", "很急", "urgency"),
        ("联系电话", "12", "phone"),
        ("网格", "110101001002001", "grid"),
    ],
)
def test_what_is_wrong_in_a_row_is_named_and_nothing_is_kept(bring_in, column, value, named):
    with pytest.raises(RowsWrong):
        bring_in(
            ROW,
            changed(column, value)
            if column == "工单编号"
            else ["A-2", *changed(column, value)[1:]],
        )
    (finding,) = bring_in(changed(column, value), dry_run=True).found.findings
    assert (finding.column, bool(finding.rule), bool(finding.repair)) == (named, True, True)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("closed", "state"), [("2026-10-02 16:00", ""), ("", "已办结"), ("2026-10-02 16:00", "Closed")]
)
def test_what_was_closed_over_there_owes_nothing_here(bring_in, town, closed, state):
    bring_in([*ROW, closed, state], head=[*HEAD, "办结时间", "状态"])
    case = Case.objects.get()
    assert (case.status, case.outcome, case.ended_elsewhere) == ("closed", "", True)
    assert not case.is_overdue(clock.now())
    assert queries.counts_by_status(town.dispatcher, clock.now())["overdue"] == 0
    assert not queries.board(town.dispatcher).lines
    month = queries.Period(SUBDISTRICT, case.reported_at, clock.now())
    rates = queries.rates(town.dispatcher, month, clock.now())
    owed = (rates.response.denominator, rates.solved.denominator, rates.satisfied.denominator)
    assert (rates.reported, owed) == (1, (0, 0, 0))


def test_what_was_not_closed_over_there_still_waits_here(bring_in, town):
    bring_in([*ROW, "", "处理中"], head=[*HEAD, "办结时间", "状态"])
    assert queries.counts_by_status(town.dispatcher, clock.now())["overdue"] == 1


def test_a_case_closed_over_there_is_taken_back_with_its_import_or_taken_up_here(
    bring_in, town, secretary
):
    head = [*HEAD, "办结时间"]
    bring_in([*ROW, "2026-10-02 16:00"], ["A-2", *ROW[1:], "2026-10-02 16:00"], head=head)
    again, gone = Case.objects.order_by("external_ref")
    neighbour = visitor(GRID, frozenset({"cases.answer"}))
    again = actions.reopen_case(actor=neighbour, case=again, reason="又坏了")
    assert (again.status, again.cycle) == ("reported", 2)
    assert again.due_at > clock.now()
    assert actions.take_back_cases(actor=secretary, cases=[again, gone]) == [again]


def test_an_end_before_the_beginning_is_named(bring_in):
    found = bring_in([*ROW, "2026-09-30 16:00"], head=[*HEAD, "办结时间"], dry_run=True).found
    assert [each.column for each in found.findings] == ["closed_at"]


def test_half_a_point_is_no_point(bring_in):
    rows = (
        ["A-1", "路灯不亮", "39.9", ""],
        ["A-2", "路灯不亮", "39,9", "116.4"],
        ["A-3", "x", "91", "0"],
    )
    found = bring_in(*rows, head=["编号", "内容", "纬度", "经度"], dry_run=True).found
    assert [(each.row, each.column) for each in found.findings] == [
        (2, "latitude"), (3, "latitude"), (4, "latitude"),
    ]  # fmt: skip


def test_coordinates_of_chinese_maps_are_kept_in_wgs84(bring_in):
    head = ["编号", "内容", "纬度", "经度", "坐标系"]
    bring_in(["A-1", "路灯不亮", "39.908823", "116.397470", "GCJ02"], head=head)
    case = Case.objects.get()
    assert case.datum == "gcj02"
    assert (case.latitude, case.longitude) == pytest.approx((39.907420, 116.391226), abs=2e-5)


def test_without_the_permission_or_a_community_nothing_is_imported(bring_in, town, tmp_path):
    with pytest.raises(NotPermitted):
        bring_in(ROW, who=town.worker)
    with pytest.raises(Invalid):
        run(town.dispatcher, "cases.cases", tmp_path / "cases.csv", area=SUBDISTRICT)


def test_an_import_is_taken_back_but_for_what_somebody_has_touched(bring_in, town, secretary):
    batch = bring_in(ROW, *(changed("工单编号", f"A-{n}") for n in (2, 3))).batch
    taken, added_to = (Case.objects.get(external_ref=f"A-{n}") for n in (2, 3))
    actions.take_case(actor=town.dispatcher, case=taken)
    neighbour = visitor(GRID, frozenset({"cases.answer"}))
    actions.add_words(actor=neighbour, case=added_to, words="今天又困人了")
    declared = importer("cases.cases")
    (chunk,) = batch.chunks.all()
    undone = declared.undo(secretary, Written(created=json.loads(chunk.undo)["created"]))
    assert (undone.removed, {*undone.kept}) == (1, {taken.number, added_to.number})
    assert {*Case.objects.all()} == {taken, added_to}
    assert Entry.objects.filter(deed="cases.take_back").count() == 1


def test_new_york_comes_in_through_a_mapping_twice_without_doubles(secretary):
    if not NEW_YORK.exists():
        pytest.skip(f"The requests of New York are not at {NEW_YORK}.")
    with NEW_YORK.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    mapping = {key: list(rows[0]).index(title) for key, title in ITS_COLUMNS.items()}
    first, second = (
        run(secretary, "cases.cases", NEW_YORK, mapping, area=COMMUNITY).batch for _each in range(2)
    )
    assert (first.total, first.wrong, first.created) == (235, 0, 235)
    assert (second.created, second.unchanged) == (0, 235)
    assert Case.objects.count() == 235
    for row in rows[:5]:
        case = Case.objects.get(external_ref=row["Unique Key"])
        assert (case.latitude, case.longitude) == pytest.approx(
            (float(row["Latitude"]), float(row["Longitude"])), abs=1e-7
        )  # outside China no map shifts anything
        own_time = timezone.localtime(case.reported_at)
        assert f"{own_time:%m/%d/%Y %I:%M:%S %p}" == row["Created Date"]
        assert (case.status, case.outcome) == (
            "closed" if row["Status"] == "Closed" else "reported",
            "",
        )


def exported(who, tmp_path, **filters):
    target = tmp_path / "list.csv"
    write_to(who, "cases.cases", target, form=Form.CSV, filters=filters)
    with target.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))[:-1]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_list_as_a_file_has_what_the_list_shows_and_nobody_s_phone(town, tmp_path):
    case = town.dispatched(town.management)
    (row,) = exported(town.dispatcher, tmp_path)
    assert (row["编号"], row["事情"]) == (case.number, "三号楼电梯门关不上")
    assert (row["状态"], row["分类"], row["社区"]) == ("办理中", "电梯故障", "地001")
    assert row["承办"] == "安居物业（主办）、城市管理办"
    assert not {column.key for column in exports.CASES.columns} & {"name", "phone", "location"}


def test_the_filter_of_the_list_is_the_filter_of_the_file(town, tmp_path):
    waiting, closed = town.reported(), town.closed()
    road = queries.categories().get(code="road")
    assert [row["编号"] for row in exported(town.dispatcher, tmp_path)] == [waiting.number]
    assert [row["编号"] for row in exported(town.dispatcher, tmp_path, status="closed")] == [
        closed.number
    ]
    for none in ({"category": str(road.pk)}, {"overdue": "on"}, {"status": "nonsense"}):
        assert exported(town.dispatcher, tmp_path, **none) == []
    assert len(exported(town.dispatcher, tmp_path, community=COMMUNITY)) == 1


def test_only_what_the_actor_may_export_is_in_the_file(town, tmp_path):
    town.reported()
    with pytest.raises(NotPermitted):
        exported(town.worker, tmp_path)
    assert exported(town.stranger, tmp_path) == []


def test_the_list_offers_its_export_to_whoever_may_take_it(town, client):
    def button(role):
        account = Account.objects.create(username=role, name=role, kind="staff", created_at=MONDAY)
        held, _new = Role.objects.get_or_create(
            key=role,
            defaults={"title": role, "permissions": list(actor(role, "").holdings[0].permissions)},
        )
        Grant.objects.create(account=account, role=held, area=SUBDISTRICT)
        client.force_login(account)
        with scope.limited_to([]):
            return client.get(reverse("cases:list"), {"status": "closed"}).content.decode()

    address = reverse("exports:ask", args=["cases.cases"])
    assert f'{address}?status=closed"' in button("dispatcher")
    assert address not in button("community_worker")
