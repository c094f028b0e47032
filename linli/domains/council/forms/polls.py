"""The shape of what people type about polls."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.domains.council import words
from linli.domains.council.actions import ByHand, Question, Seated
from linli.domains.council.models import PollItem
from linli.domains.council.rules.life import ASSISTED, Channel
from linli.domains.council.rules.poll_grounds import PollGround
from linli.domains.council.rules.polls import PROCEDURES, Basis, Level
from linli.kernel import clock
from linli.platform.ui.controls import DateBox

ITEMS = range(1, 7)
LONG = forms.Textarea({"rows": 4})
MOST = 999


class PollNoticeForm(forms.Form):
    """What a body will be asked: by which procedure, in what secrecy, over which channels, until when."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    title = forms.CharField(label=_("投票标题"), max_length=120)
    procedure = forms.ChoiceField(
        label=_("由谁表决，按什么规则"), help_text=_("标有“待核对”的，发布前请核对现行文本。")
    )
    basis = forms.ChoiceField(label=_("名册"), choices=words.BASIS)
    body = forms.CharField(
        label=_("哪个组织"),
        help_text=_("按席位或小组代表表决的才要填，照席位名单的写法，例如 居民代表会议。"),
        max_length=60,
        required=False,
    )
    level = forms.ChoiceField(label=_("公开程度"), choices=words.LEVEL, widget=forms.RadioSelect)
    channels = forms.MultipleChoiceField(
        label=_("投票方式"),
        help_text=_("公告以后不能增减。"),
        choices=words.CHANNEL,
        widget=forms.CheckboxSelectMultiple,
        initial=[*Channel],
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
        self.fields["procedure"].choices = list(_in_force())  # type: ignore[attr-defined]
        for number in ITEMS:
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("第 %d 项表决内容") % number, max_length=2000, required=number == 1,
                widget=LONG,
            )  # fmt: skip

    def question(self) -> Question:
        """The notice as the action takes it, from the first midnight to the one after the last day."""
        typed = self.cleaned_data
        last: date = typed["closes_on"]
        return Question(
            title=typed["title"], procedure=typed["procedure"], basis=Basis(typed["basis"]),
            body=typed["body"].strip(), level=Level(typed["level"]),
            channels=frozenset(map(Channel, typed["channels"])),
            items=[typed[f"text_{number}"] for number in ITEMS],
            opens_at=_midnight(typed["opens_on"]), closes_at=_midnight(last + timedelta(days=1)),
        )  # fmt: skip


def _midnight(day: date) -> datetime:
    return clock.midnight(day)


def _in_force() -> Iterator[tuple[str, str]]:
    today = clock.local_date(clock.now())
    for key, procedure in PROCEDURES.items():
        if procedure.is_in_force(today):
            title = str(words.PROCEDURE[key])
            yield key, title if procedure.is_verified else str(_("%s　待核对") % title)


class PollBallotForm(forms.Form):
    """One choice for each item of the notice."""

    def __init__(self, *args: Any, items: Sequence[PollItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            self.fields[f"item_{item.number}"] = forms.ChoiceField(
                label=f"{item.number}. {item.text}",
                choices=words.LETTER,
                widget=forms.RadioSelect,
            )
        self.numbers = [item.number for item in items]

    def said(self) -> dict[int, str]:
        return {number: self.cleaned_data[f"item_{number}"] for number in self.numbers}

    def about(self) -> Iterator[BoundField]:
        return (self[name] for name in self.fields if not name.startswith("item_"))

    def questions(self) -> Iterator[BoundField]:
        return (self[f"item_{number}"] for number in self.numbers)


class PollCastForm(PollBallotForm):
    """A ballot of somebody who signed in; `voter` is the number on the roll."""

    voter = forms.IntegerField(widget=forms.HiddenInput)


class WhoForm(forms.Form):
    """Who took part by hand."""

    channel = forms.ChoiceField(
        label=_("哪种方式"),
        choices=[(each, words.CHANNEL[each]) for each in sorted(ASSISTED)],
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("名册编号"), help_text=_("在名册里查。"), min_value=1
    )  # fmt: skip
    witness = forms.CharField(
        label=_("见证人"), help_text=_("和您一起核对选票的人。"), max_length=80
    )

    def by_hand(self) -> ByHand:
        typed = self.cleaned_data
        return ByHand(Channel(typed["channel"]), typed["number"], typed["witness"])


class PollEnterForm(WhoForm, PollBallotForm):
    """A ballot by name that came by hand."""


class SlipForm(PollBallotForm):
    """One slip out of the urn; whose it is, nobody knows."""

    witness = forms.CharField(
        label=_("见证人"), help_text=_("和您一起核对选票的人。"), max_length=80
    )


class PollObjectionForm(forms.Form):
    """Why the roll is wrong."""

    ground = forms.ChoiceField(
        label=_("为什么"), choices=[(each, words.POLL_GROUND[each]) for each in PollGround]
    )
    number = forms.IntegerField(
        label=_("名册编号"), help_text=_("说有人漏列的，不用填。"), min_value=1, required=False
    )
    words = forms.CharField(label=_("理由"), max_length=1000, widget=LONG)


class SeatForm(forms.Form):
    """One seat of a body."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    body = forms.CharField(label=_("组织"), help_text=_("例如 居民代表会议。"), max_length=60)
    number = forms.IntegerField(label=_("席位号"), min_value=1, max_value=MOST)
    name = forms.CharField(label=_("姓名"), max_length=80)
    phone = forms.CharField(
        label=_("手机号"), help_text=_("用这个手机号登录后可以在网上投票。"), max_length=20,
        required=False,
    )  # fmt: skip
    group = forms.CharField(label=_("居民小组"), max_length=40, required=False)

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]

    def seated(self) -> Seated:
        typed = self.cleaned_data
        return Seated(
            typed["body"].strip(), typed["number"], typed["name"].strip(), typed["phone"],
            typed["group"].strip(),
        )  # fmt: skip
