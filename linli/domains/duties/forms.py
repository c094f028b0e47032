"""The shape of what people type about duties."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.domains.duties import words
from linli.domains.duties.actions import Backing, Told
from linli.domains.duties.models import Duty
from linli.domains.duties.queries import Choice
from linli.domains.duties.rules import HOURS_AT_MOST, Kind, Origin, Status
from linli.platform.ui.controls import DateBox

LONG = forms.Textarea({"rows": 3})
EVERY = "every"


class BoardForm(forms.Form):
    """The filter over the list."""

    status = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("在清单上")), *words.STATUS.items(), (EVERY, _("全部"))],
    )
    origin = forms.ChoiceField(
        label=_("来源"), required=False, choices=[("", _("全部来源")), *words.ORIGIN.items()]
    )
    community = forms.ChoiceField(label=_("社区"), required=False)
    words = forms.CharField(label=_("名称"), required=False, max_length=40)
    lacking = forms.BooleanField(label=_("只看缺配套的"), required=False)
    review = forms.BooleanField(label=_("只看该复核的"), required=False)

    def __init__(self, *args: Any, communities: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].choices = [("", _("全部社区")), *communities]  # type: ignore[attr-defined]

    def choice(self, today: date) -> Choice:
        """What was chosen, as `queries.chosen` takes it."""
        typed = self.cleaned_data
        return Choice(
            area=typed["community"], origin=typed["origin"], words=typed["words"].strip(),
            status={"": Status.IN_FORCE, EVERY: ""}.get(typed["status"], typed["status"]),
            unsupported_on=today if typed["lacking"] else None,
            review_by=today if typed["review"] else None,
        )  # fmt: skip


class DutyForm(forms.Form):
    """What is said of a duty."""

    title = forms.CharField(label=_("事项名称"), max_length=80)
    origin = forms.ChoiceField(label=_("来源"), choices=words.ORIGIN, widget=forms.RadioSelect)
    delegated_by = forms.CharField(
        label=_("由谁委托"),
        help_text=_("上级委托的必填，写部门名称。"),
        required=False,
        max_length=80,
    )
    basis = forms.CharField(
        label=_("依据"),
        help_text=_("法律条文、文件名称和文号，或者居民会议的决定。"),
        max_length=200,
    )
    post = forms.CharField(
        label=_("承办岗位"), help_text=_("写岗位，不写姓名，例如民政岗。"), max_length=40
    )
    hours = forms.DecimalField(
        label=_("每月工作小时"), min_value=0, max_value=HOURS_AT_MOST, decimal_places=1
    )
    detail = forms.CharField(label=_("具体做什么"), required=False, max_length=1000, widget=LONG)

    def told(self) -> Told:
        typed = self.cleaned_data
        return Told(
            title=typed["title"], origin=Origin(typed["origin"]), basis=typed["basis"],
            post=typed["post"], hours=typed["hours"], detail=typed["detail"],
            delegated_by=typed["delegated_by"],
        )  # fmt: skip


class ProposeForm(DutyForm):
    """A duty that somebody wants on the list of a community."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    field_order = ("community",)

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]


class ReviseForm(DutyForm):
    """What was said of a duty, to be put right."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, duty: Duty) -> "ReviseForm":
        names = ("title", "origin", "delegated_by", "basis", "post", "hours", "detail", "version")
        return cls(initial={name: getattr(duty, name) for name in names})


class SupportForm(forms.Form):
    """What came with a duty."""

    kind = forms.ChoiceField(label=_("配套什么"), choices=words.KIND, widget=forms.RadioSelect)
    what = forms.CharField(label=_("具体内容"), max_length=200)
    paper = forms.CharField(label=_("文件和文号"), max_length=80)
    yuan = forms.DecimalField(
        label=_("每年多少元"), help_text=_("配套经费时必填。"), required=False, decimal_places=2,
        max_digits=12,
    )  # fmt: skip
    people = forms.DecimalField(
        label=_("几个人"), help_text=_("配套人员时必填，兼职的按折合人数。"), required=False,
        decimal_places=1, max_digits=5,
    )  # fmt: skip
    from_on = forms.DateField(label=_("从哪天起"), widget=DateBox())
    until_on = forms.DateField(
        label=_("到哪天为止"), help_text=_("没有期限的不填。"), required=False, widget=DateBox()
    )

    def backing(self) -> Backing:
        return Backing(**{**self.cleaned_data, "kind": Kind(self.cleaned_data["kind"])})


class LastDayForm(forms.Form):
    last_day = forms.DateField(label=_("配套的最后一天"), widget=DateBox())


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("理由"), max_length=400, widget=LONG)


class MergeForm(ReasonForm):
    into = forms.ModelChoiceField(
        label=_("合并到哪一项"), queryset=Duty.objects.none(), empty_label=_("请选择")
    )
    field_order = ("into",)

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
