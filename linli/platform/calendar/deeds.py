"""What an auditor reads for each deed of calendar on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "calendar.publish_year": _("公布年历"),
    "calendar.set_hours": _("设置办公时间"),
}
