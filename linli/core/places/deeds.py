"""What an auditor reads for each deed of places on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "places.add_building": _("登记楼栋"),
    "places.add_dwellings": _("登记房屋"),
    "places.bring_in_assets": _("导入公共设施"),
    "places.change_building": _("修改楼栋"),
    "places.end_code": _("停用二维码"),
    "places.make_code": _("制作二维码"),
    "places.retire_asset": _("停用公共设施"),
}
