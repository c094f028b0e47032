"""What an auditor reads for each deed of exports on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "exports.ask": _("申请导出"),
    "exports.fetch": _("下载导出"),
    "exports.make": _("生成导出"),
    "exports.write": _("写出导出文件"),
}
