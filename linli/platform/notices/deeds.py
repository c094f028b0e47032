"""What an auditor reads for each deed of notices on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "notices.close_outlet": _("关闭通知渠道"),
    "notices.drop": _("放弃通知"),
    "notices.open_outlet": _("开通通知渠道"),
    "notices.repeat": _("重发通知"),
}
