"""What exports adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, NavItem, Schedule
from linli.platform.exports import queries, tasks
from linli.platform.exports.deeds import DEEDS

MANIFEST = Manifest(
    key="exports",
    title=_("导出"),
    deeds=DEEDS,
    urls="linli.platform.exports.urls",
    nav=[
        NavItem(
            title=_("导出"),
            url_name="exports:list",
            needs=queries.permissions,
            icon="download",
            order=81,
        )
    ],
    schedules=[Schedule(key="exports.sweep", cron="25 * * * *", work=tasks.sweep)],
)
