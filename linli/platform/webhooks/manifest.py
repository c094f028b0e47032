"""What webhooks adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Check, Manifest, NavItem, Permission, Round, Topic
from linli.platform.webhooks import dispatch, queries
from linli.platform.webhooks.deeds import DEEDS

MANIFEST = Manifest(
    key="webhooks",
    title=_("事件订阅"),
    deeds=DEEDS,
    urls="linli.platform.webhooks.urls",
    public=("webhooks:events", "webhooks:schemas"),  # what may be heard of is no secret
    permissions=(Permission(key=queries.MANAGE, title=_("管理事件订阅")),),
    roles={"system_admin": (queries.MANAGE,)},
    nav=(
        NavItem(
            title=_("事件订阅"), url_name="webhooks:list", needs=queries.MANAGE, icon="link",
            order=93,
        ),
    ),
    rounds=(Round(key="webhooks.send", seconds=2, work=dispatch.send_due),),
    topics=(Topic(key="webhooks.disabled", title=_("自动停用的事件订阅")),),
    checks=(
        Check(
            key="webhooks.dead",
            title=_("事件都送到了订阅的程序"),
            find=queries.what_died,
            repair=_("打开“事件订阅”页面，查明对方为什么没有接收，然后重新发送。"),
        ),
    ),
)  # fmt: skip
