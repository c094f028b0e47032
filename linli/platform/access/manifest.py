"""What access adds to the house: the permissions around roles and grants, and sweeping of counts."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, Permission, Schedule
from linli.platform.access import limits
from linli.platform.access.deeds import DEEDS

MANIFEST = Manifest(
    key="access",
    title=_("权限"),
    deeds=DEEDS,
    permissions=(
        Permission(key="access.see", title=_("查看角色和授权")),
        Permission(key="access.grant", title=_("授予和收回角色")),
        Permission(key="access.confirm", title=_("确认对管理员的授权")),
        Permission(key="access.edit_roles", title=_("修改角色包含的权限")),
    ),
    roles={
        "system_admin": ("access.see", "access.confirm"),
        "security_admin": ("access.see", "access.grant", "access.confirm", "access.edit_roles"),
        "audit_admin": ("access.see", "access.confirm"),
    },
    schedules=(Schedule(key="access.sweep_limits", cron="40 3 * * *", work=limits.sweep),),
)
