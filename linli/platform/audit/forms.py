"""The auditor's filter."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.platform.audit import words
from linli.platform.audit.queries import Wanted
from linli.platform.ui.controls import DateBox


class FilterForm(forms.Form):
    deed = forms.ChoiceField(label=_("做了什么"), choices=words.deed_choices, required=False)
    who = forms.CharField(
        label=_("谁"), max_length=80, required=False, help_text=_("用户名或姓名，完整填写")
    )
    subject = forms.CharField(
        label=_("对象编号"),
        max_length=40,
        required=False,
        help_text=_("点列表里的对象，就只看它的记录"),
    )
    since = forms.DateField(label=_("从哪天"), required=False, widget=DateBox())
    until = forms.DateField(label=_("到哪天"), required=False, widget=DateBox())
    page = forms.IntegerField(
        min_value=1, max_value=10_000, required=False, widget=forms.HiddenInput
    )

    def wanted(self) -> Wanted:
        """What the filter asks for; fields that couldn't be read don't narrow."""
        given = self.cleaned_data
        until = given.get("until")
        return Wanted(
            deed=given.get("deed", ""),
            who=given.get("who", ""),
            subject=given.get("subject", ""),
            since=_midnight(given.get("since")),
            until=_midnight(until + timedelta(days=1) if until else None),
        )


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None
