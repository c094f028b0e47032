"""What an auditor reads for each deed of the function list on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "duties.admit": _("准入职能事项"),
    "duties.end_support": _("结束事项配套"),
    "duties.keep": _("复核保留职能事项"),
    "duties.list": _("导入职能清单"),
    "duties.merge": _("合并职能事项"),
    "duties.propose": _("申请准入职能事项"),
    "duties.refuse": _("不予准入职能事项"),
    "duties.return": _("退回职能事项"),
    "duties.revise": _("修改职能事项"),
    "duties.support": _("登记事项配套"),
}
