"""What calendar adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.contracts.calendar import CalendarPublished
from linli.kernel.manifest import Check, Manifest, NavItem, Permission, Schedule
from linli.platform.calendar import checks, queries, tasks
from linli.platform.calendar.deeds import DEEDS

MANIFEST = Manifest(
    key="calendar",
    title=_("工作日历"),
    deeds=DEEDS,
    urls="linli.platform.calendar.urls",
    events={
        CalendarPublished: _("发布了工作日历"),
    },
    permissions=[Permission(key=queries.PUBLISH, title=_("发布工作日历"))],
    roles={"system_admin": [queries.PUBLISH]},
    nav=[
        NavItem(
            title=_("工作日历"),
            url_name="calendar:index",
            needs=queries.PUBLISH,
            icon="calendar",
            order=90,
        )
    ],
    schedules=[Schedule(key="calendar.adopt_notices", cron="20 3 * * *", work=tasks.adopt_notices)],
    checks=[
        Check(
            key="calendar.years_without_notice",
            title=_("放假安排已发布"),
            find=checks.years_without_notice,
            repair=_("请在“工作日历”里发布国务院办公厅的放假通知，或升级邻里。"),
        )
    ],
)
