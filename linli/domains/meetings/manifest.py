"""The meetings domain introduces itself."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.cases import CaseClosed, CaseTakenOver
from linli.contracts.meetings import (
    DutyConfirmed,
    DutySentToCases,
    MeetingCalled,
    MinutesSigned,
)
from linli.domains.meetings import listeners, queries, tasks
from linli.domains.meetings.deeds import DEEDS
from linli.kernel.manifest import (
    Check,
    Indicator,
    Manifest,
    NavItem,
    Permission,
    Schedule,
    Topic,
)

MANIFEST = Manifest(
    key="meetings",
    title=_("会议和决议"),
    deeds=DEEDS,
    urls="linli.domains.meetings.urls",
    nav=[
        NavItem(
            title=_("会议"), url_name="meetings:list", needs="meetings.view", icon="people", order=24
        ),
        NavItem(
            title=_("决议落实"), url_name="meetings:duties", needs="meetings.view", icon="clock",
            order=25,
        ),
        NavItem(
            title=_("会议组织"), url_name="meetings:bodies", needs="meetings.view", icon="people",
            order=26,
        ),
        NavItem(
            title=_("组织和职务"), url_name="meetings:posts", needs="meetings.view", icon="people",
            order=27,
        ),
    ],
    permissions=[
        Permission(key="meetings.view", title=_("查看会议、纪要和决议")),
        Permission(key="meetings.propose", title=_("提出议题，登记自己承办的决议")),
        Permission(key="meetings.record", title=_("召集会议、记录和签字，确认决议落实")),
        Permission(key="meetings.preside", title=_("管理会议组织和席位，作为主持人签字")),
        Permission(key="meetings.appoint", title=_("登记任职和离任")),
        Permission(key="meetings.measure", title=_("查看决议落实的指标")),
    ],
    roles={
        "community_worker": ("meetings.view", "meetings.propose", "meetings.record"),
        "secretary": (
            "meetings.view", "meetings.propose", "meetings.record", "meetings.preside",
            "meetings.appoint", "meetings.measure",
        ),
        "mediator": ("meetings.view", "meetings.propose"),
        "dispatcher": ("meetings.view", "meetings.measure"),
        "supervisor": ("meetings.view", "meetings.appoint", "meetings.measure"),
        "evaluator": ("meetings.measure",),
    },
    indicators=[
        Indicator(
            key="meetings.in_time", title=_("会议决议按时落实率"), unit="share",
            measure=queries.in_time,
        ),
        Indicator(
            key="meetings.monthly", title=_("四方联席会议按月召开率"), unit="share",
            measure=queries.monthly,
        ),
        Indicator(
            key="meetings.cross_appointed", title=_("书记主任“一肩挑”的比例"), unit="share",
            measure=queries.cross_appointed,
        ),
        Indicator(
            key="meetings.grids_covered", title=_("网格党支部覆盖率"), unit="share",
            measure=queries.grids_covered,
        ),
        Indicator(
            key="meetings.delivered", title=_("认领资源按期兑现率"), unit="share",
            measure=queries.delivered,
        ),
        Indicator(
            key="meetings.integration", title=_("资源整合率"), unit="share",
            measure=queries.integration,
        ),
        Indicator(
            key="meetings.joint", title=_("四方联席会议（次/月）"), unit="per month",
            measure=queries.joint_held, fills="joint_meetings_per_month",
            tally=queries.tally_joint, records=queries.meetings_address,
        ),
    ],
    agenda=["linli.domains.meetings.queries.appointments"],
    topics=[
        Topic(key="meetings.called", title=_("会议通知")),
        Topic(key="meetings.accept", title=_("等我验收的决议")),
        Topic(key="meetings.monthly", title=_("本月还没有开的联席会议")),
        Topic(key="meetings.duty", title=_("超期的会议决议")),
    ],
    schedules=[
        Schedule(key="meetings.remind", cron="*/15 * * * *", work=tasks.remind),
        Schedule(key="meetings.remind_month", cron="10 9 * * *", work=tasks.remind_month),
    ],
    checks=[
        Check(
            key="meetings.intact", title=_("会议纪要与签字时一致"), find=queries.altered_minutes,
            repair=_("核对纸质纪要，并查看审计记录。"),
        )
    ],
    seeds="linli.domains.meetings.seeds.seed",
    listeners={
        CaseTakenOver: [listeners.note_case],
        CaseClosed: [listeners.note_case_end],
    },
    events={
        MeetingCalled: _("召集了会议"),
        MinutesSigned: _("会议纪要签字了"),
        DutyConfirmed: _("会议决议落实了"),
        DutySentToCases: _("会议决议转为事件办理"),
    },
)  # fmt: skip
