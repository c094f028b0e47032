"""The shape of what people type about resources."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.meetings.actions.pledges import MOST
from linli.domains.meetings.models import Seat
from linli.platform.ui.controls import DateBox


class PledgeForm(forms.Form):
    seat = forms.ModelChoiceField(label=_("由谁提供"), queryset=Seat.objects.none())
    resource = forms.CharField(
        label=_("提供什么"), help_text=_("例如：夜间错时停车位。"), max_length=120
    )
    amount = forms.IntegerField(label=_("数量"), min_value=1, max_value=MOST)
    unit = forms.CharField(label=_("单位"), help_text=_("例如：个、小时、元。"), max_length=10)
    due_on = forms.DateField(label=_("哪天以前兑现"), widget=DateBox())

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]


class DeliveryForm(forms.Form):
    amount = forms.IntegerField(label=_("这次兑现多少"), min_value=1, max_value=MOST)
    evidence = forms.CharField(label=_("兑现了什么，在哪里能看到"), max_length=200)
