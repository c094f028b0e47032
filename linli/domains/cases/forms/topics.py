"""Forms of governance topics and of the rule that finds them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Department, Division
from linli.domains.cases import words as said
from linli.domains.cases.models import Category
from linli.domains.cases.rules.recurrence import Demands
from linli.domains.cases.rules.topics import MOST_QUIET_WEEKS
from linli.platform.ui.controls import DateBox

PUBLIC = _("居民会看到，不要写姓名、电话和门牌。")
NUMBERS = ("window", "cases", "reporters", "buildings", "past", "least_past")


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _target() -> forms.DecimalField:
    return forms.DecimalField(
        label=_("目标（每周低于几件）"), min_value=0.01, max_digits=8, decimal_places=2,
        help_text=_("不高于基线。每个完整的星期都要低于它，才能结束。"),
    )  # fmt: skip


def _quiet_weeks() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("连续几周"), min_value=1, max_value=MOST_QUIET_WEEKS,
        help_text=_("连续这么多个完整的星期低于目标，才能结束。"),
    )  # fmt: skip


class TopicFilterForm(forms.Form):
    status = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *said.TOPIC.items()]
    )


class OpenTopicForm(forms.Form):
    """A topic named by hand: where, what, and why."""

    area = forms.ChoiceField(label=_("地方"))
    category = forms.ModelChoiceField(
        label=_("分类"), queryset=Category.objects.none(), empty_label=_("请选择")
    )
    title = forms.CharField(label=_("题目"), max_length=80, help_text=PUBLIC)
    reason = forms.CharField(label=_("理由"), max_length=400, widget=_lines())

    def __init__(
        self, *args: Any, places: Sequence[tuple[str, str]], categories: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = places  # type: ignore[attr-defined]
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]


class _WithDepartments(forms.Form):
    """A form that asks who does it: one of the departments that serve the place, or oneself."""

    chooses = "department"

    def __init__(self, *args: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.chooses].queryset = departments  # type: ignore[attr-defined]


class AdoptForm(_WithDepartments):
    chooses = "owner"
    owner = forms.ModelChoiceField(
        label=_("负责单位"), queryset=Department.objects.none(), required=False,
        empty_label=_("我自己负责"),
    )  # fmt: skip
    target = _target()
    quiet_weeks = _quiet_weeks()
    words = forms.CharField(label=_("立项意见"), max_length=400, widget=_lines(2))


class RefuseTopicForm(forms.Form):
    words = forms.CharField(
        label=_("不立项的理由"), max_length=400, widget=_lines(2),
        help_text=_("同样的情况再增加规则规定的比例以前，不会再次提出。"),
    )  # fmt: skip


class MeasureForm(_WithDepartments):
    words = forms.CharField(label=_("措施"), max_length=400, widget=_lines(2), help_text=PUBLIC)
    department = forms.ModelChoiceField(
        label=_("由谁去做"), queryset=Department.objects.none(), required=False,
        empty_label=_("我自己去做"),
    )  # fmt: skip
    due = forms.DateField(label=_("完成日期"), widget=DateBox())


class MeasureDoneForm(forms.Form):
    result = forms.CharField(label=_("结果"), max_length=400, widget=_lines(2), help_text=PUBLIC)


class BaselineForm(forms.Form):
    target = _target()
    quiet_weeks = _quiet_weeks()
    reason = forms.CharField(
        label=_("重定基线的理由"), max_length=400, widget=_lines(2),
        help_text=_("按最近几个完整的星期重新计算；原来的基线仍然看得到。"),
    )  # fmt: skip


class CloseTopicForm(forms.Form):
    words = forms.CharField(label=_("结论"), max_length=400, widget=_lines(2))


class RecurrenceForm(forms.Form):
    """What makes cases of a kind at a place one problem."""

    scope = forms.ChoiceField(label=_("范围"), choices=said.SCOPE)
    window = forms.IntegerField(label=_("看最近几周"), min_value=1, max_value=26)
    cases = forms.IntegerField(label=_("至少几件"), min_value=2, max_value=999)
    reporters = forms.IntegerField(label=_("至少几个人反映"), min_value=1, max_value=999)
    buildings = forms.IntegerField(
        label=_("或者至少几栋楼"), min_value=0, max_value=999, help_text=_("填 0 表示只看人数。")
    )
    tail = forms.FloatField(
        label=_("偶然出现的概率不超过"), min_value=0.000001, max_value=1,
        help_text=_("和这个地方自己的过去相比，例如 0.01。"),
    )  # fmt: skip
    past = forms.IntegerField(label=_("和以前几周相比"), min_value=1, max_value=208)
    least_past = forms.IntegerField(
        label=_("以前至少有几周"), min_value=1, max_value=208,
        help_text=_("不足这么多周，不自动提出。"),
    )  # fmt: skip
    growth = forms.FloatField(
        label=_("不立项后再增加多少才提出"), min_value=0.01, max_value=10,
        help_text=_("0.5 就是增加一半。"),
    )  # fmt: skip
    quiet_weeks = _quiet_weeks()
    basis = forms.CharField(label=_("依据"), max_length=200)
    effective_from = forms.DateField(label=_("从哪天起"), widget=DateBox())

    @property
    def demands(self) -> Demands:
        typed = self.cleaned_data
        numbers = {name: typed[name] for name in NUMBERS}
        return Demands(**numbers, tail=typed["tail"], growth=typed["growth"])


class ForecastForm(forms.Form):
    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), required=False, empty_label=_("全部社区")
    )

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
