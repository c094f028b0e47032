"""The cases domain introduces itself."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.calendar import CalendarPublished
from linli.contracts.cases import (
    AssignmentReturned,
    CaseDispatched,
    CaseEscalated,
    CaseReopened,
    CaseReported,
    PleaMade,
    PleaRuled,
    ResultReported,
)
from linli.domains.cases import listeners, queries, tasks
from linli.kernel.manifest import (
    Check,
    Indicator,
    Manifest,
    NavItem,
    Panel,
    Permission,
    Schedule,
    SearchKind,
    Topic,
)

DESK = (
    "cases.view",
    "cases.report",
    "cases.enter",
    "cases.answer",
    "cases.feedback",
    "cases.call_back",
)
TABLES = ("cases.import", "cases.export")
MANIFEST = Manifest(
    key="cases",
    title=_("事件"),
    urls="linli.domains.cases.urls",
    public_urls="linli.domains.cases.urls.public",
    api="linli.domains.cases.api.router",
    public=(
        "voice:choose", "voice:report", "voice:received", "voice:follow",
        "voice:progress", "voice:answer", "voice:add", "voice:reopen", "voice:withdraw",
        "voice:alike", "voice:following", "voice:follower_answer", "voice:listed", "open311:",
    ),
    nav=[
        NavItem(title=_("事件"), url_name="cases:list", needs="cases.view", icon="table", order=10),
        NavItem(title=_("收件箱"), url_name="cases:inbox", needs="cases.handle", icon="inbox", order=11),
        NavItem(title=_("代录事件"), url_name="cases:enter", needs="cases.enter", icon="plus", order=12),
        NavItem(title=_("三率"), url_name="cases:rates", needs="cases.measure", icon="chart", order=13),
        NavItem(title=_("待裁定"), url_name="cases:rulings", needs="cases.rule", icon="check", order=14),
        NavItem(
            title=_("派单目录"), url_name="cases:catalogue", needs="cases.configure", icon="list",
            order=71,
        ),
        NavItem(
            title=_("时限设置"), url_name="cases:limits", needs="cases.configure", icon="clock", order=72
        ),
    ],
    permissions=[
        Permission(key="cases.view", title=_("查看事件")),
        Permission(key="cases.report", title=_("反映事件")),
        Permission(key="cases.enter", title=_("代居民录入事件")),
        Permission(key="cases.answer", title=_("评价、补充和要求重新办理")),
        Permission(key="cases.dispatch", title=_("派单")),
        Permission(key="cases.decline", title=_("不予受理")),
        Permission(key="cases.handle", title=_("办理本单位的派单")),
        Permission(key="cases.whistle", title=_("吹哨")),
        Permission(key="cases.rule", title=_("裁定异议、延期和豁免，指定主办单位")),
        Permission(key="cases.feedback", title=_("回复居民")),
        Permission(key="cases.call_back", title=_("回访居民")),
        Permission(key="cases.reveal", title=_("查看反映人的完整电话")),
        Permission(key="cases.measure", title=_("查看三率")),
        Permission(key="cases.import", title=_("导入事件")),
        Permission(key="cases.export", title=_("导出事件列表")),
        Permission(key="cases.configure", title=_("设置时限和派单目录")),
    ],
    roles={
        "resident": ("cases.report",),
        "grid_worker": DESK,
        "community_worker": (*DESK, "cases.whistle"),
        "secretary": (*DESK, *TABLES, "cases.measure", "cases.reveal", "cases.whistle"),
        "dispatcher": (
            *DESK, *TABLES, "cases.dispatch", "cases.decline", "cases.reveal", "cases.measure",
            "cases.whistle",
        ),
        "supervisor": (
            "cases.view", "cases.export", "cases.measure", "cases.configure", "cases.rule",
        ),
        "department_clerk": ("cases.view", "cases.handle", "cases.feedback", "cases.whistle"),
        "evaluator": ("cases.measure",),
        "system_admin": ("cases.configure",),
    },
    indicators=[
        Indicator(
            key="cases.response_rate", title=_("响应率"), unit="share",
            measure=queries.response_rate, drill_url_name="cases:rates",
        ),
        Indicator(
            key="cases.solved_rate", title=_("解决率"), unit="share",
            measure=queries.solved_rate, drill_url_name="cases:rates",
        ),
        Indicator(
            key="cases.satisfied_rate", title=_("满意率"), unit="share",
            measure=queries.satisfied_rate, drill_url_name="cases:rates",
        ),
    ],
    panels=[
        Panel(
            slot="place.entrances", template="cases/panels/entrance.html",
            context=queries.entrance, order=10,
        ),
        Panel(
            slot="account.links", template="cases/panels/own.html", context=queries.own, order=10
        ),
        Panel(slot="start", template="cases/panels/entrance.html", context=queries.start, order=10),
        Panel(slot="bench", template="cases/panels/bench.html", context=queries.bench, order=10),
    ],
    searches=[
        SearchKind(
            kind="case", title=_("事件"), needs="cases.view",
            present=queries.present, reindex=tasks.reindex,
        )
    ],
    imports=["linli.domains.cases.imports.CASES"],
    exports=["linli.domains.cases.exports.CASES"],
    topics=[
        Topic(key="cases.reported", title=_("新反映的事件")),
        Topic(key="cases.dispatched", title=_("新派给本单位的事件")),
        Topic(key="cases.returned", title=_("被退回的派单")),
        Topic(key="cases.result", title=_("等待回访的事件")),
        Topic(key="cases.reopened", title=_("重新办理的事件")),
        Topic(key="cases.plea", title=_("等待裁定的申请")),
        Topic(key="cases.ruled", title=_("已裁定的申请")),
        Topic(key="cases.escalated", title=_("到期提醒和督办")),
        Topic(key="cases.overdue", title=_("超时的派单")),
    ],
    schedules=[
        Schedule(key="cases.remind", cron="*/10 * * * *", work=tasks.remind_overdue),
        Schedule(key="cases.escalate", cron="*/10 * * * *", work=tasks.escalate),
        Schedule(key="cases.learn", cron="30 3 * * *", work=tasks.learn_categories),
    ],
    checks=[
        Check(
            key="cases.lead", title=_("办理中的事件都有主办单位"), find=queries.cases_without_lead,
            repair=_("由派单员打开该事件，重新派单。"),
        )
    ],
    files={"cases.report": queries.may_see_photos, "cases.result": queries.may_see_photos},
    seeds="linli.domains.cases.seeds.seed",
    benches={"cases": "linli.domains.cases.benches.bench"},
    listeners={
        CaseReported: [listeners.suggest_category, listeners.index_case, listeners.tell_community],
        CaseDispatched: [listeners.tell_parties],
        AssignmentReturned: [listeners.tell_dispatchers],
        ResultReported: [listeners.tell_callers],
        CaseReopened: [listeners.tell_lead],
        PleaMade: [listeners.tell_superior],
        PleaRuled: [listeners.tell_of_verdict],
        CaseEscalated: [listeners.tell_climbed],
        CalendarPublished: [listeners.recompute_deadlines],
    },
)  # fmt: skip
