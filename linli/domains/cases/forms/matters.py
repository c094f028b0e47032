"""Forms about what is public: the filter over a list, making a case public, covering a photo, following."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Grid
from linli.core.places.models import Building
from linli.domains.cases import words
from linli.domains.cases.models import Category
from linli.domains.cases.queries.publicity import Around
from linli.domains.cases.rules.publicity import (
    LONGEST_PLACE,
    LONGEST_TITLE,
    REACHES,
    Layer,
    Publicity,
)
from linli.platform.files.covering import WHOLE, Box

USUAL_REACH = 300  # metres
BOXES = 6  # rows that the page offers; whoever needs more saves and covers again
SIDES = ("left", "top", "width", "height")


class MatterFilter(forms.Form):
    """Which public matters to show."""

    layer = forms.ChoiceField(
        label=_("办得怎样"), required=False, choices=words.LAYER, widget=forms.HiddenInput
    )
    category = forms.ModelChoiceField(
        Category.objects.none(), label=_("分类"), required=False, to_field_name="code",
        empty_label=_("全部分类"),
    )  # fmt: skip
    building = forms.ModelChoiceField(
        Building.objects.none(), label=_("楼栋"), required=False, empty_label=_("不限")
    )
    metres = forms.TypedChoiceField(label=_("楼栋周围"), required=False, coerce=int)

    def __init__(
        self, data: Any, categories: QuerySet[Category], buildings: QuerySet[Building]
    ) -> None:
        super().__init__(data)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]
        self.fields["building"].queryset = buildings  # type: ignore[attr-defined]
        reaches = [(each, gettext("%d 米以内") % each) for each in REACHES]
        self.fields["metres"].choices = [("", gettext("不限")), *reaches]  # type: ignore[attr-defined]

    @property
    def layer_chosen(self) -> Layer:
        """The layer, all of them where the filter says nonsense."""
        return Layer(self.cleaned_data["layer"]) if self.is_valid() else Layer.ALL

    @property
    def category_chosen(self) -> str:
        chosen = self.cleaned_data["category"] if self.is_valid() else None
        return str(chosen.code) if chosen else ""

    @property
    def around(self) -> Around | None:
        """The circle that was asked for; 300 metres where only the building was said."""
        building = self.cleaned_data.get("building") if self.is_valid() else None
        if building is None or building.point is None:
            return None
        point = (building.point.latitude, building.point.longitude)
        return Around(building.pk, point, self.cleaned_data["metres"] or USUAL_REACH)


class PublicForm(forms.Form):
    """The words that everybody reads of a case."""

    title = forms.CharField(
        label=_("标题"), max_length=LONGEST_TITLE,
        help_text=_("用自己的话写，不要照抄居民的原话，不要写姓名、门牌和电话。"),
    )  # fmt: skip
    place = forms.CharField(
        label=_("在哪里"), max_length=LONGEST_PLACE, help_text=_("最多写到楼栋或者设施。")
    )


class PublicityForm(forms.Form):
    """Whether matters of a category become public."""

    publicity = forms.ChoiceField(
        label=_("是否公开"), choices=words.PUBLICITY, widget=forms.RadioSelect,
        help_text=_("改成“从不公开”的，已经公开的事件也立即不再显示。要求保密的人反映的事，在任何一类里都不公开。"),
    )  # fmt: skip

    @property
    def chosen(self) -> Publicity:
        return Publicity(self.cleaned_data["publicity"])


class CoverForm(forms.Form):
    """What of a photo is painted over: rectangles in per cent, as many as there are rows filled."""

    nothing = forms.BooleanField(
        label=_("我仔细看过，没有需要遮盖的"), required=False,
        help_text=_("人脸、车牌、门牌、手机屏幕上的字，都要遮住。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, boxes: Sequence[Sequence[float]] = ()) -> None:
        super().__init__(data)
        for row in range(BOXES):
            for place, (side, label) in enumerate(_LABELS.items()):
                self.fields[f"{side}-{row}"] = forms.FloatField(
                    label=label, required=False, max_value=WHOLE, min_value=0,
                    initial=boxes[row][place] if row < len(boxes) else None,
                    widget=forms.NumberInput(attrs={"step": "any", "data-side": side}),
                )  # fmt: skip

    @property
    def rows(self) -> list[tuple[int, list[Any]]]:
        """The fields as the page draws them: the number of a box, and its four sides."""
        return [(row + 1, [self[f"{side}-{row}"] for side in SIDES]) for row in range(BOXES)]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        boxes = []
        for row in range(BOXES):
            sides = [typed.get(f"{side}-{row}") for side in SIDES]
            if all(each is None for each in sides):
                continue
            if fault := _fault_of(sides):
                self.add_error(f"{fault}-{row}", _("一块遮盖要写全四个数，宽和高要大于 0。"))
            else:
                boxes.append(Box(*(float(each) for each in sides if each is not None)))
        if not boxes and not self.errors and not typed.get("nothing"):
            self.add_error("nothing", _("请框出要遮盖的地方，或者确认没有需要遮盖的。"))
        return {"boxes": boxes}


class WatchForm(forms.Form):
    """What a resident wants to hear of: a part of the community, a building, metres around it."""

    grid = forms.ModelChoiceField(
        Grid.objects.none(), label=_("范围"), required=False, empty_label=_("整个社区")
    )
    building = forms.ModelChoiceField(
        Building.objects.none(), label=_("楼栋"), required=False, empty_label=_("不限"),
        help_text=_("选了楼栋，就以它为准。"),
    )  # fmt: skip
    metres = forms.TypedChoiceField(
        label=_("楼栋周围"), required=False, coerce=int, empty_value=None,
    )  # fmt: skip
    category = forms.ModelChoiceField(
        Category.objects.none(), label=_("分类"), required=False, empty_label=_("全部分类")
    )

    def __init__(
        self, data: Any = None, *, offered: Mapping[str, QuerySet[Any]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        reaches = [(each, gettext("%d 米以内") % each) for each in REACHES]
        self.fields["metres"].choices = [("", gettext("只要这栋楼的")), *reaches]  # type: ignore[attr-defined]
        for name, choices in offered.items():
            self.fields[name].queryset = choices  # type: ignore[attr-defined]


_LABELS = {"left": _("左边"), "top": _("上边"), "width": _("宽"), "height": _("高")}


def _fault_of(sides: Sequence[float | None]) -> str:
    """The side that is missing or leaves no area; "" for a sound box."""
    for side, value in zip(SIDES, sides, strict=True):
        if value is None or (side in {"width", "height"} and value <= 0) or (
            side in {"left", "top"} and value >= WHOLE
        ):  # fmt: skip
            return side
    return ""
