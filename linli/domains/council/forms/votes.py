"""The shape of what people type about votes."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.domains.council import words
from linli.domains.council.actions import Asked
from linli.domains.council.models import Item
from linli.domains.council.rules.grounds import Ground
from linli.domains.council.rules.life import ASSISTED, Channel
from linli.domains.council.rules.majorities import Matter
from linli.domains.council.rules.owners import Choice
from linli.kernel import clock
from linli.platform.ui.controls import DateBox

ITEMS = range(1, 7)
LONG = forms.Textarea({"rows": 4})


class NoticeForm(forms.Form):
    """What the owners will be asked, by which rule, and from which day to which."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    title = forms.CharField(label=_("表决标题"), max_length=120)
    rule = forms.ChoiceField(
        label=_("适用的规则"),
        help_text=_("地方规则请先核对现行文本再选用。"),
        choices=words.RULE,
    )
    opens_on = forms.DateField(label=_("从哪天开始投票"), widget=DateBox())
    closes_on = forms.DateField(
        label=_("投到哪天为止"), help_text=_("含这一天。到期自动计票公布。"), widget=DateBox()
    )

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]
        for number in ITEMS:
            self.fields[f"matter_{number}"] = forms.ChoiceField(
                label=_("第 %d 项属于") % number, choices=words.MATTER, initial=Matter.OTHER,
                required=number == 1,
            )  # fmt: skip
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("第 %d 项表决内容") % number, max_length=2000, required=number == 1,
                widget=LONG,
            )  # fmt: skip

    def asked(self) -> list[Asked]:
        """The items that say something, in their order."""
        typed = self.cleaned_data
        return [
            Asked(Matter(typed[f"matter_{number}"] or Matter.OTHER), typed[f"text_{number}"])
            for number in ITEMS
            if typed[f"text_{number}"].strip()
        ]

    def moments(self) -> tuple[datetime, datetime]:
        """From the first midnight to the one after the last day."""
        last: date = self.cleaned_data["closes_on"]
        opens = clock.midnight(self.cleaned_data["opens_on"])
        return opens, clock.midnight(last + timedelta(days=1))


class BallotForm(forms.Form):
    """One choice for each item of the notice."""

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            self.fields[f"item_{item.number}"] = forms.ChoiceField(
                label=f"{item.number}. {item.text}",
                help_text=words.MATTER[Matter(item.matter)],
                choices=words.CHOICE,
                widget=forms.RadioSelect,
            )
        self.numbers = [item.number for item in items]

    def choices(self) -> dict[int, Choice]:
        said = {number: self.cleaned_data[f"item_{number}"] for number in self.numbers}
        return {number: Choice(each) for number, each in said.items() if each}


class CastForm(BallotForm):
    """A ballot of somebody who signed in; `voter` is the number on the roll."""

    voter = forms.IntegerField(widget=forms.HiddenInput)


class EnterForm(BallotForm):
    """A ballot that came by hand."""

    channel = forms.ChoiceField(
        label=_("怎样收到的"),
        choices=[(each, words.CHANNEL[each]) for each in sorted(ASSISTED)],
        widget=forms.RadioSelect,
    )
    label = forms.CharField(
        label=_("哪一户"), help_text=_("照房屋清单的写法，例如 3-2-501。"), max_length=60
    )
    witness = forms.CharField(
        label=_("见证人"), help_text=_("和您一起核对选票的人。"), max_length=80
    )
    proxy = forms.CharField(
        label=_("代理人手机号"),
        help_text=_("由别人代投的才填。要先登记委托书。"),
        max_length=20,
        required=False,
    )
    field_order = ("channel", "label")

    def __init__(self, *args: Any, doors_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in self.numbers:
            self.fields[f"item_{number}"].required = False  # what was left blank on paper stays so
        if doors_only:
            told = [(Channel.DOOR, words.CHANNEL[Channel.DOOR])]
            self.fields["channel"].choices = told  # type: ignore[attr-defined]
            self.initial["channel"] = Channel.DOOR

    def about(self) -> Iterator[BoundField]:
        return (self[name] for name in ("channel", "label", "proxy", "witness"))

    def questions(self) -> Iterator[BoundField]:
        return (self[f"item_{number}"] for number in self.numbers)


class ObjectionForm(forms.Form):
    """Why the roll is wrong about a door."""

    label = forms.CharField(
        label=_("哪一户"), help_text=_("照房屋清单的写法，例如 3-2-501。"), max_length=60
    )
    ground = forms.ChoiceField(
        label=_("为什么"), choices=[(each, words.GROUND[each]) for each in Ground]
    )
    words = forms.CharField(label=_("理由"), max_length=1000, widget=LONG)


class AnswerForm(forms.Form):
    """What was decided on an objection."""

    upheld = forms.ChoiceField(
        label=_("决定"), choices=[("yes", _("异议成立")), ("no", _("异议不成立"))]
    )
    answer = forms.CharField(label=_("答复"), max_length=1000, widget=LONG)
