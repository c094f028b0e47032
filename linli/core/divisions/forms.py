"""The shape of what the pages send."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.core.divisions.models import Department, Grid
from linli.core.divisions.words import DEPARTMENT_KINDS


class OfficeForm(forms.Form):
    phone = forms.CharField(
        label=_("办公电话"), required=False, max_length=20, help_text=_("居民扫码后能看到。")
    )
    population = forms.IntegerField(
        label=_("人口数"), required=False, min_value=0, max_value=100_000_000
    )


class GridForm(forms.Form):
    name = forms.CharField(label=_("网格名称"), max_length=80)
    worker_name = forms.CharField(
        label=_("网格员"),
        required=False,
        max_length=40,
        help_text=_("会写在网格公示牌和扫码页上。"),
    )
    worker_phone = forms.CharField(label=_("网格员电话"), required=False, max_length=20)
    boundary = forms.CharField(
        label=_("边界"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("GeoJSON 多边形，WGS-84 坐标，先经度后纬度。可以留空，以后再画。"),
    )

    @staticmethod
    def of(grid: Grid) -> dict[str, str]:
        """What stands in the form before anybody types."""
        return {
            "name": grid.name,
            "worker_name": grid.worker_name,
            "worker_phone": grid.worker_phone,
            "boundary": json.dumps(grid.boundary) if grid.boundary else "",
        }

    def clean_boundary(self) -> Any:
        text = self.cleaned_data["boundary"].strip()
        try:
            return json.loads(text) if text else None
        except ValueError:
            raise ValidationError(
                _("这不是 GeoJSON。请从地图软件导出 GeoJSON 后整段粘贴。")
            ) from None


class DepartmentForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=80)
    kind = forms.ChoiceField(label=_("类别"), choices=[*DEPARTMENT_KINDS.items()])
    phone = forms.CharField(label=_("电话"), required=False, max_length=20)


class OpenDepartmentForm(DepartmentForm):
    """Of a department that already exists: whether it still takes part."""

    is_active = forms.BooleanField(
        label=_("在用"), required=False, help_text=_("停用后不再派给它新的事，已有的照办。")
    )

    @staticmethod
    def of(department: Department) -> dict[str, Any]:
        """What stands in the form before anybody types."""
        return {name: getattr(department, name) for name in ("name", "kind", "phone", "is_active")}
