"""What an administrator types or uploads to publish a calendar."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Invalid
from linli.platform.calendar import notices
from linli.platform.calendar.notices import Notice
from linli.platform.calendar.rules import Window
from linli.platform.calendar.ticks import FIRST_YEAR, LAST_YEAR
from linli.platform.ui.answers import add_refusal
from linli.platform.ui.controls import DateBox

MOST_BYTES = 200_000
SPREADSHEET_CHARSETS = ("utf-8-sig", "gb18030")


class NoticeForm(forms.Form):
    """A year's days off, pasted or as a file; what was uploaded is then shown as if pasted."""

    year = forms.IntegerField(label=_("年份"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    published = forms.TypedChoiceField(
        label=_("这份安排是"),
        choices=[
            ("yes", _("国务院办公厅已经公布的通知")),
            ("no", _("本单位的预排，有关时限仍是暂定的")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    source = forms.CharField(
        label=_("依据"),
        required=False,
        max_length=notices.LONGEST_SOURCE,
        help_text=_("通知的网址或文号；JSON 里已有 papers 的可以不填。"),
    )
    days = forms.CharField(
        label=_("放假安排"),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "贴上 holiday-cn 的 JSON 全文，或三列表格：日期,名称,安排（休、班、上午、下午）。"
        ),
    )
    file = forms.FileField(
        label=_("或者选择文件"), required=False, help_text=_("JSON 或 CSV，不超过 200 KB。")
    )
    notice: Notice

    def clean_file(self) -> str:
        """The words of the file; they take the place of what was pasted."""
        upload = self.cleaned_data["file"]
        if not upload:
            return ""
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 200 KB，不像一年的放假安排，请核对后重选。"))
        body = upload.read()
        for charset in SPREADSHEET_CHARSETS:
            try:
                return str(body.decode(charset))
            except UnicodeDecodeError:
                continue
        raise forms.ValidationError(_("文件不是文字，请另存为 UTF-8 或 GBK 编码的 CSV 或 JSON。"))

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        words = typed.get("file") or typed.get("days", "")
        if typed.get("file"):
            self.data = {**dict(self.data.items()), "days": words}
        if not self.errors and not words.strip():
            self.add_error("days", _("请贴上放假安排，或者选择文件。"))
        if not self.errors:
            self._read(words)
        return typed

    def _read(self, words: str) -> None:
        typed = self.cleaned_data
        try:
            self.notice = notices.read(
                words, year=typed["year"], source=typed["source"], published=typed["published"]
            )
        except Invalid as refusal:
            add_refusal(self, refusal)


class HoursForm(forms.Form):
    """From when on, and in which windows offices work."""

    since = forms.DateField(label=_("从哪天起"), widget=DateBox())
    windows = forms.CharField(
        label=_("办公时间"),
        max_length=100,
        help_text=_("每段写成 09:00-12:00，几段之间用空格或顿号隔开，最晚到 24:00。"),
    )

    def clean_windows(self) -> list[Window]:
        typed = re.sub("[—–~～至]", "-", self.cleaned_data["windows"].replace("：", ":"))
        try:
            return [Window.parse(each) for each in re.split(r"[\s,，、;；]+", typed.strip())]
        except Invalid as refusal:
            raise forms.ValidationError(str(refusal)) from None
