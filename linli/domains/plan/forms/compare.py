"""Which indicator communities are compared by."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.plan.rules.template import Measure


class CompareForm(forms.Form):
    """One indicator; the first where none is chosen."""

    indicator = forms.ChoiceField(label=_("指标"), required=False)

    def __init__(self, *args: Any, measures: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.key, each.title) for each in measures]
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> str:
        typed = self.cleaned_data.get("indicator", "") if self.is_valid() else ""
        keys = [key for key, _title in self.fields["indicator"].choices]  # type: ignore[attr-defined]
        return str(typed or (keys[0] if keys and not self.errors else ""))
