"""Forms before the talks: what it is about, who the parties are, what they say, who mediates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.mediation import queries, words
from linli.domains.mediation.forms.scene import LONG, SHORT, YES_NO, SceneForm, seat_name
from linli.domains.mediation.models import Kind
from linli.domains.mediation.rules import Chosen, How, Relation, Seat

PHONE = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "data-private": ""})
NAME = forms.TextInput(attrs={"autocomplete": "off", "data-private": ""})


class DescribeForm(SceneForm):
    kind = forms.ModelChoiceField(
        label=_("纠纷类型"), queryset=Kind.objects.none(), empty_label=_("请选择")
    )
    subject = forms.CharField(
        label=_("为什么事"), help_text=_("一句话，不写姓名和电话。"), max_length=80
    )
    location = forms.CharField(label=_("发生在哪里"), max_length=200, required=False)
    statement = forms.CharField(
        label=_("各方怎么说"),
        help_text=_("加密保存，只有本案调解员和委员会负责人能看到。"),
        max_length=4000,
        required=False,
        widget=LONG,
    )

    def offer(self) -> None:
        dispute = self.scene.dispute
        self.fields["kind"].queryset = queries.kinds()  # type: ignore[attr-defined]
        self.initial = {
            "kind": dispute.kind_id,
            "subject": dispute.subject,
            "location": dispute.location,
            "statement": dispute.statement,
        } | dict(self.initial)


class PartyForm(SceneForm):
    name = forms.CharField(label=_("姓名或者单位名称"), max_length=40, widget=NAME)
    phone = forms.CharField(label=_("电话"), max_length=20, required=False, widget=PHONE)


class ConsentForm(SceneForm):
    party = forms.ChoiceField(label=_("哪一方"))
    answer = forms.ChoiceField(label=_("怎样表态"), choices=words.ANSWER, widget=forms.RadioSelect)
    how = forms.ChoiceField(label=_("以什么方式"), choices=words.HOW, initial=How.IN_PERSON)
    remark = forms.CharField(label=_("备注"), max_length=400, required=False, widget=SHORT)

    def offer(self) -> None:
        self.parties()


class AppointForm(SceneForm):
    mediator = forms.ChoiceField(label=_("调解员"))
    chosen_by = forms.ChoiceField(
        label=_("由谁确定"),
        choices=words.CHOSEN,
        initial=Chosen.COMMITTEE,
        widget=forms.RadioSelect,
    )
    relation = forms.ChoiceField(
        label=_("与当事人的关系"),
        help_text=_("由调解员如实申报，各方会被告知。"),
        choices=words.RELATION,
        initial=Relation.NONE,
    )

    def offer(self) -> None:
        seated = {seat.mediator_id for seat in self.scene.seats}
        free = [each for each in self.scene.mediators if each.pk not in seated]
        self.among("mediator", [(each.pk, each.name) for each in free])


class AcceptForm(SceneForm):
    seat = forms.ChoiceField(label=_("调解员"))
    party = forms.ChoiceField(label=_("接受的一方"))
    how = forms.ChoiceField(label=_("以什么方式"), choices=words.HOW, initial=How.IN_PERSON)

    def offer(self) -> None:
        waiting = [each for each in self.scene.seats if each.status == Seat.PROPOSED]
        self.among("seat", [(each.pk, seat_name(each)) for each in waiting])
        self.parties()


class ChallengeForm(SceneForm):
    seat = forms.ChoiceField(label=_("要求谁回避"))
    party = forms.ChoiceField(label=_("由谁提出"), required=False)
    relation = forms.ChoiceField(label=_("与当事人的关系"), choices=words.RELATION)
    reason = forms.CharField(label=_("理由"), max_length=1000, widget=SHORT)

    def offer(self) -> None:
        seated = [
            each for each in self.scene.seats if each.status in {Seat.PROPOSED, Seat.ACCEPTED}
        ]
        self.among("seat", [(each.pk, seat_name(each)) for each in seated])
        self.parties()
        field = self.fields["party"]
        named = [pair for pair in field.choices if pair[0]]  # type: ignore[attr-defined]
        field.choices = [("", _("调解员自己")), *named]  # type: ignore[attr-defined]


class RuleForm(SceneForm):
    challenge = forms.ChoiceField(label=_("哪一项"))
    upheld = forms.ChoiceField(label=_("是否回避"), choices=YES_NO, widget=forms.RadioSelect)
    ruling = forms.CharField(label=_("决定的理由"), max_length=1000, widget=SHORT)

    def offer(self) -> None:
        waiting = [each for each in self.scene.challenges if each.upheld is None]
        self.among("challenge", [(each.pk, seat_name(each.seat)) for each in waiting])
