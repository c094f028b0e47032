"""What the roles contain: taken from the manifests, or edited by a security administrator."""

from collections.abc import Collection

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from linli.kernel.errors import Conflict, DomainError, Invalid
from linli.kernel.manifest import domains
from linli.platform.access import policy
from linli.platform.access.actor import Actor, machine
from linli.platform.access.models import Role
from linli.platform.access.roles import SEPARATE_POWERS, TITLES, reserved, templates
from linli.platform.accounts.errors import NotAlone
from linli.platform.audit import trail


@transaction.atomic
def sync_roles() -> int:
    """Bring every role that follows its template up to date; gives how many changed.

    Asking again changes nothing. A role that was edited here stays as it was edited.
    """
    known = {role.key: role for role in Role.objects.select_for_update()}
    changed = 0
    for key, permissions in templates().items():
        role = known.get(key) or Role(key=key, title=_title(key), from_template=True)
        if role.from_template and (key not in known or set(role.permissions) != permissions):
            changed += 1
            _write(machine("sync_roles"), role, permissions, deed="access.role_synced")
    return changed


@transaction.atomic
def edit_role(actor: Actor, role: Role, permissions: Collection[str]) -> None:
    """Let `role` contain exactly `permissions`; from now on it no longer follows its template.

    Raises NotPermitted, NotAlone (one's own role), DomainError (an administrator's role) or
    Invalid (an unknown permission, or one kept for administrators).
    """
    policy.require(actor, "access.edit_roles", at="")
    _check_editable(actor, role)
    _check_grantable(permissions)
    role.from_template = False
    _write(actor, role, permissions, deed="access.role_edited")


@transaction.atomic
def restore_role(actor: Actor, role: Role) -> None:
    """Let `role` follow its template again."""
    policy.require(actor, "access.edit_roles", at="")
    if role.key not in TITLES:
        raise DomainError(_("这个角色是本地新建的，没有模板可恢复。"))
    role.from_template = True
    _write(actor, role, templates()[role.key], deed="access.role_restored")


@transaction.atomic
def create_role(actor: Actor, key: str, title: str, permissions: Collection[str]) -> Role:
    """A new role of this deployment's own."""
    policy.require(actor, "access.edit_roles", at="")
    _check_grantable(permissions)
    role = Role(key=key, title=title, permissions=sorted(permissions))
    try:
        with transaction.atomic():
            role.save(force_insert=True)
    except IntegrityError:
        raise Conflict(_("代码“%s”已被另一个角色使用，请换一个。") % key) from None
    trail.record(actor, "access.role_created", role, permissions=role.permissions)
    return role


def _check_editable(actor: Actor, role: Role) -> None:
    if role.key in SEPARATE_POWERS:
        raise DomainError(_("三种管理员角色的权限是固定的，以保证三权分立。"))
    if any(holding.role == role.key for holding in actor.holdings):
        raise NotAlone(_("不能修改自己持有的角色，请由另一位安全管理员修改。"))


def _check_grantable(permissions: Collection[str]) -> None:
    known = {permission.key for permission in domains.gather("permissions")}
    if not known.issuperset(permissions):
        raise Invalid(_("选择的权限中有一项已不存在，请刷新页面后重选。"))
    if reserved().intersection(permissions):
        raise Invalid(_("管理权限只属于三种管理员，不能放进其他角色。"))


def _write(actor: Actor, role: Role, permissions: Collection[str], deed: str) -> None:
    before, after = set(role.permissions), set(permissions)
    role.permissions = sorted(after)
    role.save()
    trail.record(actor, deed, role, added=sorted(after - before), removed=sorted(before - after))


def _title(key: str) -> str:
    """A template's name in the deployment's language, for readers outside linli."""
    with override(settings.LANGUAGE_CODE):
        return str(TITLES.get(key, key))
