"""What people read about accounts."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
