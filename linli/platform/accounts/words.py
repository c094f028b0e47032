"""What people read about accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.kernel import areas
from linli.platform.access.models import Grant, Role
from linli.platform.access.roles import title_of
from linli.platform.accounts.models import Account, Kind
from linli.platform.database.secrecy import mask_phone

KINDS = {
    Kind.STAFF: gettext_lazy("工作人员"),
    Kind.RESIDENT: gettext_lazy("居民"),
    Kind.SERVICE: gettext_lazy("程序"),
}
FACTORS = {
    "totp": gettext_lazy("验证器应用"),
    "webauthn": gettext_lazy("安全密钥"),
    "recovery_codes": gettext_lazy("恢复码"),
}


def facts_about(account: Account) -> Sequence[tuple[str, str]]:
    """All that an account itself holds about its owner, as names and values."""
    is_staff = account.kind == Kind.STAFF
    last = account.last_login
    return (
        (_("称呼"), account.name),
        (_("类型"), str(KINDS[Kind(account.kind)])),
        *([(_("用户名"), account.username)] if is_staff else []),
        (_("手机号"), mask_phone(account.phone)),
        (_("账号建立于"), date_format(localtime(account.created_at), "DATETIME_FORMAT")),
        (_("最近登录"), date_format(localtime(last), "DATETIME_FORMAT") if last else ""),
    )


@dataclass(frozen=True, slots=True)
class ShownGrant:
    """A grant in words."""

    grant: Grant
    title: str
    place: str
    department: str


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """An account in words, with the titles of the roles it holds."""

    account: Account
    kind: str
    roles: str


def shown_grants(grants: Iterable[Grant]) -> Sequence[ShownGrant]:
    """Grants with the names of their roles, places and departments, looked up for all at once."""
    listed = list(grants)
    names = areas.names_of(grant.area for grant in listed if grant.area)
    departments = areas.department_names(
        each.department_id for each in listed if each.department_id
    )
    everywhere = _("全部区域")
    return [
        ShownGrant(
            grant,
            role_title(grant.role),
            names.get(grant.area, everywhere),
            departments.get(grant.department_id, "") if grant.department_id else "",
        )
        for grant in listed
    ]


def shown_accounts(accounts: Iterable[Any]) -> Sequence[ShownAccount]:
    """Accounts that were read with the grants they hold (`held`)."""
    return [
        ShownAccount(
            account,
            str(KINDS[Kind(account.kind)]),
            "、".join(dict.fromkeys(role_title(grant.role) for grant in account.held)),
        )
        for account in accounts
    ]


def role_title(role: Role) -> str:
    return title_of(role.key, role.title)
