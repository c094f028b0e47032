"""The council domain introduces itself."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.council import (
    CountsDiffer,
    DecisionProgressed,
    DecisionSentToCases,
    DeliberationFrozen,
    DeliberationOpened,
    PollCountsDiffer,
    PollLapsed,
    PollNoticed,
    PollPublished,
    PollRollFixed,
    ProposalAmended,
    ProposalDecided,
    ProposalMade,
    ProposalMoved,
    RollFixed,
    VoteLapsed,
    VoteNoticed,
    VotePublished,
)
from linli.contracts.meetings import MinutesSigned
from linli.domains.council import listeners, queries, tasks
from linli.domains.council.deeds import DEEDS
from linli.domains.council.queries import tallies
from linli.kernel.manifest import (
    Check,
    Indicator,
    Manifest,
    NavItem,
    Panel,
    Permission,
    Round,
    Topic,
)

MANIFEST = Manifest(
    key="council",
    title=_("议事厅"),
    deeds=DEEDS,
    urls="linli.domains.council.urls",
    api="linli.domains.council.api.router",
    nav=[
        NavItem(
            title=_("业主表决"), url_name="council:list", needs="council.view", icon="check", order=27
        ),
        NavItem(
            title=_("议题协商"), url_name="council:deliberations", needs="council.attend",
            icon="message", order=28,
        ),
        NavItem(
            title=_("居民提议"), url_name="council:proposals", needs="council.read",
            icon="message", order=28,
        ),
        NavItem(
            title=_("居民投票"), url_name="council:polls", needs="council.see_polls", icon="check",
            order=29,
        ),
    ],
    permissions=[
        Permission(key="council.view", title=_("查看业主表决（不含选票内容）")),
        Permission(key="council.vote", title=_("作为业主查看表决和投票")),
        Permission(key="council.object", title=_("对业主名册提出异议")),
        Permission(key="council.notice", title=_("公告业主表决")),
        Permission(key="council.import", title=_("导入房屋清单")),
        Permission(key="council.fix_roll", title=_("确定业主名册、答复名册异议")),
        Permission(key="council.enter", title=_("录入线下选票")),
        Permission(key="council.read", title=_("查看提议和它们的进展")),
        Permission(key="council.propose", title=_("作为居民提议、支持、修改和评价")),
        Permission(key="council.guide", title=_("受理提议、办理步骤、代录、公示和落实")),
        Permission(key="council.decide", title=_("作为负责人办理决定的步骤")),
        Permission(key="council.measure", title=_("查看提议的指标")),
        Permission(key="council.collect", title=_("录入本网格上门收到的选票")),
        Permission(key="council.publish", title=_("截止后立即计票公布")),
        Permission(key="council.attend", title=_("查看议题协商（不含个人表态）")),
        Permission(key="council.deliberate", title=_("作为居民参加议题协商")),
        Permission(key="council.open_deliberation", title=_("发起议题协商")),
        Permission(key="council.moderate", title=_("审核协商中的观点和理由、答复申诉")),
        Permission(key="council.enter_opinions", title=_("代录纸质和电话的表态")),
        Permission(key="council.see_polls", title=_("查看居民组织的投票（不含选票内容）")),
        Permission(key="council.join_polls", title=_("查看并参加投票，对名册提出异议")),
        Permission(key="council.run_polls", title=_("公告投票、录入席位、确定名册、录入选票")),
    ],
    roles={
        "resident": (
            "council.vote", "council.object", "council.deliberate", "council.join_polls",
            "council.propose",
        ),
        "community_worker": (
            "council.view", "council.object", "council.notice", "council.import", "council.fix_roll",
            "council.enter", "council.publish", "council.attend", "council.open_deliberation",
            "council.moderate", "council.enter_opinions", "council.see_polls", "council.join_polls",
            "council.run_polls", "council.read", "council.guide",
        ),
        "secretary": (
            "council.view", "council.object", "council.notice", "council.import", "council.fix_roll",
            "council.enter", "council.publish", "council.attend", "council.open_deliberation",
            "council.moderate", "council.enter_opinions", "council.see_polls", "council.join_polls",
            "council.run_polls", "council.read", "council.guide", "council.decide", "council.measure",
        ),
        "grid_worker": ("council.view", "council.collect"),
        "supervisor": (
            "council.view", "council.attend", "council.see_polls", "council.read", "council.measure",
        ),
        "dispatcher": ("council.measure",),
        "evaluator": ("council.measure",),
    },
    public_urls="linli.domains.council.urls.public",
    # whose ballot it is mustn't be known at the box; what was decided is for everybody
    public=("council:poll_box", "hall:choose", "hall:community"),
    indicators=[
        Indicator(
            key="council.steps", title=_("每条提议的步骤数"), unit="steps",
            measure=queries.steps_per_proposal, fills="decision_steps", tally=tallies.tally_steps,
            records=tallies.proposals_address,
        ),
        Indicator(
            key="council.days", title=_("每条提议的天数"), unit="days",
            measure=queries.days_per_proposal, fills="decision_days", tally=tallies.tally_days,
            records=tallies.proposals_address,
        ),
        Indicator(
            key="council.turnout", title=_("表决参与率"), unit="share", measure=tallies.turnout,
            fills="decision_participation", tally=tallies.tally_turnout,
            records=tallies.votes_address,
        ),
        Indicator(
            key="council.in_time", title=_("决定按时落实率"), unit="share", measure=queries.in_time
        ),
        Indicator(
            key="council.participation", title=_("居民参与率"), unit="share",
            measure=queries.participation,
        ),
    ],
    topics=[Topic(key="council.proposal", title=_("提议的进展"))],
    panels=[
        Panel(slot="start", template="council/panels/start.html", context=queries.start, order=20),
        Panel(slot="start", template="council/panels/polls.html", context=queries.polls_start, order=21),
        Panel(
            slot="bench", template="council/panels/proposals.html", context=queries.proposals_bench,
            order=25,
        ),
    ],
    checks=[
        Check(
            key="council.sound", title=_("公告、名册和计票证书没有被改动"), find=queries.unsound,
            repair=_("停止公布，核对纸质公告和名册，并查看审计记录。"),
        )
    ],
    files={
        "council.mandate": queries.may_see_mandate,
        "council.posting": queries.may_see_posting,
        "council.proposal": queries.may_see_proposal,
        "council.step": queries.may_see_proposal,
        "council.decision_posting": queries.may_see_proposal,
        "council.progress": queries.may_see_proposal,
    },
    benches={"council": "linli.domains.council.benches.bench"},
    imports=["linli.domains.council.imports.UNITS", "linli.domains.council.imports.SEATS"],
    rounds=[
        Round(key="council.publish_due", seconds=30, work=tasks.publish_due),
        Round(key="council.regroup", seconds=60, work=tasks.regroup_due),
        Round(key="council.publish_due_polls", seconds=30, work=tasks.publish_due_polls),
    ],
    seeds="linli.domains.council.seeds.seed",
    events={
        DeliberationOpened: _("发起了议题协商"),
        DeliberationFrozen: _("议题协商已截止，结果已封存"),
        VoteNoticed: _("公告了业主表决"),
        RollFixed: _("确定了业主名册"),
        VotePublished: _("公布了表决结果"),
        VoteLapsed: _("业主表决未成立"),
        CountsDiffer: _("两次计票不一致"),
        ProposalMade: _("有了新的提议"),
        ProposalMoved: _("提议有了进展"),
        ProposalAmended: _("提议的文字有了修改意见或答复"),
        ProposalDecided: _("对提议作出了决定"),
        DecisionProgressed: _("决定的落实有了进度"),
        DecisionSentToCases: _("决定转为事件办理"),
        PollNoticed: _("公告了投票"),
        PollRollFixed: _("确定了投票名册"),
        PollPublished: _("公布了投票结果"),
        PollLapsed: _("投票未成立"),
        PollCountsDiffer: _("投票的两次计票不一致"),
    },
    listeners={
        ProposalMade: [listeners.tell_desk],
        ProposalMoved: [listeners.tell_of_move],
        ProposalAmended: [listeners.tell_of_amendment],
        DecisionProgressed: [listeners.tell_of_progress],
        MinutesSigned: [listeners.note_meeting],
    },
)  # fmt: skip
