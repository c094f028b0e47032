"""The plan introduces itself."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.plan import MilestoneReached, PlanRebaselined, PlanStarted
from linli.domains.plan import listeners, queries, tasks
from linli.domains.plan.deeds import DEEDS
from linli.kernel.manifest import Check, Manifest, NavItem, Permission, Schedule

MANIFEST = Manifest(
    key="plan",
    title=_("方案"),
    deeds=DEEDS,
    urls="linli.domains.plan.urls",
    nav=[
        NavItem(
            title=_("方案进展"), url_name="plan:list", needs="plan.view", icon="chart", order=18
        ),
        NavItem(
            title=_("社区比较"), url_name="plan:compare", needs="plan.view", icon="list", order=19
        ),
        NavItem(
            title=_("方案模板"), url_name="plan:templates", needs="plan.template", icon="list",
            order=75,
        ),
    ],
    permissions=[
        Permission(key="plan.view", title=_("查看方案和指标")),
        Permission(key="plan.start", title=_("启动和结束方案")),
        Permission(key="plan.change", title=_("调整目标和基线")),
        Permission(key="plan.reach", title=_("登记里程碑达成")),
        Permission(key="plan.enter", title=_("填报指标值")),
        Permission(key="plan.confirm", title=_("核实填报的指标值")),
        Permission(key="plan.publish", title=_("发布指标快照")),
        Permission(key="plan.template", title=_("发布方案模板")),
    ],
    roles={
        "community_worker": ("plan.view", "plan.enter"),
        "secretary": (
            "plan.view", "plan.start", "plan.change", "plan.reach", "plan.enter", "plan.confirm",
            "plan.publish",
        ),
        "dispatcher": ("plan.view", "plan.enter"),
        "supervisor": (
            "plan.view", "plan.start", "plan.change", "plan.reach", "plan.confirm",
            "plan.publish",
        ),
        "evaluator": ("plan.view",),
        "system_admin": ("plan.template",),
    },
    schedules=[
        Schedule(key="plan.compute", cron="20 3 * * *", work=tasks.compute_all),
        Schedule(key="plan.compute_changed", cron="5 * * * *", work=tasks.compute_changed),
        Schedule(key="plan.publish", cron="40 4 1 * *", work=tasks.publish_all),
    ],
    checks=[
        Check(
            key="plan.snapshots", title=_("指标快照与发布时一致"), find=queries.altered_snapshots,
            repair=_("不要使用这份快照，从备份核对，并查看审计记录。"),
        )
    ],
    imports=["linli.domains.plan.imports.VALUES"],
    benches={"plan": "linli.domains.plan.benches.bench"},
    seeds="linli.domains.plan.seeds.seed",
    listeners={PlanStarted: [listeners.compute]},
    events={
        PlanStarted: _("启动了方案"),
        PlanRebaselined: _("调整了方案基线"),
        MilestoneReached: _("达成了里程碑"),
    },
)  # fmt: skip
