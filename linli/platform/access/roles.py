"""The role templates that come with linli. Domains say in their manifests what each may do there."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import domains

TITLES = {
    "resident": _("居民"),
    "grid_worker": _("网格员"),
    "secretary": _("社区书记"),
    "mediator": _("人民调解员"),
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
AT_WORK = tuple(role for role in TITLES if role not in {"resident", "volunteer"})
# GB/T 22239-2019 8.1.4.2: these three are held by three people, and none does another's work.
SEPARATE_POWERS = frozenset({"system_admin", "security_admin", "audit_admin"})


def templates() -> Mapping[str, frozenset[str]]:
    """What the manifests of all open domains together give to each role."""
    gathered: dict[str, set[str]] = {role: set() for role in TITLES}
    for domain in domains:
        for role, permissions in domain.roles.items():
            gathered.setdefault(role, set()).update(permissions)
    return {role: frozenset(permissions) for role, permissions in gathered.items()}


def reserved() -> frozenset[str]:
    """The permissions of administration, which no other role may be given."""
    powers, others = set[str](), set[str]()
    for role, permissions in templates().items():
        (powers if role in SEPARATE_POWERS else others).update(permissions)
    return frozenset(powers - others)


def title_of(role: str, stored: str = "") -> str:
    """The role's name in the reader's language; of a role made here, as it was typed."""
    return str(TITLES.get(role, stored or role))
