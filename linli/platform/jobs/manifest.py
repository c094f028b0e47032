"""What jobs adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Check, Manifest, NavItem, Permission, Round, Schedule
from linli.platform.jobs import actions, queries, reaper, schedules
from linli.platform.jobs.deeds import DEEDS

MANIFEST = Manifest(
    key="jobs",
    title=_("任务"),
    deeds=DEEDS,
    urls="linli.platform.jobs.urls",
    permissions=(Permission(key=queries.TEND, title=_("查看和重试失败的任务")),),
    roles={"system_admin": (queries.TEND,)},
    nav=(
        NavItem(
            title=_("失败的任务"),
            url_name="jobs:list",
            needs=queries.TEND,
            icon="refresh",
            order=90,
        ),
    ),
    rounds=(
        Round(key="jobs.schedules", seconds=5, work=schedules.queue_due),
        Round(key="jobs.reaper", seconds=30, work=reaper.reap),
    ),
    schedules=(
        Schedule(key="jobs.reconcile", cron="*/10 * * * *", work=actions.reconcile),
        Schedule(key="jobs.tidy", cron="40 3 * * *", work=actions.tidy),
    ),
    checks=(
        Check(
            key="jobs.failed",
            title=_("没有被放弃的任务"),
            find=queries.what_failed,
            repair=_("打开“失败的任务”页面，查看原因后重试。"),
        ),
        Check(
            key="jobs.lost",
            title=_("每个事件都已送达或正在送达"),
            find=queries.what_got_lost,
            repair=_("任务进程每十分钟会自动补上；请确认任务进程在运行。"),
        ),
        Check(
            key="jobs.waiting",
            title=_("有任务进程在处理任务"),
            find=queries.what_waits,
            repair=_("运行 linli worker，或用 linli serve 一起启动。"),
        ),
    ),
)
