"""What imports adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, NavItem, Schedule
from linli.platform.imports import queries, tasks
from linli.platform.imports.deeds import DEEDS

MANIFEST = Manifest(
    key="imports",
    title=_("导入"),
    deeds=DEEDS,
    urls="linli.platform.imports.urls",
    nav=[
        NavItem(
            title=_("导入"),
            url_name="imports:list",
            needs=queries.permissions,
            icon="upload",
            order=80,
        )
    ],
    schedules=[Schedule(key="imports.sweep", cron="35 * * * *", work=tasks.sweep)],
)
