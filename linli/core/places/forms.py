"""The shape of what the pages send."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division, Grid
from linli.core.places.datum import Datum, read_point
from linli.core.places.models import Asset, Building
from linli.core.places.words import DATUMS, KIND
from linli.kernel.errors import Invalid

DECIMAL = {"inputmode": "decimal", "autocomplete": "off", "spellcheck": "false"}


class CommunityFilter(forms.Form):
    """Which community's places to show."""

    community = forms.ModelChoiceField(
        Division.objects.none(), label=_("社区"), required=False, empty_label=_("全部社区")
    )

    def __init__(self, data: Any, communities: QuerySet[Division]) -> None:
        super().__init__(data)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]

    @property
    def area(self) -> str:
        """The code chosen, "" for every community."""
        chosen = self.cleaned_data.get("community") if self.is_valid() else None
        return chosen.code if chosen else ""


class AssetFilter(CommunityFilter):
    """Which assets to show."""

    kind = forms.ChoiceField(
        label=_("种类"), required=False, choices=[("", _("全部种类")), *KIND.items()]
    )
    number = forms.CharField(label=_("设施编号"), required=False, max_length=30)

    def narrow(self, found: QuerySet[Asset]) -> QuerySet[Asset]:
        """What was chosen of `found`; nothing for a filter that says nonsense."""
        if not self.is_valid():
            return found.none()
        typed = self.cleaned_data
        if typed["kind"]:
            found = found.filter(kind=typed["kind"])
        return found.filter(number__icontains=typed["number"]) if typed["number"] else found


class PointForm(forms.Form):
    """A point on earth, as a map gave it: two numbers, or both pasted into either box.

    Cleaned, the three fields are one `point`, in WGS-84 and with the datum that it came in.
    """

    latitude = forms.CharField(
        label=_("纬度"), required=False, max_length=60, widget=forms.TextInput(attrs=DECIMAL)
    )
    longitude = forms.CharField(
        label=_("经度"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=DECIMAL),
        help_text=_("从地图上复制的一对坐标，可以整个贴进任意一格，先后不限。"),
    )
    datum = forms.ChoiceField(
        label=_("坐标来自"),
        choices=[*DATUMS.items()],
        required=False,
        help_text=_("从高德、腾讯地图抄来的选 GCJ-02，百度地图选 BD-09。保存时换算成 WGS-84。"),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        datum = typed.pop("datum", "") or Datum.WGS84
        try:
            typed["point"] = read_point(
                typed.pop("latitude", ""), typed.pop("longitude", ""), datum
            )
        except Invalid as refusal:
            for name, words in refusal.fields.items():
                self.add_error(name, words)
        return typed


class FoundPointForm(PointForm):
    """The same where nobody types: a phone says where it is, or somebody touches a map."""

    latitude = forms.CharField(required=False, widget=forms.HiddenInput, label=_("位置"))
    longitude = forms.CharField(required=False, widget=forms.HiddenInput, label=_("位置"))
    datum = forms.ChoiceField(
        choices=[*DATUMS.items()], required=False, widget=forms.HiddenInput, label=_("坐标来自")
    )


class BuildingForm(PointForm):
    """What is known of a building. Without a grid, the point says in which one it stands."""

    name = forms.CharField(
        label=_("名称"), max_length=80, help_text=_("居民平时的叫法，例如“3号楼”。")
    )
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    grid = forms.ModelChoiceField(
        Grid.objects.none(), label=_("网格"), required=False, empty_label=_("按位置自动确定")
    )
    field_order = ("name", "address", "grid", "latitude", "longitude", "datum")

    def __init__(self, data: Any = None, *, grids: QuerySet[Grid], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["grid"].queryset = grids  # type: ignore[attr-defined]

    @staticmethod
    def of(building: Building) -> dict[str, Any]:
        """What stands in the form before anybody types: the point as stored, so in WGS-84."""
        return {
            "name": building.name,
            "address": building.address,
            "grid": building.grid_id,
            "latitude": building.latitude,
            "longitude": building.longitude,
            "datum": Datum.WGS84,
        }
