"""What an auditor reads for each deed of divisions on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "divisions.change_department": _("修改部门"),
    "divisions.change_grid": _("修改网格"),
    "divisions.describe": _("修改区划信息"),
    "divisions.draw_grid": _("划定网格"),
    "divisions.import": _("导入区划"),
    "divisions.open_department": _("设立部门"),
}
