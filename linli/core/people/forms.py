"""The shape of what the pages send."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division
from linli.core.people.models import Resident
from linli.core.people.queries import Wanted, home_parts
from linli.core.people.rules import Care, Gender, Particulars, Relation
from linli.core.people.words import CARES, GENDERS, RELATIONS
from linli.core.places.doors import read_door
from linli.platform.ui.controls import DateBox


class ResidentFilter(forms.Form):
    """Which residents a list shows."""

    community = forms.ModelChoiceField(
        Division.objects.none(), label=_("社区"), required=False, empty_label=_("全部社区")
    )
    care = forms.ChoiceField(
        label=_("关爱类别"), required=False, choices=[("", _("不限")), *CARES.items()]
    )
    building = forms.UUIDField(required=False, widget=forms.HiddenInput)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, communities: QuerySet[Division]) -> None:
        super().__init__(data)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """What was chosen; a value that isn't one narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        community, care = chosen.get("community"), chosen.get("care")
        building: UUID | None = chosen.get("building")
        return Wanted(
            area=community.code if community else "",
            care=Care(care) if care else None,
            building_id=building,
            after=chosen.get("after"),
        )


class ResidentForm(forms.Form):
    """A new record. Everything but the name may stay empty: linli asks for no more than is needed."""

    name = forms.CharField(label=_("姓名"), max_length=50)
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    id_number = forms.CharField(
        label=_("身份证号码"), max_length=18, required=False, help_text=_("不办证明时可以不填。")
    )
    birth_date = forms.DateField(
        label=_("出生日期"),
        required=False,
        widget=DateBox(),
        help_text=_("填了身份证号码就不用填。"),
    )
    gender = forms.ChoiceField(label=_("性别"), choices=[*GENDERS.items()], initial=Gender.UNKNOWN)
    building = forms.CharField(
        label=_("楼栋"), max_length=80, required=False, help_text=_("与“楼栋”页面的名称相同。")
    )
    door = forms.CharField(
        label=_("门牌"), max_length=40, required=False, help_text=_("例如 2单元501，或 2-501。")
    )
    relation = forms.ChoiceField(
        label=_("居住关系"), choices=[*RELATIONS.items()], initial=Relation.FAMILY
    )
    care = forms.MultipleChoiceField(
        label=_("关爱类别"),
        choices=[*CARES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_door(self) -> tuple[str, str] | None:
        typed = self.cleaned_data["door"]
        door = read_door(typed) if typed.strip() else None
        if typed.strip() and door is None:
            raise forms.ValidationError(_("请写成 2单元501、2-501 或 501。"))
        return door

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("door") and not typed.get("building"):
            self.add_error("building", _("有门牌时要写楼栋。"))
        return typed

    @property
    def particulars(self) -> Particulars:
        typed = self.cleaned_data
        return Particulars(
            name=typed["name"],
            phone=typed["phone"],
            id_number=typed["id_number"],
            birth_date=typed["birth_date"],
            gender=Gender(typed["gender"]),
            building=typed["building"],
            door=typed["door"],
            relation=Relation(typed["relation"]),
            care=frozenset(Care(each) for each in typed["care"]),
        )


class ChangeForm(ResidentForm):
    """A record to be corrected. What is masked stays empty here, and empty means unchanged."""

    def __init__(self, *args: Any, resident: Resident, **kwargs: Any) -> None:
        building, door = home_parts(resident)
        kwargs["initial"] = {
            "birth_date": resident.birth_date,
            "gender": resident.gender,
            "building": building,
            "door": door,
            "relation": resident.relation,
            "care": [mark.kind for mark in resident.care_marks.all()],
        }
        super().__init__(*args, **kwargs)
        self._resident = resident
        for name in ("name", "phone", "id_number"):
            self.fields[name].required = False
            self.fields[name].help_text = _("留空表示不改。")

    @property
    def particulars(self) -> Particulars:
        self.cleaned_data["name"] = self.cleaned_data["name"] or self._resident.name
        return super().particulars


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("为什么要看"),
        max_length=200,
        help_text=_("例如“电话约上门时间”。您的姓名、时间和理由会记录下来，居民本人可以看到。"),
    )


class LinkForm(forms.Form):
    code = forms.CharField(
        label=_("档案关联码"),
        help_text=_("印在服务台给您的纸条上，10 个字母和数字；大小写都可以。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("请填写纸条上的关联码。")},
    )


class LeavingForm(forms.Form):
    left_on = forms.DateField(label=_("迁出或去世的日期"), widget=DateBox())
