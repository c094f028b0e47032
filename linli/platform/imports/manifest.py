"""What imports adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, Schedule
from linli.platform.imports import tasks

MANIFEST = Manifest(
    key="imports",
    title=_("导入"),
    urls="linli.platform.imports.urls",
    schedules=[Schedule(key="imports.sweep", cron="35 * * * *", work=tasks.sweep)],
)
