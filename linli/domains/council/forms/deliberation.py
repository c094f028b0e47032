"""The shape of what people type in a deliberation."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.domains.council import words
from linli.domains.council.actions import Assisted
from linli.domains.council.models import Contribution
from linli.domains.council.rules.deliberation import (
    ASSISTED,
    LONGEST_ARGUMENT,
    LONGEST_STATEMENT,
    Form,
    Publishing,
    Said,
    Step,
    Way,
)
from linli.kernel import clock
from linli.platform.ui.controls import DateBox

LONG = forms.Textarea({"rows": 4})
WAYS = [(each, words.WAY[each]) for each in sorted(ASSISTED)]
UNSAID = ("", _("没有表态"))


class OpenForm(forms.Form):
    """What a community is asked, from which day to which, and how contributions are published."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    question = forms.CharField(
        label=_("要商量的问题"), help_text=_("一句话，例如：电动车在哪里充电？"), max_length=120
    )
    background = forms.CharField(
        label=_("背景"), help_text=_("居民需要先知道的情况。"), max_length=4000, required=False,
        widget=LONG,
    )  # fmt: skip
    seeds = forms.CharField(
        label=_("开头的观点"),
        help_text=_("一行一条，每条最多 140 个字，正反两面都要有。"),
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
    )
    publishing = forms.ChoiceField(
        label=_("居民写的观点和理由"),
        choices=words.PUBLISHING,
        initial=Publishing.BEFORE,
        widget=forms.RadioSelect,
    )
    opens_on = forms.DateField(label=_("从哪天开始"), widget=DateBox())
    closes_on = forms.DateField(
        label=_("到哪天为止"), help_text=_("含这一天。到期自动汇总封存。"), widget=DateBox()
    )

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]

    def moments(self) -> tuple[datetime, datetime]:
        """From the first midnight to the one after the last day."""
        last: date = self.cleaned_data["closes_on"]
        opens = clock.midnight(self.cleaned_data["opens_on"])
        return opens, clock.midnight(last + timedelta(days=1))


class SaidForm(forms.Form):
    """One of three buttons."""

    said = forms.TypedChoiceField(
        choices=[(each.value, words.SAID[each]) for each in Said],
        coerce=lambda value: Said(int(value)),
    )


class StatementForm(forms.Form):
    """One statement; `seen` holds the words for which similar ones have been shown already."""

    text = forms.CharField(
        label=_("您的观点"),
        help_text=_("一条只说一件事，最多 140 个字。不要写姓名、电话。"),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea({"rows": 3}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST_STATEMENT)

    @property
    def has_seen(self) -> bool:
        return bool(self.cleaned_data["seen"] == self.cleaned_data["text"])


class ArgumentForm(forms.Form):
    """A reason for or against."""

    form = forms.ChoiceField(
        label=_("这是"),
        choices=[(each, words.FORM[each]) for each in (Form.FOR, Form.AGAINST)],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("理由"),
        help_text=_("最多 500 个字。不要写姓名、电话。"),
        max_length=LONGEST_ARGUMENT,
        widget=LONG,
    )


class ModerateForm(forms.Form):
    """Publish, or take out by a rule."""

    step = forms.ChoiceField(
        label=_("处理"),
        choices=[(each, words.STEP[each]) for each in (Step.PUBLISH, Step.REMOVE)],
    )
    reason = forms.ChoiceField(
        label=_("按哪条规则移除"),
        choices=[("", _("不移除")), *words.REASON.items()],
        required=False,
    )


class AppealForm(forms.Form):
    """Why it shouldn't have been taken out."""

    words = forms.CharField(
        label=_("申诉理由"), help_text=_("只能申诉一次。"), max_length=500, widget=LONG
    )


class AppealAnswerForm(forms.Form):
    """What was decided on an appeal."""

    upheld = forms.ChoiceField(
        label=_("决定"), choices=[("yes", _("恢复公开")), ("no", _("维持移除"))]
    )
    words = forms.CharField(label=_("说明"), max_length=500, widget=LONG)


class AssistedForm(forms.Form):
    """For whom something is entered, how it came, before whom."""

    way = forms.ChoiceField(label=_("怎样收到的"), choices=WAYS, widget=forms.RadioSelect)
    who = forms.CharField(
        label=_("本人"),
        help_text=_("手机号，或者房屋清单里的门牌，例如 3-2-501。只用来保证一人算一次，不保存。"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    witness = forms.CharField(label=_("见证人"), help_text=_("和您一起核对的人。"), max_length=80)

    def assisted(self) -> Assisted:
        typed = self.cleaned_data
        return Assisted(Way(typed["way"]), typed["who"], typed["witness"])

    def about(self) -> Iterator[BoundField]:
        return (self[name] for name in ("way", "who", "witness"))


class EnterOpinionsForm(AssistedForm):
    """A sheet of statements with what somebody said of each."""

    def __init__(self, *args: Any, statements: Sequence[Contribution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [each.number for each in statements]
        for each in statements:
            self.fields[f"said_{each.number}"] = forms.ChoiceField(
                label=f"{each.number}. {each.text}", required=False,
                choices=[UNSAID, *((said.value, words.SAID[said]) for said in Said)],
            )  # fmt: skip

    def said(self) -> dict[int, Said]:
        typed = {number: self.cleaned_data[f"said_{number}"] for number in self.numbers}
        return {number: Said(int(each)) for number, each in typed.items() if each != ""}

    def questions(self) -> Iterator[BoundField]:
        return (self[f"said_{number}"] for number in self.numbers)


class EnterWordsForm(AssistedForm):
    """A statement or an argument in somebody's words."""

    form = forms.ChoiceField(
        label=_("这是"), choices=words.FORM, initial=Form.STATEMENT, widget=forms.RadioSelect
    )
    number = forms.IntegerField(
        label=_("写在第几号观点下面"),
        help_text=_("只有理由才填；写在议题下面的留空。"),
        min_value=1,
        required=False,
    )
    text = forms.CharField(label=_("内容"), max_length=LONGEST_ARGUMENT, widget=LONG)

    def told(self) -> Iterator[BoundField]:
        return (self[name] for name in ("form", "number", "text"))
