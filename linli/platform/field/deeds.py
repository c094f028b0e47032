"""What an auditor reads for each deed of field on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "field.discard": _("放弃一件外出时填写的事"),
    "field.make_secret": _("生成离线数据的密钥"),
    "field.mend": _("修改后重新提交外出时填写的事"),
    "field.receive": _("接收一件外出时填写的事"),
}
