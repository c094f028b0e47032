"""What files adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Check, Manifest, Schedule
from linli.platform.files import checks, tasks
from linli.platform.files.deeds import DEEDS

MANIFEST = Manifest(
    key="files",
    title=_("文件"),
    deeds=DEEDS,
    urls="linli.platform.files.urls",
    public=("files:signed", "files:signed_thumbnail"),
    schedules=[Schedule(key="files.sweep", cron="17 3 * * *", work=tasks.sweep)],
    checks=[
        Check(
            key="files.rows_without_bytes",
            title=_("每个文件记录都有对应的文件"),
            find=checks.rows_without_bytes,
            repair=_("从最近的备份恢复 files 目录中缺少的文件。"),
        ),
        Check(
            key="files.bytes_without_row",
            title=_("磁盘上没有无主文件"),
            find=checks.bytes_without_row,
            repair=_("检查后台任务是否在运行；无主文件由每天 3:17 的清理任务删除。"),
        ),
    ],
)
