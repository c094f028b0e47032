"""The shape of what people type about a plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.domains.plan.models import Milestone
from linli.domains.plan.rules.template import Measure
from linli.platform.ui.controls import DateBox

LONG = forms.Textarea({"rows": 3})


class StartForm(forms.Form):
    """Which community starts, and when."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    starts_on = forms.DateField(
        label=_("开始日期"), help_text=_("阶段和里程碑的日期都从这一天算起。"), widget=DateBox()
    )
    is_pilot = forms.BooleanField(label=_("试点社区"), required=False)

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("理由"), max_length=400, widget=LONG)


class TargetForm(ReasonForm):
    """Another target, and why."""

    target = forms.DecimalField(
        label=_("新的目标"), help_text=_("不填表示不设目标。"), required=False, max_digits=14,
        decimal_places=4,
    )  # fmt: skip
    field_order = ("target",)


class ReachForm(forms.Form):
    """The day on which a milestone was reached."""

    day = forms.DateField(label=_("达成日期"), widget=DateBox())
    evidence = forms.CharField(
        label=_("依据"),
        help_text=_("文件名称和文号、验收记录或者数据出处；不写个人信息。"),
        max_length=400,
        widget=LONG,
    )


class RebaselineForm(ReasonForm):
    """New days for what isn't reached yet; one field a milestone."""

    def __init__(self, *args: Any, milestones: Sequence[Milestone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in milestones:
            self.fields[str(each.pk)] = forms.DateField(
                label=each.title, widget=DateBox(), initial=each.due_on
            )

    def due(self) -> Mapping[UUID, date]:
        return {UUID(k): day for k, day in self.cleaned_data.items() if k != "reason"}


class EntryForm(forms.Form):
    """What an indicator was made of in a month."""

    month = forms.DateField(
        label=_("月份"), help_text=_("这个月里的任何一天都可以。"), widget=DateBox()
    )
    numerator = forms.DecimalField(label=_("分子"), max_digits=18, decimal_places=4)
    denominator = forms.DecimalField(label=_("分母"), max_digits=18, decimal_places=4)
    evidence = forms.CharField(
        label=_("依据"),
        help_text=_("文件名称和文号、台账或者数据出处；不写个人信息。"),
        max_length=400,
        widget=LONG,
    )

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numerator"].label = measure.numerator
        self.fields["denominator"].label = measure.denominator


class ConfirmForm(forms.Form):
    """Which of the values that wait are right."""

    entries = forms.MultipleChoiceField(
        label=_("看过依据，数值正确的"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选择一条。")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = choices  # type: ignore[attr-defined]


class TemplateForm(forms.Form):
    """A new version of the template."""

    text = forms.CharField(
        label=_("模板（YAML）"),
        help_text=_("可以先复制现行版本，改好以后粘贴在这里。"),
        max_length=200_000,
        widget=forms.Textarea({"rows": 20, "spellcheck": "false"}),
    )
