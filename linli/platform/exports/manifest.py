"""What exports adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, Schedule
from linli.platform.exports import tasks

MANIFEST = Manifest(
    key="exports",
    title=_("导出"),
    urls="linli.platform.exports.urls",
    schedules=[Schedule(key="exports.sweep", cron="25 * * * *", work=tasks.sweep)],
)
