"""The form in which something more is asked of a category's cases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.cases.rules.asking import Datatype
from linli.domains.cases.words import DATATYPE


class QuestionForm(forms.Form):
    """One attribute of Open311. Choices are typed one a line, as `key name`."""

    code = forms.SlugField(
        label=_("代码"), max_length=40, help_text=_("给程序用的短名，例如 lift_number。")
    )
    words = forms.CharField(
        label=_("要填什么"), max_length=400, help_text=_("例如“电梯编号（轿厢内标牌上）”。")
    )
    datatype = forms.ChoiceField(label=_("种类"), choices=DATATYPE)
    choices = forms.CharField(
        label=_("选项"), required=False, max_length=4000, widget=forms.Textarea,
        help_text=_("只有列表才写。每行一个：代码、空格、名称，例如“yes 有人被困”。"),
    )  # fmt: skip
    hint = forms.CharField(label=_("怎样填"), max_length=200, required=False)
    is_required = forms.BooleanField(label=_("必填"), required=False)

    def clean_choices(self) -> list[dict[str, str]]:
        lines = [each.split(maxsplit=1) for each in self.cleaned_data["choices"].splitlines()]
        return [{"key": each[0][:40], "name": each[-1][:200]} for each in lines if each]

    def wishes(self) -> dict[str, Any]:
        """The values as `actions.ask` takes them."""
        return self.cleaned_data | {"datatype": Datatype(self.cleaned_data["datatype"])}


class ScreenForm(forms.Form):
    """Whether a dispatcher reads each case before other systems get its number."""

    is_screened = forms.BooleanField(
        label=_("先有人看过，再给编号"), required=False,
        help_text=_("适合敏感的分类：别的系统上报后先得到 token，派单或不予受理后才能查到编号。"),
    )  # fmt: skip
