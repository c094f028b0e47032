"""What an auditor reads for each deed of files on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "files.forget": _("删除文件"),
    "files.keep": _("留存文件"),
    "files.read": _("查看文件"),
}
