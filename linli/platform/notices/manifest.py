"""What notices adds to the house."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Check, Manifest, NavItem, Permission, Round, Schedule
from linli.platform.notices import actions, dispatch, queries
from linli.platform.notices.deeds import DEEDS
from linli.platform.notices.rules import ROBOTS, Channel

MANIFEST = Manifest(
    key="notices",
    title=_("通知"),
    deeds=DEEDS,
    urls="linli.platform.notices.urls",
    public=("notices:console", "notices:reports"),
    permissions=(
        Permission(key=queries.TEND, title=_("处理没有送达的消息")),
        Permission(key=queries.OUTLETS, title=_("设置群机器人和网络回调")),
    ),
    roles={"system_admin": (queries.TEND, queries.OUTLETS)},
    nav=(
        NavItem(
            title=_("没有送达的消息"),
            url_name="notices:outbox",
            needs=queries.TEND,
            icon="message",
            order=91,
        ),
        NavItem(
            title=_("群机器人和回调"),
            url_name="notices:outlets",
            needs=queries.OUTLETS,
            icon="link",
            order=92,
        ),
    ),
    # One round for each kind of provider, so that one that answers late holds up no other.
    rounds=(
        Round(key="notices.email", seconds=2, work=partial(dispatch.send_due, Channel.EMAIL)),
        Round(key="notices.sms", seconds=2, work=partial(dispatch.send_due, Channel.SMS)),
        Round(key="notices.webhook", seconds=2, work=partial(dispatch.send_due, Channel.WEBHOOK)),
        Round(key="notices.robots", seconds=2, work=partial(dispatch.send_due, *sorted(ROBOTS))),
        Round(key="notices.sweep", seconds=30, work=dispatch.sweep),
        Round(key="notices.console", seconds=30, work=actions.forget_expired_texts),
    ),
    schedules=(Schedule(key="notices.tidy", cron="50 3 * * *", work=actions.tidy),),
    checks=(
        Check(
            key="notices.in_doubt",
            title=_("每条消息都知道是否送达"),
            find=queries.what_is_in_doubt,
            repair=_("打开“没有送达的消息”页面，逐条决定重发或不再发送。"),
        ),
        Check(
            key="notices.late",
            title=_("消息都按时发出"),
            find=queries.what_is_late,
            repair=_("请确认任务进程（linli worker）在运行，并检查短信、邮件服务是否可用。"),
        ),
        Check(
            key="notices.missing",
            title=_("每条通知的消息都在"),
            find=queries.what_is_missing,
            repair=_("有消息被删除过。请查明原因，必要时请发起人重新通知。"),
        ),
    ),
)
