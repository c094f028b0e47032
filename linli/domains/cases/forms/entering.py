"""Forms by which a matter comes in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.core.places.forms import FoundPointForm, PointForm
from linli.domains.cases import words
from linli.domains.cases.models import Category
from linli.domains.cases.rules import Behalf, Channel, Urgency
from linli.kernel.ids import new_id
from linli.platform.files.fields import PhotosField

LONGEST = 4000


class MatterForm(forms.Form):
    """What everybody says who brings a matter: one sentence is enough."""

    kept: Sequence[str] = ()  # names of photos that wait while the sender is asked something
    submission_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    description = forms.CharField(
        label=_("是什么事？"),
        help_text=_("一句话就可以，例如：三号楼二单元的电梯门关不上。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        error_messages={"required": _("请用一句话说说是什么事。")},
    )
    photos = PhotosField(label=_("照片"), help_text=_("最多 6 张，照片里的拍摄位置会被去掉。"))
    location = forms.CharField(
        label=_("具体位置"), help_text=_("例如：一楼大厅、东门外。"), max_length=200, required=False
    )
    plate = forms.CharField(
        label=_("设施编号"),
        help_text=_("路灯、井盖、电梯等设施牌上的编号，例如 LD-0012。没有牌子的不用填。"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    near = forms.CharField(
        label=_("是附近的哪一个？"), required=False, max_length=30, widget=forms.RadioSelect
    )
    phone = forms.CharField(
        label=_("您的电话"),
        help_text=_("想要知道结果才需要留。只有办理这件事的人能看到，每次查看都有记录。"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        max_length=20,
        required=False,
    )
    confidential = forms.BooleanField(
        label=_("请为我保密"),
        help_text=_(
            "被反映的单位和与它有关联的人看不到是谁反映的；谁看过您的电话，您在进度页上看得到。"
        ),
        required=False,
    )

    def offer(self, near: Sequence[tuple[str, object]]) -> None:
        """Ask which of these assets it is, by number; nobody is asked about none."""
        offered = [*near, ("", _("都不是，或者不知道"))] if near else []
        self.fields["near"].widget.choices = offered

    def clean(self) -> dict[str, Any]:
        """`plate` is what was typed, or else what was chosen of the nearest."""
        typed = super().clean() or {}
        typed["plate"] = typed.get("plate") or typed.get("near", "")
        return typed


class ReportForm(MatterForm, FoundPointForm):
    """What a resident types. Where it is may be shown by their phone, or on a map."""


class EnterForm(MatterForm, PointForm):
    """What a worker enters for the person at the counter or on the phone (代录)."""

    community = forms.ModelChoiceField(
        label=_("社区"), queryset=Division.objects.none(), empty_label=_("请选择")
    )
    channel = forms.ChoiceField(
        label=_("怎样收到的"),
        choices=[
            (each, words.CHANNEL[each]) for each in (Channel.COUNTER, Channel.PHONE, Channel.GRID)
        ],
        initial=Channel.COUNTER,
    )
    on_behalf = forms.ChoiceField(
        label=_("替谁登记"),
        choices=words.BEHALF,
        initial=Behalf.PERSON,
        widget=forms.RadioSelect,
        help_text=_("和您的姓名一起记入办理经过和审计记录。"),
    )
    urgency = forms.ChoiceField(
        label=_("紧急程度"), choices=words.URGENCY, initial=Urgency.NORMAL, widget=forms.RadioSelect
    )
    category = forms.ModelChoiceField(
        label=_("分类"),
        help_text=_("可以不选，派单员会确定。"),
        queryset=Category.objects.none(),
        required=False,
        empty_label=_("暂不确定"),
    )
    name = forms.CharField(
        label=_("居民称呼"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-private": ""}),
    )
    field_order: Sequence[str] = (
        "community", "channel", "on_behalf", "description", "location", "plate", "near", "latitude",
        "longitude", "datum", "urgency", "category", "photos", "name", "phone", "confidential",
    )  # fmt: skip

    def __init__(self, *args: Any, communities: Any, categories: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        if len(communities) == 1:
            self.initial["community"] = communities[0]
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]
        self.fields["phone"].label = _("居民电话")
        self.fields["confidential"].label = _("居民要求保密")
        self.fields["phone"].help_text = _("居民要结果时填写。每次查看都有记录。")
