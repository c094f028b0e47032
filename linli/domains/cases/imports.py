"""Cases from the tables of other systems.

A row keeps its own time and its number over there, by which a second import finds it again. What
was closed there comes in closed and owes nothing here; it counts as neither solved nor unsolved,
which is for its reporter to say, and nobody has asked them here. Everything else comes in as
reported.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.core.divisions import queries as divisions
from linli.core.divisions.rules import community_of
from linli.core.places.datum import Datum, Point, from_datum
from linli.domains.cases import actions, queries, words
from linli.domains.cases.actions import Brought, Reporter
from linli.domains.cases.models import Category
from linli.domains.cases.rules import Urgency
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor, machine
from linli.platform.imports import cells
from linli.platform.imports.cells import as_text
from linli.platform.imports.declaration import (
    BadCell,
    Cell,
    Finding,
    ImportColumn,
    Importer,
    Parse,
    Row,
    Undone,
    Value,
    Written,
)

NEEDS = "cases.import"
LINLI = machine("cases")
ENDED = frozenset(
    {
        *("办结", "已办结", "办理完毕", "结案", "已结案", "完成", "已完成", "关闭", "已关闭"),
        *("归档", "已归档", "closed", "resolved", "completed"),
    }
)
DATUMS = {"WGS84": Datum.WGS84, "GCJ02": Datum.GCJ02, "BD09": Datum.BD09}


def _degrees(most: int) -> Parse:
    """Degrees from -most to most, with as many decimals as there are."""

    def parse(cell: Cell) -> Value:
        try:
            number = float(as_text(cell))
        except ValueError:
            raise BadCell(_("不是经纬度"), _("请填写以度为单位的小数，例如 39.9042。")) from None
        if not -most <= number <= most:
            raise BadCell(_("经纬度超出范围"), _("请填写 -%d 到 %d 之间的数。") % (most, most))
        return Value(number)

    return parse


def _places(actor: Actor) -> list[tuple[str, str]]:
    """The communities into which the actor may import."""
    return [(each.code, each.name) for each in divisions.communities_of(actor, NEEDS)]


def _category_names(_actor: Actor, _area: str) -> list[str]:
    return [each.name for each in queries.categories()]


def _check(rows: Sequence[Row], _actor: Actor, area: str) -> Iterator[Finding]:
    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择要导入到哪个社区。"))
    known, now = _categories(), clock.now()
    for row in rows:
        category, grid = row.get("category", ""), row.get("grid", area)
        if category and category not in known:
            repair = _("请从分类列表中选择，或留空由派单员确定。")
            yield Finding(row.number, "category", _("没有这个分类"), repair, category)
        if not grid.startswith(area):
            repair = _("请填写本社区的网格编码，或留空。")
            yield Finding(row.number, "grid", _("网格不在所选社区内"), repair, grid)
        yield from _wrong_times(row, now)
        if (row.get("latitude") is None) != (row.get("longitude") is None):
            repair = _("请一并填写，或都留空。")
            yield Finding(row.number, "latitude", _("经度和纬度只有一个"), repair)


def _wrong_times(row: Row, now: datetime) -> Iterator[Finding]:
    """A time that hasn't come yet, or an end before its beginning."""
    for column in ("reported_at", "closed_at"):
        if row.get(column, now) > now:
            yield Finding(row.number, column, _("时间还没有到"), _("请核对日期，不能晚于现在。"))
    if "closed_at" in row.values and row.values["closed_at"] < row.get("reported_at", now):
        repair = _("请核对两个时间，或把办结时间留空。")
        yield Finding(row.number, "closed_at", _("办结早于反映"), repair)


def _write(actor: Actor, rows: Sequence[Row]) -> Written:
    """Take up every row that isn't here yet."""
    community = community_of(rows[0].area)
    here = queries.brought_in(community, [row.values["external_ref"] for row in rows])
    known = _categories()
    matters = [_matter(row, known) for row in rows if row.values["external_ref"] not in here]
    cases = actions.bring_in_cases(actor=actor, matters=matters)
    actions.index_cases(actor=LINLI, cases=cases)
    return Written(created=[str(case.pk) for case in cases], unchanged=len(here))


def _matter(row: Row, known: Mapping[str, Category]) -> Brought:
    return Brought(
        external_ref=row.values["external_ref"],
        area=row.get("grid", row.area),
        description=row.values["description"],
        reported_at=row.get("reported_at", clock.now()),
        closed_at=_closed_at(row),
        urgency=row.get("urgency", Urgency.NORMAL),
        category=known.get(row.get("category", "")),
        location=row.get("location", ""),
        point=_point(row),
        reporter=Reporter(row.get("name", ""), row.get("phone", "")),
    )


def _closed_at(row: Row) -> datetime | None:
    """When it was closed over there: by now at the latest, where it only says that it was."""
    return row.get("closed_at") or (clock.now() if row.get("ended") else None)


def _undo(actor: Actor, written: Written) -> Undone:
    cases = queries.of_import(actor, written.created)
    kept = actions.take_back_cases(actor=actor, cases=cases)
    return Undone(removed=len(cases) - len(kept), kept=[case.number for case in kept])


def _point(row: Row) -> Point | None:
    if row.get("latitude") is None:
        return None
    datum = row.get("datum", Datum.WGS84)
    return from_datum(row.values["latitude"], row.values["longitude"], datum)


def _categories() -> dict[str, Category]:
    """Categories by what a table may call them: their name in either language, or their code."""
    return {
        called: each
        for each in queries.categories()
        for called in (each.name, each.name_en, each.code)
    }


def _ended(cell: Cell) -> Value:
    """Whether the other system's word for where it stands is one for the end of it."""
    return Value(as_text(cell).strip().lower() in ENDED)


def _urgency(cell: Cell) -> Value:
    """In the words of the reader's language, and so looked up when a cell is read."""
    return cells.choice({str(title): each for each, title in words.URGENCY.items()})(cell)


CASES = Importer(
    key="cases.cases",
    title=gettext_lazy("事件"),
    needs=NEEDS,
    natural_key=["external_ref"],
    check=_check,
    write=_write,
    undo=_undo,
    places=_places,
    notes=[gettext_lazy("有办结时间或状态为办结的，导入后就是已结案，不再计时；其余登记为待派单，时限从反映时间算起。原编号相同的不会重复导入。")],
    columns=[
        ImportColumn(
            key="external_ref", title=gettext_lazy("原编号"), required=True, example="64446107",
            parse=cells.text(80), hint=gettext_lazy("在原系统中的编号"),
            synonyms=["编号", "工单编号", "工单号", "事件编号", "unique key", "service request id", "id"],
        ),
        ImportColumn(
            key="description", title=gettext_lazy("事情"), required=True, example="三号楼电梯门关不上",
            parse=cells.text(4000),
            synonyms=["内容", "诉求内容", "问题描述", "描述", "complaint type", "description"],
        ),
        ImportColumn(
            key="reported_at", title=gettext_lazy("反映时间"), example="2026-05-01 08:30",
            parse=cells.moment(),
            synonyms=["时间", "来电时间", "受理时间", "created date", "requested datetime"],
        ),
        ImportColumn(
            key="closed_at", title=gettext_lazy("办结时间"), example="2026-05-06 16:00",
            parse=cells.moment(), hint=gettext_lazy("没有办结的留空"),
            synonyms=["结案时间", "办结日期", "完成时间", "closed date", "closed datetime"],
        ),
        ImportColumn(
            key="ended", title=gettext_lazy("原状态"), example="已办结", parse=_ended,
            hint=gettext_lazy("在原系统中的状态；“已办结”“已结案”“Closed”等算办结，其余算没有办结"),
            synonyms=["状态", "办理状态", "工单状态", "status"],
        ),
        ImportColumn(
            key="location", title=gettext_lazy("具体位置"), example="一楼大厅", parse=cells.text(200),
            synonyms=["位置", "地址", "事发地点", "incident address", "address"],
        ),
        ImportColumn(
            key="category", title=gettext_lazy("分类"), example="电梯故障", parse=cells.text(60),
            choices=_category_names, synonyms=["类别", "诉求分类", "service code"],
        ),
        ImportColumn(
            key="urgency", title=gettext_lazy("紧急程度"), example="一般", parse=_urgency,
            choices=lambda _actor, _area: [str(each) for each in words.URGENCY.values()],
        ),
        ImportColumn(
            key="grid", title=gettext_lazy("网格编码"), example="110101001001001",
            parse=cells.code(r"\d{15}"),
            hint=gettext_lazy("15 位数字，在所选社区内"), synonyms=["网格"],
        ),
        ImportColumn(
            key="latitude", title=gettext_lazy("纬度"), example="39.9042", parse=_degrees(90),
            synonyms=["lat", "latitude"],
        ),
        ImportColumn(
            key="longitude", title=gettext_lazy("经度"), example="116.4074", parse=_degrees(180),
            synonyms=["long", "lng", "longitude"],
        ),
        ImportColumn(
            key="datum", title=gettext_lazy("坐标系"), example="GCJ02", parse=cells.choice(DATUMS),
            choices=list(DATUMS), hint=gettext_lazy("不填为 WGS84；高德、腾讯为 GCJ02，百度为 BD09"),
        ),
        ImportColumn(
            key="name", title=gettext_lazy("居民称呼"), example="王女士", parse=cells.text(40),
            synonyms=["姓名", "反映人", "联系人"],
        ),
        ImportColumn(
            key="phone", title=gettext_lazy("电话"), example="13800000000", parse=cells.phone(),
            synonyms=["联系电话", "手机", "来电号码"],
        ),
    ],
)  # fmt: skip
