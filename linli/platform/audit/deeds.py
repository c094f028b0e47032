"""What an auditor reads for each deed of audit on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "audit.read": _("查看审计记录"),
}
