"""The cases domain introduces itself."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.calendar import CalendarPublished
from linli.contracts.cases import (
    AssignmentReturned,
    CaseClosed,
    CaseDispatched,
    CaseEscalated,
    CaseMadePublic,
    CaseReopened,
    CaseReported,
    CaseSentToMediation,
    CaseTakenOver,
    ExclusionAsked,
    ExclusionDecided,
    FeedbackGiven,
    PleaMade,
    PleaRuled,
    ResultReported,
    TopicAdopted,
    TopicClosed,
    TopicOpened,
)
from linli.contracts.council import DecisionSentToCases
from linli.contracts.mediation import MediationEnded
from linli.contracts.meetings import DutySentToCases
from linli.domains.cases import listeners, queries, tasks
from linli.domains.cases.deeds import DEEDS
from linli.domains.cases.queries import publicity, tallies
from linli.kernel.manifest import (
    Check,
    Indicator,
    Manifest,
    NavItem,
    Panel,
    Permission,
    Round,
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
    "cases.send_to_mediation",
)
TABLES = ("cases.import", "cases.export")
FIELD_DEEDS = ("SEEN", "ADD_WORDS", "CALL_BACK", "ACCEPT", "OBJECT", "FINISH", "RESULT")
MANIFEST = Manifest(
    key="cases",
    title=_("事件"),
    deeds=DEEDS,
    urls="linli.domains.cases.urls",
    public_urls="linli.domains.cases.urls.public",
    api="linli.domains.cases.api.router",
    public=(
        "voice:choose", "voice:report", "voice:received", "voice:follow",
        "voice:progress", "voice:answer", "voice:add", "voice:reopen", "voice:withdraw",
        "voice:alike", "voice:following", "voice:follower_answer", "voice:follower_reopen",
        "voice:listed", "voice:topics", "voice:topics_of",
        "voice:matters_choose", "voice:matters", "voice:matter", "voice:matters_feed",
        "voice:category_feed",
        "voice:figures", "voice:published", "voice:published_csv", "open311:",
    ),
    nav=[
        NavItem(title=_("事件"), url_name="cases:list", needs="cases.view", icon="table", order=10),
        NavItem(title=_("收件箱"), url_name="cases:inbox", needs="cases.handle", icon="inbox", order=11),
        NavItem(title=_("代录事件"), url_name="cases:enter", needs="cases.enter", icon="plus", order=12),
        NavItem(title=_("三率"), url_name="cases:rates", needs="cases.measure", icon="chart", order=13),
        NavItem(
            title=_("利益冲突申报"), url_name="cases:recusals", needs="cases.view", icon="eye", order=15
        ),
        NavItem(title=_("各月得分"), url_name="cases:months", needs="cases.measure", icon="chart", order=15),
        NavItem(title=_("本单位得分"), url_name="cases:months", needs="cases.handle", icon="chart", order=15),
        NavItem(
            title=_("剔除申请"), url_name="cases:exclusions", needs="cases.decide_exclusion", icon="check",
            order=16,
        ),
        NavItem(
            title=_("评分规则"), url_name="cases:scoring", needs="cases.configure", icon="list", order=73
        ),
        NavItem(title=_("待裁定"), url_name="cases:rulings", needs="cases.rule", icon="check", order=14),
        NavItem(title=_("每月一题"), url_name="cases:topics", needs="cases.measure", icon="list", order=14),
        NavItem(title=_("治理专题"), url_name="cases:topics", needs="cases.handle", icon="list", order=14),
        NavItem(
            title=_("季节预判"), url_name="cases:forecast", needs="cases.measure", icon="chart", order=14
        ),
        NavItem(
            title=_("派单目录"), url_name="cases:catalogue", needs="cases.configure", icon="list",
            order=71,
        ),
        NavItem(
            title=_("对外服务"), url_name="cases:services", needs="cases.configure", icon="link",
            order=73,
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
        Permission(key="cases.publicise", title=_("公开事件和照片")),
        Permission(key="cases.send_to_mediation", title=_("转人民调解")),
        Permission(key="cases.reveal", title=_("查看反映人的完整电话")),
        Permission(key="cases.measure", title=_("查看三率")),
        Permission(key="cases.govern", title=_("提出、立项、办理和结束治理专题")),
        Permission(key="cases.import", title=_("导入事件")),
        Permission(key="cases.export", title=_("导出事件列表")),
        Permission(key="cases.close_month", title=_("结账、更正和公布三率")),
        Permission(key="cases.ask_exclusion", title=_("申请剔除、申诉")),
        Permission(key="cases.decide_exclusion", title=_("决定剔除申请")),
        Permission(key="cases.hear_appeal", title=_("裁定剔除申诉")),
        Permission(key="cases.configure", title=_("设置时限和派单目录")),
    ],
    roles={
        "resident": ("cases.report",),
        "grid_worker": DESK,
        "community_worker": (*DESK, "cases.publicise", "cases.whistle", "cases.ask_exclusion"),
        "secretary": (
            *DESK, *TABLES, "cases.measure", "cases.reveal", "cases.whistle", "cases.ask_exclusion",
            "cases.govern", "cases.publicise",
        ),
        "dispatcher": (
            *DESK, *TABLES, "cases.dispatch", "cases.decline", "cases.reveal", "cases.measure",
            "cases.whistle", "cases.publicise",
        ),
        "supervisor": (
            "cases.view", "cases.export", "cases.measure", "cases.configure", "cases.rule",
            "cases.close_month", "cases.decide_exclusion", "cases.hear_appeal", "cases.govern",
        ),
        "department_clerk": (
            "cases.view", "cases.handle", "cases.feedback", "cases.whistle", "cases.ask_exclusion",
        ),
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
        Indicator(
            key="cases.feedback_hours", title=_("问题反馈时长（小时）"), unit="hours",
            measure=tallies.feedback_hours, fills="feedback_hours", tally=tallies.tally_feedback,
            changed=tallies.months_changed, records=tallies.answered_address,
        ),
        Indicator(
            key="cases.resolution_workdays", title=_("问题解决时长（工作日）"), unit="workdays",
            measure=tallies.resolution_workdays, fills="resolution_workdays",
            tally=tallies.tally_resolution, changed=tallies.months_changed,
            records=tallies.solved_address,
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
        Panel(
            slot="place.asset", template="cases/panels/asset.html", context=queries.of_asset,
            order=10,
        ),
        Panel(slot="start", template="cases/panels/entrance.html", context=queries.start, order=10),
        Panel(
            slot="case", template="cases/panels/replies.html", context=queries.replies, order=10
        ),
        Panel(
            slot="dispute.side", template="cases/panels/dispute.html",
            context=queries.beside_dispute, order=10,
        ),
        Panel(slot="bench", template="cases/panels/bench.html", context=queries.bench, order=10),
    ],
    searches=[
        SearchKind(
            kind="case", title=_("事件"), needs="cases.view",
            present=queries.present, reindex=tasks.reindex,
        )
    ],
    imports=["linli.domains.cases.imports.CASES"],
    field_tasks=["linli.domains.cases.field.tasks_of"],
    field_deeds=[f"linli.domains.cases.field.{each}" for each in FIELD_DEEDS],
    exports=["linli.domains.cases.exports.CASES", "linli.domains.cases.exports.EXITS"],
    topics=[
        Topic(key="cases.reported", title=_("新反映的事件")),
        Topic(key="cases.dispatched", title=_("新派给本单位的事件")),
        Topic(key="cases.returned", title=_("被退回的派单")),
        Topic(key="cases.result", title=_("等待回访的事件")),
        Topic(key="cases.reopened", title=_("重新办理的事件")),
        Topic(key="cases.plea", title=_("等待裁定的申请")),
        Topic(key="cases.ruled", title=_("已裁定的申请")),
        Topic(key="cases.exclusion", title=_("等待决定的剔除申请")),
        Topic(key="cases.excluded", title=_("已决定的剔除申请")),
        Topic(key="cases.escalated", title=_("到期提醒和督办")),
        Topic(key="cases.overdue", title=_("超时的派单")),
        Topic(key="cases.topic", title=_("治理专题")),
        Topic(key="cases.public", title=_("我关注的公开事项")),
    ],
    schedules=[
        Schedule(key="cases.remind", cron="*/10 * * * *", work=tasks.remind_overdue),
        Schedule(key="cases.escalate", cron="*/10 * * * *", work=tasks.escalate),
        Schedule(key="cases.close_months", cron="15 4 3 * *", work=tasks.close_months),
        Schedule(key="cases.find_topics", cron="45 2 * * *", work=tasks.find_topics),
        Schedule(key="cases.learn", cron="30 3 * * *", work=tasks.learn_categories),
    ],
    rounds=[Round(key="cases.media", seconds=5, work=tasks.fetch_media)],
    checks=[
        Check(
            key="cases.lead", title=_("办理中的事件都有主办单位"), find=queries.cases_without_lead,
            repair=_("由派单员打开该事件，重新派单。"),
        ),
        Check(
            key="cases.months", title=_("结账的月份没有变过"), find=queries.months_that_drift,
            repair=_("由街道督办写明理由，更正这个月；公布过的一版会保留。"),
        ),
    ],
    files={
        "cases.report": queries.may_see_photos, "cases.result": queries.may_see_photos,
        "cases.exclusion": queries.may_see_evidence, "cases.public": publicity.may_see_public_photos,
    },
    seeds="linli.domains.cases.seeds.seed",
    benches={"cases": "linli.domains.cases.benches.bench"},
    events={
        CaseReported: _("反映了新事件"),
        CaseDispatched: _("事件已派单"),
        AssignmentReturned: _("派单被退回"),
        FeedbackGiven: _("答复了反映人"),
        ResultReported: _("上报了办理结果"),
        CaseReopened: _("事件重新办理"),
        CaseMadePublic: _("事件已公开"),
        CaseClosed: _("事件已结案"),
        CaseTakenOver: _("接办了决议事项"),
        CaseEscalated: _("超时事件已升级"),
        PleaMade: _("提出了申请"),
        PleaRuled: _("申请已裁定"),
        CaseSentToMediation: _("事件转人民调解"),
        ExclusionAsked: _("申请剔除或申诉"),
        ExclusionDecided: _("剔除申请已决定"),
        TopicOpened: _("提出了治理专题"),
        TopicAdopted: _("治理专题已立项"),
        TopicClosed: _("治理专题已结束"),
    },
    listeners={
        DecisionSentToCases: [listeners.open_from_decision],
        DutySentToCases: [listeners.open_from_resolution],
        CaseReported: [listeners.suggest_category, listeners.index_case, listeners.tell_community],
        CaseDispatched: [listeners.tell_parties, listeners.publicise],
        CaseMadePublic: [listeners.tell_of_public],
        CaseClosed: [listeners.tell_of_end],
        AssignmentReturned: [listeners.tell_dispatchers],
        ResultReported: [listeners.tell_callers, listeners.tell_of_result],
        CaseReopened: [listeners.tell_lead, listeners.tell_of_reopening],
        PleaMade: [listeners.tell_superior],
        PleaRuled: [listeners.tell_of_verdict],
        CaseEscalated: [listeners.tell_climbed],
        ExclusionAsked: [listeners.tell_deciders],
        ExclusionDecided: [listeners.tell_asker],
        TopicOpened: [listeners.tell_governors],
        TopicAdopted: [listeners.tell_owner],
        CalendarPublished: [listeners.recompute_deadlines],
        MediationEnded: [listeners.note_mediation],
    },
)  # fmt: skip
