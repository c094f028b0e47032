"""What people read where the rules say a code."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.rules import DepartmentKind, Level
from linli.kernel.errors import Invalid
from linli.platform.database.secrecy import is_phone, normalise_phone

LEVELS = {
    Level.PROVINCE: _("省"),
    Level.CITY: _("市"),
    Level.DISTRICT: _("区县"),
    Level.SUBDISTRICT: _("街道（乡镇）"),
    Level.COMMUNITY: _("社区（村）"),
}
DEPARTMENT_KINDS = {
    DepartmentKind.GOVERNMENT: _("政府部门"),
    DepartmentKind.PROPERTY: _("物业公司"),
    DepartmentKind.UTILITY: _("水电气暖通信"),
    DepartmentKind.SOCIAL: _("社会组织"),
}


def phone_or_refusal(phone: str, field: str) -> str:
    """The phone as it is dialled, "" for none; raises Invalid for what can't be dialled."""
    if phone and not is_phone(phone):
        raise Invalid(
            gettext("电话打不通，请检查。"),
            **{field: gettext("请填 11 位手机号、带区号的座机号，或五位热线号码。")},
        )
    return normalise_phone(phone)
