"""What an auditor reads for each deed of accounts on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "accounts.code_issued": _("发放登录码"),
    "accounts.deactivated": _("停用账号"),
    "accounts.factor_added": _("添加第二步验证"),
    "accounts.factor_reset": _("重置第二步验证"),
    "accounts.opened": _("开立账号"),
    "accounts.password_changed": _("修改密码"),
    "accounts.password_set": _("设置密码"),
    "accounts.reactivated": _("恢复账号"),
    "accounts.renamed": _("修改姓名"),
    "accounts.resident_opened": _("居民开立账号"),
    "accounts.session_ended": _("结束登录"),
    "accounts.set_up_issued": _("发放启用码"),
    "accounts.sign_in_refused": _("登录被拒绝"),
    "accounts.signed_in": _("登录"),
    "accounts.signed_out": _("退出"),
}
