"""What an auditor reads for each deed of webhooks on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "webhooks.close": _("关闭订阅"),
    "webhooks.disable": _("推送失败停用订阅"),
    "webhooks.replay": _("重发一条推送"),
    "webhooks.replay_all": _("重发全部推送"),
    "webhooks.resume": _("恢复订阅"),
    "webhooks.rotate": _("更换推送密钥"),
    "webhooks.stop": _("暂停订阅"),
    "webhooks.subscribe": _("新建订阅"),
}
