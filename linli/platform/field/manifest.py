"""What field adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, NavItem, Permission, Schedule
from linli.platform.field import actions
from linli.platform.field.deeds import DEEDS

MANIFEST = Manifest(
    key="field",
    title=_("外勤"),
    urls="linli.platform.field.urls",
    public=("field:shell", "field:worker", "field:app", "field:icon", "field:standing"),
    deeds=DEEDS,
    nav=[NavItem(title=_("外勤"), url_name="field:home", needs="field.work", icon="pin", order=12)],
    permissions=[Permission(key="field.work", title=_("外出办理（可离线）"))],
    roles=dict.fromkeys(
        ("grid_worker", "community_worker", "secretary", "department_clerk"), ("field.work",)
    ),
    schedules=[Schedule(key="field.forget", cron="50 3 * * *", work=actions.forget)],
)
