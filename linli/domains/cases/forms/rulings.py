"""Forms of pleas, rulings, whistles, and of the catalogue that says who answers for what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Department, Division
from linli.domains.cases import words
from linli.domains.cases.models import Category
from linli.domains.cases.rules.rulings import Verdict


def _lines(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ObjectionForm(forms.Form):
    reason = forms.CharField(label=_("为什么不归本单位"), max_length=1000, widget=_lines())
    basis = forms.CharField(
        label=_("依据"),
        help_text=_("例如“三定”规定、权责清单或派单目录的哪一条。"),
        max_length=400,
    )


class ExtensionForm(forms.Form):
    amount = forms.IntegerField(label=_("延长多少"), min_value=1, max_value=999)
    reason = forms.CharField(
        label=_("理由"), help_text=_("同意以后，居民会看到。"), max_length=1000, widget=_lines()
    )


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("裁定"),
        choices=[(each, words.VERDICT[each]) for each in (Verdict.GRANTED, Verdict.REFUSED)],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("理由"), max_length=1000, widget=_lines())


class DesignateForm(forms.Form):
    lead = forms.ModelChoiceField(
        label=_("主办单位"), queryset=Department.objects.none(), empty_label=_("请选择")
    )
    words = forms.CharField(label=_("理由"), max_length=400, widget=_lines())

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = departments  # type: ignore[attr-defined]


class WhistleForm(forms.Form):
    departments = forms.ModelMultipleChoiceField(
        label=_("请哪些单位到场"),
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=_("需要做什么"), max_length=400, widget=_lines())

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = departments  # type: ignore[attr-defined]


class ReclassifyForm(forms.Form):
    category = forms.ModelChoiceField(label=_("分类"), queryset=Category.objects.none())
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=words.URGENCY)
    reason = forms.CharField(label=_("理由"), max_length=1000, widget=_lines())

    def __init__(self, *args: Any, categories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]


class CatalogueForm(forms.Form):
    """One line of the dispatch catalogue."""

    category = forms.ModelChoiceField(
        label=_("分类"), queryset=Category.objects.none(), empty_label=_("请选择")
    )
    area = forms.ModelChoiceField(
        label=_("只在这个社区"),
        queryset=Division.objects.none(),
        required=False,
        empty_label=_("单位负责的整个区域"),
    )
    department = forms.ModelChoiceField(
        label=_("单位"), queryset=Department.objects.none(), empty_label=_("请选择")
    )
    part = forms.ChoiceField(
        label=_("角色"), choices=[("lead", _("主办")), ("help", _("协办"))], initial="lead"
    )
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("文件名称和条款，各单位会看到。")
    )

    def __init__(
        self, *args: Any, categories: Any, areas: Any, departments: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        given = {"category": categories, "area": areas, "department": departments}
        for name, queryset in given.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]


class AccusedForm(forms.Form):
    accused = forms.ModelChoiceField(
        label=_("被反映的单位"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("没有"),
    )

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accused"].queryset = departments  # type: ignore[attr-defined]


class RecusalForm(forms.Form):
    """A conflict of interest that somebody declares."""

    department = forms.ModelChoiceField(
        label=_("单位"), queryset=Department.objects.none(), empty_label=_("请选择")
    )
    reason = forms.CharField(
        label=_("什么关系"), help_text=_("例如：亲属在该单位工作、持有股份。"), max_length=200
    )

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
