"""The function list from Excel or CSV, as it stands today."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.core.divisions import queries as divisions
from linli.domains.duties import actions
from linli.domains.duties.actions import Told
from linli.domains.duties.rules import HOURS_AT_MOST, Origin
from linli.kernel.errors import Invalid
from linli.platform.access.actor import COMMUNITY_DIGITS, Actor
from linli.platform.imports import cells
from linli.platform.imports.declaration import Finding, ImportColumn, Importer, Row, Written

NEEDS = "duties.import"
NAMES = {
    "依法履职": Origin.STATUTORY,
    "上级委托": Origin.DELEGATED,
    "居民自治": Origin.SELF_GOVERNED,
}


def _places(actor: Actor) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in divisions.communities_of(actor, NEEDS)]


def _check(rows: Sequence[Row], _actor: Actor, area: str) -> Iterator[Finding]:
    if len(area) < COMMUNITY_DIGITS:
        raise Invalid(_("请选择要导入到哪个社区。"))
    for row in rows:
        if row.values["origin"] == Origin.DELEGATED and not row.get("delegated_by"):
            yield Finding(
                row.number, "delegated_by", _("没有写由谁委托"), _("请填写委托部门的名称。")
            )


def _write(actor: Actor, rows: Sequence[Row]) -> Written:
    told = [
        Told(
            title=row.values["title"], origin=row.values["origin"], basis=row.values["basis"],
            post=row.values["post"], hours=row.values["hours"], detail=row.get("detail", ""),
            delegated_by=row.get("delegated_by", ""),
        )
        for row in rows
    ]  # fmt: skip
    new, old = actions.list_duties(actor=actor, area=rows[0].area, told=told)
    return Written(created=[str(each.pk) for each in new], unchanged=len(old))


DUTIES = Importer(
    key="duties.list",
    title=gettext_lazy("社区职能清单"),
    needs=NEEDS,
    natural_key=["title"],
    check=_check,
    write=_write,
    places=_places,
    notes=[gettext_lazy("清单上已经有的名称不会改动。上级委托而没有配套的照样导入，并标出“缺配套”。")],
    columns=[
        ImportColumn(
            key="title", title=gettext_lazy("事项名称"), required=True, example="城乡居民医保参保动员",
            parse=cells.text(80), synonyms=["名称", "事项", "职能"],
        ),
        ImportColumn(
            key="origin", title=gettext_lazy("来源"), required=True, example="上级委托",
            parse=cells.choice(NAMES), choices=list(NAMES), synonyms=["类别", "事项来源"],
        ),
        ImportColumn(
            key="delegated_by", title=gettext_lazy("由谁委托"), example="街道民生服务办公室",
            parse=cells.text(80), synonyms=["委托部门", "主责部门"],
        ),
        ImportColumn(
            key="basis", title=gettext_lazy("依据"), required=True, example="街办发〔2025〕12 号",
            parse=cells.text(200), synonyms=["法律依据", "文件依据"],
        ),
        ImportColumn(
            key="post", title=gettext_lazy("承办岗位"), required=True, example="民政岗",
            parse=cells.text(40), synonyms=["岗位", "责任岗位"],
        ),
        ImportColumn(
            key="hours", title=gettext_lazy("每月工作小时"), required=True, example="12.5",
            parse=cells.decimal(places=1, most=HOURS_AT_MOST), synonyms=["工作量", "月工时"],
        ),
        ImportColumn(
            key="detail", title=gettext_lazy("具体做什么"), example="", parse=cells.text(1000),
            synonyms=["内容", "说明"],
        ),
    ],
)  # fmt: skip
