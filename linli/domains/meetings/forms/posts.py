"""The shape of what people type about posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.meetings import words
from linli.domains.meetings.rules.posts import Office
from linli.platform.ui.controls import DateBox

CHOOSE = ("", _("请选择"))


class AppointForm(forms.Form):
    area = forms.ChoiceField(label=_("哪个地区"))
    organisation = forms.CharField(
        label=_("组织名称"), help_text=_("例如：第一网格党支部。"), max_length=60
    )
    office = forms.ChoiceField(label=_("职务"), choices=[CHOOSE, *words.OFFICE.items()])
    holder = forms.CharField(label=_("任职人"), max_length=40)
    since = forms.DateField(label=_("从哪天起"), widget=DateBox())
    term_ends_on = forms.DateField(label=_("任期到哪天"), widget=DateBox(), required=False)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [CHOOSE, *areas]  # type: ignore[attr-defined]

    def clean_office(self) -> Office:
        return Office(self.cleaned_data["office"])
