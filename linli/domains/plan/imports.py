"""Values of indicators from Excel or CSV; each counts once a second person has confirmed it."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.domains.plan import actions, queries
from linli.domains.plan.actions import Told
from linli.domains.plan.models import Plan
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.platform.access.actor import Actor
from linli.platform.imports import cells
from linli.platform.imports.declaration import Finding, ImportColumn, Importer, Row, Written

NEEDS = "plan.enter"


def _places(actor: Actor) -> list[tuple[str, str]]:
    running = queries.running(actor, needs=NEEDS)
    return [(each.area, each.community.name) for each in running]


def _plan(actor: Actor, area: str) -> Plan:
    plan = next((each for each in queries.running(actor, area) if each.area == area), None)
    if plan is None:
        raise Invalid(_("这个社区没有在执行的方案。请先启动方案，再导入指标值。"))
    return plan


def _titles(plan: Plan) -> Mapping[str, str]:
    """The keys of what is entered by hand, by title and by themselves."""
    live = queries.filled()
    told = [each for each in plan.template.told.indicators if each.key not in live]
    return {each.title: each.key for each in told} | {each.key: each.key for each in told}


def _choices(actor: Actor, area: str) -> list[str]:
    titles = _titles(_plan(actor, area))
    return [title for title, key in titles.items() if title != key]


def _check(rows: Sequence[Row], actor: Actor, area: str) -> Iterator[Finding]:
    plan = _plan(actor, area)
    titles, today = _titles(plan), clock.local_date(clock.now())
    live = {each.title for each in plan.template.told.indicators if each.key in queries.filled()}
    for row in rows:
        name = row.values["indicator"]
        if name in live:
            yield Finding(
                row.number, "indicator", _("这个指标由系统从业务数据计算，不用填报"),
                _("请删去这一行。"), name,
            )  # fmt: skip
        elif name not in titles:
            yield Finding(
                row.number, "indicator", _("方案里没有这个指标"), _("请从下拉列表里选择。"), name
            )
        if row.values["month"] > today:
            yield Finding(row.number, "month", _("这个月还没有开始"), _("请填写已经开始的月份。"))
        if not row.values["denominator"]:
            yield Finding(
                row.number, "denominator", _("分母是 0"),
                _("没有可以除的数，就不填报，请删去这一行。"),
            )  # fmt: skip


def _write(actor: Actor, rows: Sequence[Row]) -> Written:
    plan = _plan(actor, rows[0].area)
    titles = _titles(plan)
    told = [
        (
            titles[row.values["indicator"]],
            Told(
                row.values["month"], row.values["numerator"], row.values["denominator"],
                row.values["evidence"],
            ),
        )
        for row in rows
    ]  # fmt: skip
    new = actions.enter_values(actor=actor, plan=plan, told=told)
    return Written(created=[str(each.pk) for each in new], unchanged=len(told) - len(new))


VALUES = Importer(
    key="plan.values",
    title=gettext_lazy("指标值"),
    needs=NEEDS,
    natural_key=["indicator", "month"],
    check=_check,
    write=_write,
    places=_places,
    notes=[
        gettext_lazy("填分子和分母，不填比率：各社区的数先相加，再相除。没有发生的填 0，没有数据的不填。"),
        gettext_lazy("导入以后由另一位同事逐条核实，核实后才算数。同样的内容再导入一次，不会重复。"),
    ],
    columns=[
        ImportColumn(
            key="indicator", title=gettext_lazy("指标"), required=True, parse=cells.text(80),
            choices=_choices, synonyms=["指标名称", "名称"],
        ),
        ImportColumn(
            key="month", title=gettext_lazy("月份"), required=True, example="2026-10",
            parse=cells.month(), synonyms=["年月", "时间"],
        ),
        ImportColumn(
            key="numerator", title=gettext_lazy("分子"), required=True, example="126",
            parse=cells.decimal(places=4), synonyms=["数值"],
        ),
        ImportColumn(
            key="denominator", title=gettext_lazy("分母"), required=True, example="300",
            parse=cells.decimal(places=4),
        ),
        ImportColumn(
            key="evidence", title=gettext_lazy("依据"), required=True, example="十月活动签到表",
            parse=cells.text(400), synonyms=["来源", "证明材料"],
        ),
    ],
)  # fmt: skip
