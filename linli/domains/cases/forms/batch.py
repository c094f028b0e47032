"""A batch of dispatches: one small form for each case."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[UUID, str]]


class OrderForm(forms.Form):
    """Whether a case is sent, as what, and to whom; without a lead the catalogue says."""

    chosen = forms.BooleanField(label=_("派出"), required=False)
    category = forms.TypedChoiceField(
        label=_("分类"), coerce=UUID, required=False, empty_value=None
    )
    lead = forms.TypedChoiceField(label=_("主办"), coerce=UUID, required=False, empty_value=None)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, categories: Choices, departments: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("请选择")), *categories]  # type: ignore[attr-defined]
        self.fields["lead"].choices = [("", _("按派单目录")), *departments]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("chosen") and not typed.get("category"):
            self.add_error("category", _("派出的事件要有分类。"))
        return typed
