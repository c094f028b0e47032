"""Assets from Excel or CSV, as whoever looks after lamps and lids keeps them."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.core.divisions import queries as divisions
from linli.core.divisions.models import Department
from linli.core.places import actions
from linli.core.places.actions import Told
from linli.core.places.datum import Datum, Point, read_point
from linli.core.places.kinds import Kind
from linli.core.places.outline import Outline, read_outline
from linli.kernel.errors import Invalid
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.imports import cells
from linli.platform.imports.declaration import Finding, ImportColumn, Importer, Row, Written

NEEDS = "places.import_assets"
KINDS = {
    "路灯": Kind.LAMP, "井盖": Kind.MANHOLE, "消防栓": Kind.HYDRANT, "电梯": Kind.LIFT,
    "充电桩": Kind.CHARGER, "垃圾箱": Kind.BIN, "健身器材": Kind.FITNESS,
    "公示栏": Kind.NOTICE_BOARD, "门禁道闸": Kind.GATE, "监控探头": Kind.CAMERA,
    "树木": Kind.TREE, "道路": Kind.ROAD, "绿地": Kind.LAWN, "围墙护栏": Kind.FENCE,
    "河道水体": Kind.WATER, "停车区": Kind.PARKING, "其他设施": Kind.OTHER,
}  # fmt: skip
DATUMS = {"WGS-84": Datum.WGS84, "GCJ-02": Datum.GCJ02, "BD-09": Datum.BD09}


def _places(actor: Actor) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in divisions.communities_of(actor, NEEDS)]


def _check(rows: Sequence[Row], _actor: Actor, area: str) -> Iterator[Finding]:
    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择要导入到哪个社区。"))
    keepers = {each.name for each in divisions.departments_serving(area)}
    for row in rows:
        if (named := row.get("keeper")) and named not in keepers:
            repair = _("请填写为这个社区服务的单位全称；没有的请先登记单位。")
            yield Finding(row.number, "keeper", _("没有这个单位"), repair, named)
        try:
            _where(row)
        except Invalid as refusal:
            for column, words in refusal.fields.items():
                yield Finding(row.number, column, str(words))


def _where(row: Row) -> tuple[Point | None, Outline | None]:
    datum = row.get("datum") or Datum.WGS84
    point = read_point(row.get("latitude", ""), row.get("longitude", ""), datum)
    return point, read_outline(row.get("outline", ""))


def _told(row: Row, keepers: Mapping[str, Department]) -> Told:
    point, outline = _where(row)
    return Told(
        number=row.values["number"], kind=row.values["kind"], location=row.values["location"],
        keeper=keepers.get(row.get("keeper", "")), point=point, outline=outline,
    )  # fmt: skip


def _write(actor: Actor, rows: Sequence[Row]) -> Written:
    keepers = {each.name: each for each in divisions.departments_serving(rows[0].area)}
    told = [_told(row, keepers) for row in rows]
    new, old = actions.bring_in_assets(actor=actor, area=rows[0].area, told=told)
    return Written(created=[str(each.pk) for each in new], unchanged=len(old))


ASSETS = Importer(
    key="places.assets",
    title=gettext_lazy("公共设施"),
    needs=NEEDS,
    natural_key=["number"],
    check=_check,
    write=_write,
    places=_places,
    notes=[gettext_lazy("编号照设施牌上的写。同一编号再次导入会更新位置和管护单位。经纬度可以不填，填了居民才能按远近挑选。")],
    columns=[
        ImportColumn(
            key="number", title=gettext_lazy("设施编号"), required=True, example="LD-0012",
            parse=cells.code(r"[0-9A-Za-z-]{1,30}"), synonyms=["编号", "部件标识码", "部件编码"],
        ),
        ImportColumn(
            key="kind", title=gettext_lazy("设施种类"), required=True, example="路灯",
            parse=cells.choice(KINDS), choices=list(KINDS), synonyms=["种类", "部件类别", "类型"],
        ),
        ImportColumn(
            key="location", title=gettext_lazy("在哪里"), required=True, example="东门内 10 米",
            parse=cells.text(120), synonyms=["位置", "地址", "位置描述"],
        ),
        ImportColumn(
            key="latitude", title=gettext_lazy("纬度"), example="30.2741", parse=cells.text(30),
            synonyms=["lat", "纬度(度)"],
        ),
        ImportColumn(
            key="longitude", title=gettext_lazy("经度"), example="120.1551", parse=cells.text(30),
            synonyms=["lon", "lng", "经度(度)"],
        ),
        ImportColumn(
            key="datum", title=gettext_lazy("坐标系"), example="WGS-84",
            parse=cells.choice(DATUMS), choices=list(DATUMS),
            hint=gettext_lazy("高德、腾讯地图的是 GCJ-02，百度地图的是 BD-09；不填按 WGS-84"),
        ),
        ImportColumn(
            key="outline", title=gettext_lazy("线或面"), parse=cells.text(100_000),
            example='{"type": "LineString", "coordinates": [[120.155, 30.274], [120.156, 30.274]]}',
            hint=gettext_lazy("道路、绿地一类的范围，写 GeoJSON 图形（WGS-84）；GeoJSON 文件会自动填好"),
            synonyms=["geometry", "范围", "几何图形"],
        ),
        ImportColumn(
            key="keeper", title=gettext_lazy("管护单位"), example="安居物业", parse=cells.text(80),
            synonyms=["养护单位", "权属单位", "责任单位"],
        ),
    ],
)  # fmt: skip
