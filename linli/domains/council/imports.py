"""The unit list from Excel or CSV: doors, registered floor areas and who owns what."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.core.divisions import queries as divisions
from linli.domains.council import actions
from linli.domains.council.actions import Listed, Seated
from linli.kernel.errors import Invalid
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.imports import cells
from linli.platform.imports.declaration import (
    BadCell,
    Cell,
    Finding,
    ImportColumn,
    Importer,
    Row,
    Value,
    Written,
)

NEEDS = "council.import"
LARGEST = 10**6  # m²


def _places(actor: Actor) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in divisions.communities_of(actor, NEEDS)]


def _hundredths(cell: Cell) -> Value:
    """Square metres with two decimals at most, as a whole number of 1/100 m²."""
    read = cells.decimal(places=2, most=LARGEST)(cell)
    if read.value <= 0:
        raise BadCell(_("面积必须大于 0"), _("请填写不动产登记的专有部分面积。"))
    return Value(int(read.value * 100), read.repaired)


def _check(rows: Sequence[Row], _actor: Actor, area: str) -> Iterator[Finding]:
    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择要导入到哪个社区。"))
    for row in rows:
        if not row.get("unsold") and not row.get("owner"):
            repair = _("同一位业主的每一套填同一个编号；共有人合用一个编号。")
            yield Finding(row.number, "owner", _("没有业主编号"), repair)


def _write(actor: Actor, rows: Sequence[Row]) -> Written:
    listed = [
        Listed(
            row.values["label"], row.values["floor_area"], row.get("owner", ""),
            row.get("name", ""), row.get("phone", ""), row.get("unsold", False),
        )
        for row in rows
    ]  # fmt: skip
    new, old = actions.list_units(actor=actor, area=rows[0].area, listed=listed)
    return Written(created=[str(each.pk) for each in new], unchanged=len(old))


def _yes_no(cell: Cell) -> Value:
    return cells.yes_no()(cell)


UNITS = Importer(
    key="council.units",
    title=gettext_lazy("房屋清单（业主表决用）"),
    needs=NEEDS,
    natural_key=["label"],
    check=_check,
    write=_write,
    places=_places,
    notes=[gettext_lazy("一位业主有几套房的，每套填同一个业主编号，只算一人、面积合计；共有的房屋共用一个编号，只算一人；开发商未售出的填“是”，合起来算一人。")],
    columns=[
        ImportColumn(
            key="label", title=gettext_lazy("哪一户"), required=True, example="3-2-501",
            parse=cells.text(60), synonyms=["房号", "门牌", "室号", "单元房号"],
        ),
        ImportColumn(
            key="floor_area", title=gettext_lazy("专有部分面积"), required=True, example="89.50",
            parse=_hundredths, hint=gettext_lazy("平方米，最多两位小数，以登记为准"),
            synonyms=["面积", "建筑面积", "产权面积"],
        ),
        ImportColumn(
            key="owner", title=gettext_lazy("业主编号"), example="Y0001",
            parse=cells.code(r"[0-9A-Za-z-]{1,32}"),
            synonyms=["产权人编号", "业主号"],
        ),
        ImportColumn(
            key="name", title=gettext_lazy("业主姓名"), example="张三", parse=cells.text(80),
            synonyms=["产权人", "业主", "姓名"],
        ),
        ImportColumn(
            key="phone", title=gettext_lazy("手机号"), example="13800000000", parse=cells.phone(),
            hint=gettext_lazy("业主用这个手机号登录后可以在网上投票"), synonyms=["电话", "联系电话"],
        ),
        ImportColumn(
            key="unsold", title=gettext_lazy("开发商未售"), example="否", parse=_yes_no,
            choices=["是", "否"],
        ),
    ],
)  # fmt: skip


RUNS = "council.run_polls"
MOST_SEATS = 999


def _bodies_places(actor: Actor) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in divisions.communities_of(actor, RUNS)]


def _check_seats(_rows: Sequence[Row], _actor: Actor, area: str) -> Iterator[Finding]:
    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择要导入到哪个社区。"))
    yield from ()


def _write_seats(actor: Actor, rows: Sequence[Row]) -> Written:
    seated = [
        Seated(
            row.values["body"], row.values["number"], row.values["name"], row.get("phone", ""),
            row.get("group", ""),
        )
        for row in rows
    ]  # fmt: skip
    new, old = actions.list_seats(actor=actor, area=rows[0].area, seated=seated)
    return Written(created=[str(each.pk) for each in new], unchanged=len(old))


SEATS = Importer(
    key="council.seats",
    title=gettext_lazy("组织的席位（投票用）"),
    needs=RUNS,
    natural_key=["body", "number"],
    check=_check_seats,
    write=_write_seats,
    places=_bodies_places,
    notes=[gettext_lazy("居民代表会议、居民委员会、业主委员会等，一人一行。按居民小组选举代表的，写明小组，每组二至三人。")],
    columns=[
        ImportColumn(
            key="body", title=gettext_lazy("组织"), required=True, example="居民代表会议",
            parse=cells.text(60), synonyms=["会议", "委员会"],
        ),
        ImportColumn(
            key="number", title=gettext_lazy("席位号"), required=True, example="1",
            parse=cells.integer(1, MOST_SEATS), synonyms=["序号", "编号"],
        ),
        ImportColumn(
            key="name", title=gettext_lazy("姓名"), required=True, example="张三",
            parse=cells.text(80),
        ),
        ImportColumn(
            key="phone", title=gettext_lazy("手机号"), example="13800000000", parse=cells.phone(),
            hint=gettext_lazy("用这个手机号登录后可以在网上投票"), synonyms=["电话", "联系电话"],
        ),
        ImportColumn(
            key="group", title=gettext_lazy("居民小组"), example="一组", parse=cells.text(40),
            synonyms=["小组"],
        ),
    ],
)  # fmt: skip
