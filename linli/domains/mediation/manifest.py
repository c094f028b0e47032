"""The mediation domain introduces itself."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.cases import CaseSentToMediation
from linli.contracts.mediation import DisputeOpened, MediationEnded
from linli.domains.mediation import listeners, queries, tasks
from linli.domains.mediation.deeds import DEEDS
from linli.domains.mediation.queries import measures
from linli.kernel.manifest import (
    Check,
    Indicator,
    Manifest,
    NavItem,
    Panel,
    Permission,
    Schedule,
    Topic,
)

MANIFEST = Manifest(
    key="mediation",
    title=_("矛盾纠纷调解"),
    deeds=DEEDS,
    urls="linli.domains.mediation.urls",
    nav=[
        NavItem(
            title=_("矛盾调解"), url_name="mediation:list", needs="mediation.view", icon="message",
            order=20,
        ),
        NavItem(
            title=_("登记纠纷"), url_name="mediation:open", needs="mediation.open", icon="plus",
            order=21,
        ),
        NavItem(
            title=_("调解成功率"), url_name="mediation:success", needs="mediation.measure",
            icon="chart", order=22,
        ),
        NavItem(
            title=_("调解员名册"), url_name="mediation:mediators", needs="mediation.view",
            icon="people", order=23,
        ),
        NavItem(
            title=_("调解期限"), url_name="mediation:limits", needs="mediation.configure",
            icon="clock", order=73,
        ),
    ],
    permissions=[
        Permission(key="mediation.view", title=_("查看纠纷列表（不含当事人和笔录）")),
        Permission(key="mediation.open", title=_("登记纠纷")),
        Permission(key="mediation.mediate", title=_("办理自己参加的纠纷调解")),
        Permission(key="mediation.confide", title=_("查看自己参加的纠纷的当事人和笔录")),
        Permission(key="mediation.appoint", title=_("管理调解员名册和确定调解员")),
        Permission(key="mediation.decide", title=_("作为负责人办理本委员会的全部纠纷、决定回避、登记印章")),
        Permission(key="mediation.alarm", title=_("接收纠纷激化预警")),
        Permission(key="mediation.measure", title=_("查看调解成功率")),
        Permission(key="mediation.export", title=_("导出纠纷列表")),
        Permission(key="mediation.configure", title=_("设置调解期限")),
    ],
    roles={
        "grid_worker": ("mediation.open",),
        "community_worker": ("mediation.view", "mediation.open"),
        "mediator": (
            "mediation.view", "mediation.open", "mediation.mediate", "mediation.confide",
        ),
        "secretary": (
            "mediation.view", "mediation.open", "mediation.mediate", "mediation.confide",
            "mediation.appoint", "mediation.decide", "mediation.alarm", "mediation.measure",
            "mediation.export",
        ),
        "dispatcher": ("mediation.view", "mediation.open", "mediation.alarm", "mediation.measure"),
        "supervisor": (
            "mediation.view", "mediation.alarm", "mediation.measure", "mediation.export",
        ),
        "evaluator": ("mediation.measure",),
        "system_admin": ("mediation.configure",),
    },
    indicators=[
        Indicator(
            key="mediation.success_rate", title=_("调解成功率"), unit="share",
            measure=queries.success_rate, drill_url_name="mediation:success",
            fills="mediation_success", tally=measures.tally_success,
            records=measures.success_address,
        ),
        Indicator(
            key="mediation.days", title=_("调解平均用时（天）"), unit="days",
            measure=queries.average_days, drill_url_name="mediation:success",
        ),
    ],
    panels=[
        Panel(slot="bench", template="mediation/panels/bench.html", context=queries.bench, order=20),
        Panel(
            slot="case.side", template="mediation/panels/case.html", context=queries.beside_case,
            order=20,
        ),
    ],
    exports=["linli.domains.mediation.exports.DISPUTES"],
    topics=[
        Topic(key="mediation.opened", title=_("新登记的纠纷")),
        Topic(key="mediation.named", title=_("请您调解的纠纷")),
        Topic(key="mediation.alarm", title=_("有激化风险的纠纷")),
        Topic(key="mediation.sitting", title=_("即将召开的调解会")),
        Topic(key="mediation.duty", title=_("到期的协议约定")),
    ],
    schedules=[Schedule(key="mediation.remind", cron="*/15 * * * *", work=tasks.remind)],
    checks=[
        Check(
            key="mediation.intact", title=_("调解协议与形成时一致"), find=queries.altered_agreements,
            repair=_("核对纸质协议，必要时作废重签，并查看审计记录。"),
        )
    ],
    seeds="linli.domains.mediation.seeds.seed",
    events={
        DisputeOpened: _("登记了纠纷"),
        MediationEnded: _("调解结束了"),
    },
    listeners={
        CaseSentToMediation: [listeners.open_from_case],
        DisputeOpened: [listeners.tell_committee],
    },
)  # fmt: skip
