"""The form in which a new time limit is announced."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.cases import words
from linli.domains.cases.models import Category
from linli.kernel import clock
from linli.platform.calendar.clocks import Unit
from linli.platform.calendar.clocks.terms import MOST
from linli.platform.ui.controls import DateBox

LAST_YEAR = 2100


class LimitForm(forms.Form):
    """What is promised, in which cases, and from which day on."""

    kind = forms.ChoiceField(label=_("哪一个时限"), choices=words.CLOCK)
    category = forms.ModelChoiceField(
        label=_("分类"),
        queryset=Category.objects.none(),
        required=False,
        empty_label=_("全部分类"),
        help_text=_("选了分类的时限，比不分类的优先。"),
    )
    urgency = forms.ChoiceField(
        label=_("紧急程度"), choices=[("", _("不分")), *words.URGENCY.items()], required=False
    )
    amount = forms.IntegerField(label=_("多少"), min_value=1, max_value=MOST)
    unit = forms.ChoiceField(
        label=_("单位"),
        choices=words.UNIT,
        initial=Unit.WORK_DAYS,
        help_text=_("工作日、工作小时按工作日历计算，休息日和下班时间不算。"),
    )
    basis = forms.CharField(
        label=_("依据"), max_length=120, help_text=_("文件名称和条款，居民和承办单位会看到。")
    )
    effective_from = forms.DateField(
        label=_("从哪天起"),
        widget=DateBox(),
        help_text=_("从这一天零点起反映的事件适用；以前的保持原来的承诺。"),
    )

    def __init__(self, data: Any = None, *, categories: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]

    def clean_effective_from(self) -> date:
        day: date = self.cleaned_data["effective_from"]
        if not clock.local_date(clock.now()) < day or day.year > LAST_YEAR:
            raise forms.ValidationError(_("请选明天或者以后的日期，已受理的事件保持原来的承诺。"))
        return day
