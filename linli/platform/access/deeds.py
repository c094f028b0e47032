"""What an auditor reads for each deed of access on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "access.first_appointed": _("任命第一位管理员"),
    "access.grant_ended": _("收回角色"),
    "access.grant_proposed": _("提出授予角色"),
    "access.role_created": _("新建角色"),
    "access.role_edited": _("修改角色"),
    "access.role_granted": _("授予角色"),
    "access.role_restored": _("恢复角色模板"),
    "access.role_synced": _("更新角色模板"),
}
