"""How a table of residents is brought in."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from linli.core.divisions import queries as divisions
from linli.core.divisions.models import Division
from linli.core.people import actions, rules
from linli.core.people.actions.homes import buildings_of
from linli.core.people.actions.registering import EDIT
from linli.core.people.rules import FIELD_OF, Particulars
from linli.core.people.words import CARES, GENDERS, RELATIONS, WRONG
from linli.core.places.doors import read_door
from linli.kernel import clock
from linli.platform.access import policy
from linli.platform.access.actor import Actor
from linli.platform.imports import cells
from linli.platform.imports.declaration import (
    BadCell,
    Cell,
    Finding,
    ImportColumn,
    Importer,
    Row,
    Undone,
    Value,
    Written,
)

DOOR = "door"
_BETWEEN = re.compile(r"[、,，;；/\s]+")
_CHINESE = "zh-hans"


def _meanings(words: Mapping[Any, Any]) -> dict[str, Any]:
    """What each word stands for: in Chinese, as most tables come, and in the reader's language."""
    here = {str(each): meaning for meaning, each in words.items()}
    with override(_CHINESE):
        return here | {str(each): meaning for meaning, each in words.items()}


def _choice(words: Mapping[Any, Any]) -> Callable[[Cell], Value]:
    def parse(cell: Cell) -> Value:
        return cells.choice(_meanings(words))(cell)  # asked for each cell: languages change

    return parse


def _offered(words: Mapping[Any, Any]) -> Callable[[Actor, str], Sequence[str]]:
    return lambda _actor, _area: [str(each) for each in words.values()]


def _door(cell: Cell) -> Value:
    door = read_door(cells.as_text(cell))
    if door is None:
        raise BadCell(gettext("不是门牌"), gettext("请写成 2单元501、2-501 或 501。"))
    return Value(door)


def _cares(cell: Cell) -> Value:
    """One or several of the words, with any of the usual marks between them."""
    given = [each for each in _BETWEEN.split(cells.as_text(cell)) if each]
    meanings = _meanings(CARES)
    unknown = [each for each in given if each not in meanings]
    if unknown:
        listed = "、".join(str(each) for each in CARES.values())
        raise BadCell(
            gettext("没有“%s”这个类别") % unknown[0], gettext("请从以下内容中选择：%s。") % listed
        )
    return Value(frozenset(meanings[each] for each in given))


def _particulars(row: Row) -> Particulars:
    return Particulars(**row.values)


def check(rows: Sequence[Row], actor: Actor, area: str) -> Iterator[Finding]:
    """What is wrong with a row beyond its cells, and numbers that stand twice."""
    buildings = buildings_of(area[:12])
    first: dict[str, int] = {}
    today = clock.now().date()
    for row in rows:
        given = rules.normalised(_particulars(row))
        for problem in rules.problems_of(given, buildings, today):
            words, repair = WRONG[problem]
            yield Finding(row.number, FIELD_OF[problem], str(words), str(repair))
        home = buildings[given.building].area if given.building in buildings else area
        if not policy.allows(actor, EDIT, at=home):
            yield Finding(
                row.number,
                "building",
                gettext("不在您负责的网格里"),
                gettext("请交给负责的网格员登记。"),
            )
        if given.id_number and given.id_number in first:
            rule = gettext("身份证号码与第 %d 行相同") % first[given.id_number]
            yield Finding(row.number, "id_number", rule, gettext("请核对是不是同一个人。"))
        first.setdefault(given.id_number, row.number)


def write(actor: Actor, rows: Sequence[Row]) -> Written:
    """Enter a chunk of rows, all of one community."""
    community = Division.objects.get(pk=rows[0].area[:12])
    done = actions.add_residents(
        actor=actor, community=community, given=[_particulars(row) for row in rows]
    )
    return Written(
        created=[str(pk) for pk in done.created],
        changed={str(pk): dict(before) for pk, before in done.before.items()},
        unchanged=done.unchanged,
    )


def undo(actor: Actor, written: Written) -> Undone:
    removed, restored, kept = actions.take_back(
        actor=actor,
        created=[UUID(each) for each in written.created],
        before={UUID(each): before for each, before in written.changed.items()},
    )
    stays = gettext("这位居民已有账号或已迁出，保留记录 %s。")
    return Undone(removed=removed, restored=restored, kept=[stays % pk for pk in kept])


def places(actor: Actor) -> list[tuple[str, str]]:
    """The communities into which `actor` may bring people."""
    return [(each.code, each.name) for each in divisions.communities_of(actor, EDIT)]


RESIDENTS = Importer(
    key="people.residents",
    title=_("居民"),
    needs=EDIT,
    natural_key=["name", "id_number", "phone", "building", DOOR],
    columns=[
        ImportColumn(
            key="name", title=_("姓名"), parse=cells.text(50), required=True, example="张三",
            synonyms=["居民姓名", "name"],
        ),
        ImportColumn(
            key="phone", title=_("电话"), parse=cells.phone(), example="13800000000",
            synonyms=["手机", "手机号", "联系电话", "联系方式", "phone"],
        ),
        ImportColumn(
            key="id_number", title=_("身份证号码"), parse=cells.citizen_id(),
            hint=_("没有可以留空"), synonyms=["身份证", "身份证号", "公民身份号码", "证件号码"],
        ),
        ImportColumn(
            key="birth_date", title=_("出生日期"), parse=cells.day(), example="1958-03-09",
            hint=_("有身份证号码时可以留空"), synonyms=["生日", "出生年月日"],
        ),
        ImportColumn(
            key="gender", title=_("性别"), parse=_choice(GENDERS), choices=_offered(GENDERS)
        ),
        ImportColumn(
            key="building", title=_("楼栋"), parse=cells.text(80), example="3号楼",
            hint=_("与“楼栋”页面的名称相同"), synonyms=["楼号", "幢", "楼栋名称"],
        ),
        ImportColumn(
            key=DOOR, title=_("门牌"), parse=_door, example="2单元501",
            hint=_("单元和室，可写成 2-501"), synonyms=["房号", "房间号", "室", "单元室"],
        ),
        ImportColumn(
            key="relation", title=_("居住关系"), parse=_choice(RELATIONS),
            choices=_offered(RELATIONS), synonyms=["关系", "与产权人关系"],
        ),
        ImportColumn(
            key="care", title=_("关爱类别"), parse=_cares, example="独居老人、残疾人",
            hint=_("可以写多个，用顿号分开"), synonyms=["人员类别", "特殊人群"],
        ),
    ],
    check=check,
    write=write,
    undo=undo,
    places=places,
    notes=[_("同一个人再次导入不会重复：先比对身份证号码，再比对姓名和电话或门牌。")],
)  # fmt: skip
