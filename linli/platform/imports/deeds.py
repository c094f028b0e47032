"""What an auditor reads for each deed of imports on record."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "imports.begin": _("开始导入"),
    "imports.choose": _("选择导入设置"),
    "imports.fetch_report": _("下载错误清单"),
    "imports.receive": _("上传导入文件"),
    "imports.take_back": _("撤销导入批次"),
    "imports.undo": _("申请撤销导入"),
    "imports.write": _("写入导入数据"),
}
