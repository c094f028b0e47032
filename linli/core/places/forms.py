"""The shape of what the pages send."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Division, Grid
from linli.core.places.datum import Datum, Point, from_datum
from linli.core.places.models import Building
from linli.core.places.words import DATUMS
from linli.kernel.errors import Invalid


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


class BuildingForm(forms.Form):
    """What is known of a building. Without a grid, the point says in which one it stands."""

    name = forms.CharField(
        label=_("名称"), max_length=80, help_text=_("居民平时的叫法，例如“3号楼”。")
    )
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    grid = forms.ModelChoiceField(
        Grid.objects.none(), label=_("网格"), required=False, empty_label=_("按位置自动确定")
    )
    latitude = forms.FloatField(label=_("纬度"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("经度"), required=False, min_value=-180, max_value=180)
    datum = forms.ChoiceField(
        label=_("坐标来自"),
        choices=[*DATUMS.items()],
        required=False,
        help_text=_("从高德、腾讯地图抄来的选 GCJ-02，百度地图选 BD-09。保存时换算成 WGS-84。"),
    )

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

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        latitude, longitude = typed.pop("latitude", None), typed.pop("longitude", None)
        datum = typed.pop("datum", "") or Datum.WGS84
        typed["point"] = self._point(latitude, longitude, datum)
        return typed

    def _point(self, latitude: float | None, longitude: float | None, datum: str) -> Point | None:
        if latitude is None and longitude is None:
            return None
        if latitude is None or longitude is None:
            self.add_error(
                "latitude" if latitude is None else "longitude",
                _("经度和纬度要一起填，或者都留空。"),
            )
            return None
        try:
            return from_datum(latitude, longitude, datum)
        except Invalid as refusal:
            self.add_error("latitude", str(refusal))
            return None
