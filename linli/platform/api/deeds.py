"""What an auditor reads for each deed of api on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "api.create_key": _("发放接口密钥"),
    "api.end_key": _("停用接口密钥"),
}
