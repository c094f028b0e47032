"""What an auditor reads for each deed of people on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "people.account_linked": _("账号关联居民"),
    "people.add_residents": _("登记居民"),
    "people.change_resident": _("修改居民信息"),
    "people.follow_building": _("更新楼栋归属"),
    "people.let_go": _("注销居民登记"),
    "people.link_code_issued": _("发放关联码"),
    "people.take_back": _("撤销居民导入"),
}
