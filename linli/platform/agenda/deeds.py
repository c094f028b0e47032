"""What an auditor reads for each deed of calendars on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "agenda.close": _("关闭日历订阅"),
    "agenda.open": _("生成日历订阅地址"),
}
