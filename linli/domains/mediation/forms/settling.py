"""Forms of the agreement, of what follows it, and of an end without one."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.mediation import words
from linli.domains.mediation.forms.scene import LONG, SHORT, YES_NO, SceneForm, side
from linli.domains.mediation.rules import (
    ENDINGS,
    Court,
    Form,
    Mark,
    Performance,
    Signer,
    Status,
)
from linli.platform.ui.controls import DateBox

DUTIES = (1, 2, 3)
ANSWERS = {each: words.COURT[each] for each in Court if each != Court.APPLIED}


class DraftForm(SceneForm):
    """The text of an agreement, and up to three duties of the parties."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    form = forms.ChoiceField(
        label=_("形式"), choices=words.FORM, initial=Form.WRITTEN, widget=forms.RadioSelect
    )
    terms = forms.CharField(
        label=_("协议内容"),
        help_text=_("各方当事人达成的约定。形成后不能改写，只能作废重来。"),
        max_length=8000,
        widget=LONG,
    )
    agreed_on = forms.DateField(
        label=_("达成日期"),
        help_text=_("口头协议从这一天起生效。"),
        required=False,
        widget=DateBox(),
    )

    def offer(self) -> None:
        self.fields["version"].initial = self.scene.dispute.version
        self.today("agreed_on")
        for place in DUTIES:
            self.fields[f"party_{place}"] = forms.ChoiceField(
                label=_("第 %d 项由谁履行") % place, required=False
            )
            self.fields[f"task_{place}"] = forms.CharField(
                label=_("第 %d 项做什么") % place, max_length=400, required=False
            )
            self.fields[f"due_on_{place}"] = forms.DateField(
                label=_("第 %d 项在哪天以前") % place, required=False, widget=DateBox()
            )
            self.parties(f"party_{place}")

    def clean(self) -> dict[str, Any]:
        """A duty is told whole or not at all."""
        typed = super().clean() or {}
        for place in DUTIES:
            told = [typed.get(f"{name}_{place}") for name in ("task", "due_on")]
            if any(told) and not all((*told, typed.get(f"party_{place}"))):
                self.add_error(f"task_{place}", _("请把由谁、做什么、在哪天以前都写上。"))
        return typed

    def duties(self) -> Iterator[Mapping[str, Any]]:
        """The duties that were told."""
        for place in DUTIES:
            told = {
                each: self.cleaned_data[f"{each}_{place}"] for each in ("party", "task", "due_on")
            }
            if told["task"]:
                yield told


class TearUpForm(SceneForm):
    reason = forms.CharField(label=_("为什么作废"), max_length=400, widget=SHORT)


class SignForm(SceneForm):
    whose = forms.ChoiceField(label=_("谁签署"))
    mark = forms.ChoiceField(label=_("怎样签署"), choices=words.MARK, initial=Mark.SIGNATURE)
    signed_on = forms.DateField(label=_("签署日期"), widget=DateBox())

    def offer(self) -> None:
        self.today("signed_on")
        people = [each for each in self.scene.may_sign if each[0] != Signer.COMMITTEE]
        self.among(
            "whose", [(f"{signer}:{whose}", self._name(signer, whose)) for signer, whose in people]
        )

    def _name(self, signer: Signer, whose: str) -> str:
        if signer == Signer.PARTY:
            return side(self.scene.party(whose))
        seat = self.scene.seat(whose)
        return f"{words.SIGNER[signer]} {seat.mediator.name if seat else ''}"


class SealForm(SceneForm):
    signed_on = forms.DateField(label=_("盖章日期"), widget=DateBox())

    def offer(self) -> None:
        self.today("signed_on")


class VisitForm(SceneForm):
    duty = forms.ChoiceField(label=_("哪一项"))
    performed = forms.ChoiceField(label=_("履行了吗？"), choices=YES_NO, widget=forms.RadioSelect)
    note = forms.CharField(label=_("回访情况"), max_length=1000, required=False, widget=SHORT)

    def offer(self) -> None:
        waiting = [each for each in self.scene.duties if each.status != Performance.PERFORMED]
        self.among("duty", [(each.pk, f"{each.party.title}：{each.task[:30]}") for each in waiting])


class ApplyForm(SceneForm):
    court = forms.CharField(
        label=_("向哪个法院申请"), help_text=_("调解委员会所在地的基层人民法院。"), max_length=60
    )
    applied_on = forms.DateField(label=_("申请日期"), widget=DateBox())
    jointly = forms.BooleanField(label=_("由各方当事人共同申请"), required=False)
    about_status = forms.BooleanField(
        label=_("内容是确认婚姻、亲子、收养等身份关系"), required=False
    )

    def offer(self) -> None:
        self.today("applied_on")


class CourtForm(SceneForm):
    state = forms.ChoiceField(label=_("法院的答复"), choices=ANSWERS, widget=forms.RadioSelect)
    decided_on = forms.DateField(label=_("答复日期"), widget=DateBox())
    paper = forms.CharField(label=_("文书编号"), max_length=60, required=False)

    def offer(self) -> None:
        self.today("decided_on")


class EndForm(SceneForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    ending = forms.ChoiceField(label=_("怎样终止"), widget=forms.RadioSelect)
    party = forms.ChoiceField(
        label=_("哪一方提出"), help_text=_("拒绝或者要求终止时必选。"), required=False
    )
    reason = forms.CharField(label=_("原因"), max_length=1000, widget=SHORT)
    paths_told = forms.BooleanField(
        label=_("已告知各方还可以走的途径（仲裁、行政、诉讼）"), required=False
    )

    def offer(self) -> None:
        self.fields["version"].initial = self.scene.dispute.version
        allowed = ENDINGS.get(Status(self.scene.dispute.status), ())
        self.among("ending", [(each, words.ENDING[each]) for each in allowed], ask=False)
        self.parties()
        field = self.fields["party"]
        named = [pair for pair in field.choices if pair[0]]  # type: ignore[attr-defined]
        field.choices = [("", _("不是当事人提出")), *named]  # type: ignore[attr-defined]
