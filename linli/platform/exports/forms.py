"""What is asked before a list leaves the house."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.platform.exports.rules import Form


class ExportForm(forms.Form):
    form = forms.ChoiceField(
        label=_("文件格式"),
        choices=[
            (Form.XLSX.value, _("Excel 工作簿（xlsx）")),
            (Form.CSV.value, _("CSV 文本（UTF-8）")),
        ],
        initial=Form.XLSX.value,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("用途"),
        max_length=200,
        required=False,
        help_text=_("含个人信息的名单必须写明用途；用途会写进文件和操作记录。"),
    )

    def __init__(self, *args: object, sensitive: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["reason"].required = sensitive
