"""What is asked out of doors: less than at a desk, since one types it standing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.domains.cases import words
from linli.domains.cases.forms.entering import MatterForm
from linli.domains.cases.rules import Urgency


class SeenForm(MatterForm):
    """What a worker saw. Where it is says the code on the wall, or a few words; nothing is tracked."""

    submission_id = phone = confidential = None  # type: ignore[assignment]  # Django's way to drop them

    place_code = forms.CharField(
        label=_("墙上的二维码"),
        help_text=_("拍下二维码就能填好；没有二维码就写具体位置。"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"data-place-code": "", "autocomplete": "off"}),
    )
    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    urgency = forms.ChoiceField(
        label=_("紧急程度"), choices=words.URGENCY, initial=Urgency.NORMAL, widget=forms.RadioSelect
    )
    field_order = ("description", "photos", "place_code", "location", "community", "urgency")

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]


class NothingForm(forms.Form):
    """A deed that asks nothing."""
