"""Figures: charts and maps. Each has a form that needs neither script nor sight."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.conf import settings

from linli.platform.ui import assets
from linli.platform.ui.components.words import known, register

CHART_KINDS: Final = ("line", "bar", "stack", "rank", "pie")


@register.inclusion_tag("ui/parts/chart.html")
def chart(
    id: str,
    title: object,
    columns: Sequence[object],
    rows: Sequence[Sequence[Any]],
    kind: str = "line",
    unit: object = "",
) -> dict[str, Any]:
    """A chart with its table: the first column names the points, each further one is a series.

    A "rank" lies down, a bar to each line, so that long names are read whole.
    """
    known(kind, CHART_KINDS, "kind of chart")
    config = {
        "kind": kind,
        "unit": str(unit),
        "columns": [str(column) for column in columns],
        "rows": [[str(row[0]), *row[1:]] for row in rows],
    }
    return {
        "id": id,
        "data_id": f"{id}-data",
        "title": title,
        "columns": columns,
        "rows": rows,
        "config": config,
        "unit": unit,
        "script": assets.package_address(assets.ECHARTS),
    }


@register.inclusion_tag("ui/parts/map.html", name="map")
def map_(
    id: str,
    label: object,
    areas: Mapping[str, Any] | None = None,
    points: Sequence[Mapping[str, Any]] = (),
    landmarks: Sequence[Mapping[str, Any]] = (),
    lat_field: str = "",
    lon_field: str = "",
    datum_field: str = "",
    focus: tuple[float, float] | None = None,
    fold: bool = False,
) -> dict[str, Any]:
    """A map in WGS-84. `areas` is GeoJSON; a point has lat, lon, title and may have href, tone.

    `landmarks` are drawn to find one's way by, and listed nowhere. `focus` (latitude, longitude) is
    where it opens; folded, it loads nothing until somebody opens it.

    With `lat_field` and `lon_field` (ids of inputs) the reader sets one point: by their phone, by
    click, drag or arrow keys, or by typing. `datum_field` is told that such a point is WGS-84.
    """
    return {
        "id": id,
        "data_id": f"{id}-data",
        "label": label,
        "points": points,
        "fold": fold,
        "script": assets.package_address(assets.LEAFLET),
        "style": assets.package_address(assets.LEAFLET_STYLE),
        "config": {
            "tiles": settings.MAP_TILES,
            "credit": settings.MAP_CREDIT,
            "areas": areas,
            "points": list(points),
            "landmarks": list(landmarks),
            "focus": focus,
            "latField": lat_field,
            "lonField": lon_field,
            "datumField": datum_field,
        },
    }
