"""Forms by which disputes and mediators come in, and the filters over lists."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.domains.mediation import words
from linli.domains.mediation.forms.agreeing import NAME, PHONE
from linli.domains.mediation.forms.scene import LONG
from linli.domains.mediation.models import Kind
from linli.domains.mediation.rules import OPEN, Status
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.calendar.clocks import Unit
from linli.platform.calendar.clocks.terms import MOST
from linli.platform.ui.controls import DateBox

PARTIES = (1, 2, 3, 4)
NEEDED = 2
FIRST_YEAR, LAST_YEAR = 2000, 2100
EVERY_OPEN, EVERY = "open", "all"


class OpenForm(forms.Form):
    """What the counter asks whoever comes with a quarrel."""

    submission_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    kind = forms.ModelChoiceField(
        label=_("纠纷类型"), queryset=Kind.objects.none(), empty_label=_("请选择")
    )
    subject = forms.CharField(
        label=_("为什么事"),
        help_text=_("一句话，不写姓名和电话。例如：楼上漏水赔偿。"),
        max_length=80,
    )
    location = forms.CharField(label=_("发生在哪里"), max_length=200, required=False)
    statement = forms.CharField(
        label=_("各方怎么说"),
        help_text=_("加密保存，只有本案调解员和委员会负责人能看到。"),
        max_length=4000,
        required=False,
        widget=LONG,
    )

    def __init__(self, *args: Any, communities: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]
        for place in PARTIES:
            self._ask_for_party(place)

    def _ask_for_party(self, place: int) -> None:
        names = {"side": words.side(place)}
        self.fields[f"name_{place}"] = forms.CharField(
            label=_("%(side)s姓名或者单位") % names, max_length=40, required=place <= NEEDED,
            widget=NAME,
        )  # fmt: skip
        self.fields[f"phone_{place}"] = forms.CharField(
            label=_("%(side)s电话") % names, max_length=20, required=False, widget=PHONE
        )

    def sides(self) -> Iterator[tuple[Any, Any]]:
        """The bound fields of each party, for the page."""
        for place in PARTIES:
            yield self[f"name_{place}"], self[f"phone_{place}"]

    def people(self) -> Iterator[tuple[str, str]]:
        """Name and phone of each party that was told."""
        for place in PARTIES:
            name = self.cleaned_data[f"name_{place}"]
            if name:
                yield name, self.cleaned_data[f"phone_{place}"]


class BoardForm(forms.Form):
    """The filter over the list of disputes. There is none for a name, which nobody may look up."""

    status = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[
            (EVERY_OPEN, _("全部未结")),
            *((each, words.STATUS[each]) for each in Status),
            (EVERY, _("全部")),
        ],
    )
    community = forms.ChoiceField(label=_("社区"), required=False)
    number = forms.CharField(label=_("编号"), required=False, max_length=20)
    overdue = forms.BooleanField(label=_("只看超期的"), required=False)

    def __init__(self, *args: Any, communities: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = [("", _("全部社区")), *communities]  # type: ignore[attr-defined]

    def choice(self, now: datetime) -> dict[str, Any]:
        """What was chosen, as `queries.chosen` takes it."""
        typed = self.cleaned_data
        status = typed["status"]
        usual = {"": OPEN, EVERY_OPEN: OPEN, EVERY: ()}
        return {
            "area": typed["community"],
            "statuses": usual.get(status, (status,)),
            "number": typed["number"],
            "overdue_at": now if typed["overdue"] else None,
        }


class MediatorForm(forms.Form):
    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    name = forms.CharField(label=_("姓名"), max_length=40)
    account = forms.ChoiceField(
        label=_("登录账号"), help_text=_("有账号的调解员可以自己办理。"), required=False
    )
    is_head = forms.BooleanField(label=_("是委员会负责人"), required=False)
    appointed_on = forms.DateField(label=_("任职日期"), widget=DateBox())

    def __init__(
        self, *args: Any, communities: Any, accounts: Sequence[tuple[Any, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]
        named = [(str(pk), name) for pk, name in accounts]
        self.fields["account"].choices = [("", _("没有账号")), *named]  # type: ignore[attr-defined]
        self.fields["appointed_on"].initial = clock.local_date(clock.now())


class LimitForm(forms.Form):
    """Which term becomes how long, and from which day on."""

    kind = forms.ChoiceField(label=_("哪一个期限"), choices=words.LIMIT)
    amount = forms.IntegerField(label=_("多少"), min_value=1, max_value=MOST)
    unit = forms.ChoiceField(
        label=_("单位"),
        choices=[
            (Unit.DAYS, _("天")), (Unit.WORK_DAYS, _("工作日")), (Unit.HOURS, _("小时")),
            (Unit.WORK_HOURS, _("工作小时")),
        ],
    )  # fmt: skip
    basis = forms.CharField(label=_("依据"), max_length=120, help_text=_("文件名称和条款。"))
    effective_from = forms.DateField(label=_("从哪天起"), widget=DateBox())

    def clean_effective_from(self) -> date:
        day: date = self.cleaned_data["effective_from"]
        if not clock.local_date(clock.now()) < day or day.year > LAST_YEAR:
            raise forms.ValidationError(_("请选明天或者以后的日期。"))
        return day


class PeriodForm(forms.Form):
    """The period and place of the success rate."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), required=False, empty_label=_("全部社区")
    )
    since = forms.DateField(label=_("从"), required=False, widget=DateBox())
    until = forms.DateField(label=_("到"), required=False, widget=DateBox())

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Days that no clock shows are left out; the page then shows its usual period."""
        typed = super().clean() or {}
        for name in ("since", "until"):
            day = typed.get(name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, _("请填写一个真实的日期。"))
        return typed
