"""Forms of the people who dispatch, handle and call back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Department, Division
from linli.domains.cases import words
from linli.domains.cases.forms.following import YES_NO
from linli.domains.cases.models import Category
from linli.domains.cases.rules import OPEN, Status
from linli.kernel import clock
from linli.platform.files.fields import PhotosField
from linli.platform.ui.controls import DateBox

EVERY_OPEN = "open"
USUAL_DAYS = 30


class BoardForm(forms.Form):
    """The filter over the list of cases; its values stand in the address."""

    status = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[(EVERY_OPEN, _("全部未结")), *((s, words.STATUS[s]) for s in Status)],
    )
    community = forms.ChoiceField(label=_("社区"), required=False)
    category = forms.ChoiceField(label=_("分类"), required=False)
    overdue = forms.BooleanField(label=_("只看超时的"), required=False)

    def __init__(
        self,
        *args: Any,
        communities: Sequence[tuple[str, str]],
        categories: Sequence[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = [("", _("全部社区")), *communities]  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("全部分类")), *categories]  # type: ignore[attr-defined]

    def choice(self, now: datetime) -> dict[str, Any]:
        """What was chosen, as `queries.board` and `queries.chosen` take it."""
        typed = self.cleaned_data
        status, community, category = (typed[each] for each in ("status", "community", "category"))
        return {
            "area": community,
            "statuses": OPEN if status in {"", EVERY_OPEN} else (status,),
            "category_id": UUID(category) if category else None,
            "overdue_at": now if typed["overdue"] else None,
        }


class ViewForm(forms.Form):
    """A name for the filter that the board was opened with."""

    name = forms.CharField(label=_("视图名称"), max_length=20)


class DispatchForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    category = forms.ModelChoiceField(
        label=_("分类"), queryset=Category.objects.none(), empty_label=_("请选择")
    )
    lead = forms.ModelChoiceField(
        label=_("主办单位"), queryset=Department.objects.none(), empty_label=_("请选择")
    )
    co_handlers = forms.ModelMultipleChoiceField(
        label=_("协办单位"),
        queryset=Department.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    task = forms.CharField(
        label=_("办理要求"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, categories: Any, departments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]
        self.fields["lead"].queryset = departments  # type: ignore[attr-defined]
        self.fields["co_handlers"].queryset = departments  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    ground = forms.ChoiceField(label=_("依据"), choices=words.GROUND, widget=forms.RadioSelect)
    earlier = forms.CharField(
        label=_("先前的事件编号"),
        help_text=_("同一事项重复反映时填写，居民会看到那个事件的进展。"),
        max_length=24,
        required=False,
    )
    explanation = forms.CharField(
        label=_("给居民的说明"),
        help_text=_("为什么不受理、可以找谁。居民会先看到这项依据的说明，再看到这一段。"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ResultForm(forms.Form):
    result = forms.ChoiceField(label=_("办理结果"), choices=words.RESULT, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("怎样办理的"),
        help_text=_("居民会看到。"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photos = PhotosField(label=_("办理后的照片"))


class CallBackForm(forms.Form):
    reached = forms.ChoiceField(
        label=_("联系上了吗？"),
        choices=[("yes", _("联系上了")), ("no", _("没有联系上"))],
        widget=forms.RadioSelect,
    )
    solved = forms.ChoiceField(
        label=_("居民认为解决了吗？"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    satisfaction = forms.ChoiceField(
        label=_("居民满意吗？"),
        choices=words.SATISFACTION,
        widget=forms.RadioSelect,
        required=False,
    )
    close_unsolved = forms.BooleanField(
        label=_("确实不能再办，按未解决结案（须写明原因）"), required=False
    )
    note = forms.CharField(
        label=_("回访记录"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PeriodForm(forms.Form):
    """The period and place of the three rates."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), required=False, empty_label=_("全部社区")
    )
    since = forms.DateField(label=_("从"), required=False, widget=DateBox())
    until = forms.DateField(label=_("到"), required=False, widget=DateBox())

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]

    def choice(self, today: date, areas: Sequence[str]) -> dict[str, Any]:
        """What was chosen, as a `Period` takes it: the last USUAL_DAYS days where nothing was.

        `areas` are those where the actor measures; policy narrows what none chosen means.
        """
        typed = self.cleaned_data if self.is_valid() else {}
        last = typed.get("until") or today
        first = typed.get("since") or last - timedelta(days=USUAL_DAYS - 1)
        if first > last:
            self.add_error("since", _("开始日期要早于结束日期。"))
            first = last
        community = typed.get("community")
        return {
            "area": community.code if community else areas[0] if len(areas) == 1 else "",
            "since": clock.midnight(first),
            "until": clock.midnight(last + timedelta(days=1)),
        }
