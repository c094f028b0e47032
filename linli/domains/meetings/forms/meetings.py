"""The shape of what people type about bodies and meetings."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.domains.meetings import words
from linli.domains.meetings.actions import Votes
from linli.domains.meetings.models import Attendance, Item, Seat
from linli.domains.meetings.queries import Scene
from linli.domains.meetings.rules import Presence
from linli.platform.accounts.models import Account
from linli.platform.ui.controls import DateBox

CHOOSE = ("", _("请选择"))
LONG = forms.Textarea(attrs={"rows": 4})
SHORT = forms.Textarea(attrs={"rows": 2})


class TimeBox(forms.TimeInput):
    input_type = "time"


class BodyForm(forms.Form):
    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    kind = forms.ChoiceField(label=_("哪一种"), choices=words.KIND)
    name = forms.CharField(label=_("名称"), max_length=60)

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    name = forms.CharField(label=_("姓名或者单位名称"), max_length=40)
    side = forms.CharField(
        label=_("代表哪一方"), help_text=_("例如：物业公司。"), max_length=40, required=False
    )
    account = forms.ModelChoiceField(
        label=_("使用的账号"),
        help_text=_("有账号的，会收到会议通知。"),
        queryset=Account.objects.none(),
        required=False,
    )
    is_chair = forms.BooleanField(
        label=_("是主持人"), help_text=_("主持人要有账号，才能在纪要上签字。"), required=False
    )
    term_ends_on = forms.DateField(label=_("任期到哪天"), widget=DateBox(), required=False)

    def __init__(self, *args: Any, accounts: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]


class CallForm(forms.Form):
    day = forms.DateField(label=_("哪一天"), widget=DateBox())
    hour = forms.TimeField(label=_("几点"), widget=TimeBox(format="%H:%M"))
    location = forms.CharField(label=_("在哪里"), max_length=80)
    topic = forms.CharField(
        label=_("第一个议题"), help_text=_("没有落实的决议会自动排在它前面。"), max_length=120
    )

    def clean(self) -> dict[str, Any]:
        """Both halves make one moment; a day that no clock can show is no day."""
        typed = super().clean() or {}
        if typed.get("day") and typed.get("hour"):
            try:
                local = datetime.combine(typed["day"], typed["hour"])
                typed["at"] = timezone.make_aware(local).astimezone(UTC)
            except (OverflowError, ValueError):
                self.add_error("day", _("请填写一个真实的日期。"))
        return typed


class SceneForm(forms.Form):
    """A form about one meeting; one without fields asks nothing but to be sent."""

    def __init__(self, *args: Any, scene: Scene, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scene = scene
        self.offer()

    def offer(self) -> None:
        """Fill in what can be chosen in this scene."""

    def among(self, field: str, pairs: Iterable[tuple[object, object]]) -> None:
        given = [(str(value), spoken) for value, spoken in pairs]
        self.fields[field].choices = given if len(given) == 1 else [CHOOSE, *given]  # type: ignore[attr-defined]

    def chosen_item(self) -> Item:
        wanted = self.cleaned_data["item"]
        return next(each for each in self.scene.items if str(each.pk) == wanted)


class ItemForm(SceneForm):
    title = forms.CharField(
        label=_("议题"), help_text=_("一句话，不写居民姓名和电话。"), max_length=120
    )


class PresenceForm(SceneForm):
    """One choice for each seat."""

    def offer(self) -> None:
        for each in self.scene.attendance:
            self.fields[str(each.pk)] = forms.ChoiceField(
                label=str(each.seat), choices=words.PRESENCE, initial=each.presence
            )

    def changed(self) -> Iterable[tuple[Attendance, Presence]]:
        """What isn't yet as it was typed."""
        for each in self.scene.attendance:
            typed = self.cleaned_data[str(each.pk)]
            if typed != each.presence:
                yield each, Presence(typed)


class MinuteForm(SceneForm):
    item = forms.ChoiceField(label=_("哪个议题"))
    minutes = forms.CharField(label=_("讨论了什么"), max_length=8000, widget=LONG)
    resolution = forms.CharField(
        label=_("形成的决议"),
        help_text=_("没有决议就不填。"),
        max_length=400,
        widget=SHORT,
        required=False,
    )
    votes_for = forms.IntegerField(label=_("同意"), min_value=0, max_value=999, required=False)
    votes_against = forms.IntegerField(label=_("反对"), min_value=0, max_value=999, required=False)
    votes_abstained = forms.IntegerField(
        label=_("弃权"), min_value=0, max_value=999, required=False
    )

    def offer(self) -> None:
        self.among(
            "item", [(each.pk, each.title) for each in self.scene.items if not each.duties.all()]
        )

    def votes(self) -> Votes:
        typed = self.cleaned_data
        return Votes(*(typed[f"votes_{side}"] or 0 for side in ("for", "against", "abstained")))


class AssignForm(SceneForm):
    item = forms.ChoiceField(label=_("哪项决议"))
    seat = forms.ChoiceField(label=_("由谁承办"))
    task = forms.CharField(
        label=_("做什么"), help_text=_("一句话，不写居民姓名和电话。"), max_length=200
    )
    days = forms.IntegerField(label=_("几个工作日内"), min_value=1, max_value=250)

    def offer(self) -> None:
        self.among("item", [(each.pk, each.title) for each in self.scene.items if each.is_adopted])
        self.among("seat", [(each.seat_id, each.seat) for each in self.scene.attendance])

    def chosen_seat(self) -> Seat:
        wanted = self.cleaned_data["seat"]
        return next(each.seat for each in self.scene.attendance if str(each.seat_id) == wanted)


class ReasonForm(SceneForm):
    reason = forms.CharField(label=_("为什么"), max_length=200, widget=SHORT)


class EvidenceForm(forms.Form):
    evidence = forms.CharField(label=_("做了什么，在哪里能看到"), max_length=400, widget=SHORT)


class AcceptForm(forms.Form):
    instead = forms.CharField(
        label=_("为什么由您代为验收"),
        help_text=_("验收人应当是提出议题的人。"),
        max_length=200,
        widget=SHORT,
    )


class SendBackForm(forms.Form):
    reason = forms.CharField(label=_("还差什么"), max_length=200, widget=SHORT)


class HandOverForm(forms.Form):
    words = forms.CharField(
        label=_("要办什么"),
        help_text=_("会公开，不写居民姓名和电话。"),
        max_length=400,
        widget=SHORT,
    )
