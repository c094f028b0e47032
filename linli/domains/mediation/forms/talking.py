"""Forms of the talks: sittings, dangers, more time, and a look at names."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from linli.domains.mediation import words
from linli.domains.mediation.forms.scene import LONG, SHORT, SceneForm, side
from linli.platform.ui.controls import DateBox


class TimeBox(forms.TimeInput):
    input_type = "time"


class PlanForm(SceneForm):
    day = forms.DateField(label=_("哪一天"), widget=DateBox())
    hour = forms.TimeField(label=_("几点"), widget=TimeBox(format="%H:%M"))
    location = forms.CharField(label=_("在哪里"), help_text=_("例如：社区调解室。"), max_length=80)
    in_public = forms.BooleanField(label=_("各方都要求公开进行"), required=False)

    def offer(self) -> None:
        self.today("day")

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


class MinuteForm(SceneForm):
    sitting = forms.ChoiceField(label=_("哪一次调解会"))
    present = forms.MultipleChoiceField(
        label=_("到场的各方"), required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes = forms.CharField(
        label=_("调解笔录"),
        help_text=_("加密保存，只有本案调解员和委员会负责人能看到。"),
        max_length=8000,
        widget=LONG,
    )

    def offer(self) -> None:
        waiting = [each for each in self.scene.sittings if each.minuted_at is None]
        self.among("sitting", [(each.pk, _when(each.at, each.location)) for each in waiting])
        self.among("present", [(each.pk, side(each)) for each in self.scene.parties], ask=False)


class AlarmForm(SceneForm):
    risk = forms.ChoiceField(label=_("什么危险"), choices=words.RISK, widget=forms.RadioSelect)
    told = forms.CharField(
        label=_("已报告哪里"), help_text=_("例如：110、古荡派出所。"), max_length=80
    )
    receipt = forms.CharField(label=_("接警编号"), max_length=40, required=False)
    report = forms.CharField(label=_("情况和已经采取的措施"), max_length=1000, widget=SHORT)


class AnswerForm(SceneForm):
    alarm = forms.ChoiceField(label=_("哪一次报警"))
    answer = forms.CharField(label=_("公安机关怎样处置"), max_length=1000, widget=SHORT)

    def offer(self) -> None:
        waiting = [each for each in self.scene.alarms if each.answered_at is None]
        self.among("alarm", [(each.pk, _when(each.at, each.told)) for each in waiting])


class ExtendForm(SceneForm):
    all_agree = forms.BooleanField(label=_("各方都同意延长"), required=False)
    reason = forms.CharField(label=_("为什么要延长"), max_length=400, widget=SHORT)


class LookForm(SceneForm):
    """Why somebody has to see names and phones in full."""

    reason = forms.CharField(
        label=_("为什么要看"), help_text=_("例如：电话通知调解时间。查看会被记录。"), max_length=200
    )


def _when(at: datetime, where: str) -> str:
    return f"{date_format(timezone.localtime(at), 'Y-m-d H:i')} {where}"
