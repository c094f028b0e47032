"""What api adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, NavItem, Permission, Schedule
from linli.platform.api import actions
from linli.platform.api.deeds import DEEDS

MANIFEST = Manifest(
    key="api",
    title=_("接口"),
    deeds=DEEDS,
    urls="linli.platform.api.urls",
    public=[
        "v1:",
        "api:docs",
        "api:none",
    ],  # the API itself asks each caller for a key or a session
    nav=[
        NavItem(
            title=_("接口密钥"), url_name="api:keys", needs="api.manage_keys", icon="key", order=85
        )
    ],
    permissions=[Permission(key="api.manage_keys", title=_("管理接口密钥"))],
    schedules=[Schedule(key="api.forget_answers", cron="25 * * * *", work=actions.forget_answers)],
    roles={"security_admin": ["api.manage_keys"]},
)
