"""The role templates that come with linli. Domains say in their manifests what each may do there."""

from django.utils.translation import gettext_lazy as _

TITLES = {
    "resident": _("居民"),
    "grid_worker": _("网格员"),
    "secretary": _("社区书记"),
    "community_worker": _("社区工作者"),
    "dispatcher": _("街道派单员"),
    "supervisor": _("街道督办"),
    "department_clerk": _("部门经办人"),
    "volunteer": _("志愿者"),
    "evaluator": _("评估员"),
    "system_admin": _("系统管理员"),
    "security_admin": _("安全管理员"),
    "audit_admin": _("审计管理员"),
}
SEPARATE_POWERS = frozenset({"system_admin", "security_admin", "audit_admin"})
