"""The shape of what people type about the course of a vote: proxies, new owners, postings."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.council import words
from linli.domains.council.actions import Authorised, Heir, Hung
from linli.domains.council.models import Item
from linli.domains.council.rules.course import Posted, Stand
from linli.domains.council.rules.grounds import SUSPENDING, Ground
from linli.kernel import clock
from linli.platform.ui.controls import DateBox

DOOR_HINT = _("照房屋清单的写法，例如 3-2-501。")


class MandateForm(forms.Form):
    """What an owner's written authorisation says, with the paper itself."""

    label = forms.CharField(label=_("哪一户委托"), help_text=DOOR_HINT, max_length=60)
    name = forms.CharField(label=_("代理人姓名"), max_length=80)
    phone = forms.CharField(label=_("代理人手机号"), max_length=20)
    stand = forms.ChoiceField(label=_("代理人和委托人"), choices=words.STAND)
    items = forms.MultipleChoiceField(
        label=_("委托哪些事项"), help_text=_("不选就是全部。"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    paper = forms.FileField(label=_("委托书"), help_text=_("照片或 PDF。"))

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (each.number, f"{each.number}. {each.text}") for each in items
        ]

    def authorised(self) -> Authorised:
        typed = self.cleaned_data
        numbers = [int(each) for each in typed["items"]]
        return Authorised(
            typed["label"], typed["name"], typed["phone"], Stand(typed["stand"]), numbers
        )


class HeirForm(forms.Form):
    """Who has a door now, and what proves it."""

    label = forms.CharField(label=_("哪一户"), help_text=DOOR_HINT, max_length=60)
    ground = forms.ChoiceField(
        label=_("为什么"), choices=[(each, words.GROUND[each]) for each in sorted(SUSPENDING)]
    )
    name = forms.CharField(label=_("新业主姓名"), max_length=80)
    phone = forms.CharField(
        label=_("新业主手机号"),
        help_text=_("新业主用这个手机号登录投票。"),
        max_length=20,
        required=False,
    )
    proof = forms.CharField(
        label=_("依据"), help_text=_("例如不动产登记、继承公证。"), max_length=400
    )
    whole = forms.BooleanField(label=_("原业主名下的房屋全部转给了这一位"), required=False)

    def heir(self) -> Heir:
        typed = self.cleaned_data
        return Heir(
            typed["label"], Ground(typed["ground"]), typed["name"], typed["proof"], typed["phone"],
            typed["whole"],
        )  # fmt: skip


class PostingForm(forms.Form):
    """What hangs where, since when, with a photo."""

    what = forms.ChoiceField(label=_("贴的是什么"), choices=words.POSTED)
    location = forms.CharField(
        label=_("贴在哪里"), help_text=_("例如 3 号楼公告栏。"), max_length=80
    )
    posted_on = forms.DateField(label=_("哪天贴的"), widget=DateBox())
    posted_time = forms.TimeField(label=_("几点贴的"), help_text=_("例如 09:30。"))
    photo = forms.FileField(label=_("张贴的照片"))

    def hung(self) -> Hung:
        typed = self.cleaned_data
        at: time = typed["posted_time"]
        moment: datetime = clock.midnight(typed["posted_on"])
        moment += timedelta(hours=at.hour, minutes=at.minute)
        return Hung(Posted(typed["what"]), typed["location"], moment)
