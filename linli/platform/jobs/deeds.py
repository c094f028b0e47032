"""What an auditor reads for each deed of jobs on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "jobs.retry": _("重试任务"),
}
