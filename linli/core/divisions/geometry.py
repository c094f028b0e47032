"""Boundaries of grids, and which grid holds a point. Pure: GeoJSON in, codes out.

All coordinates are WGS-84; GeoJSON (RFC 7946) gives longitude first.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape

from linli.kernel.errors import Invalid

MOST_CORNERS = 2000
LARGEST_AREA = 0.05  # square degrees, about 500 km²: a mountain village, but no county
OVERLAP_TOLERATED = 0.01  # of the smaller grid: hand-drawn neighbours never meet exactly
DECIMALS = 7  # about a centimetre


class BoundaryProblem(Invalid):
    """A boundary can't be used as it is; the words say how to mend it."""

    code = "boundary_problem"

    def __init__(self, words: str) -> None:
        super().__init__(words, boundary=words)


def read_boundary(geojson: Any) -> dict[str, Any]:
    """A GeoJSON polygon, feature or collection of one feature, as a sound polygon.

    Raises BoundaryProblem when it isn't closed, crosses itself, or lies outside the possible.
    """
    outline = _outline(_geometry_of(geojson))
    west, south, east, north = outline.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise BoundaryProblem(_("坐标超出范围。GeoJSON 先写经度、再写纬度，请检查是否写反。"))
    if shapely.get_num_coordinates(outline) > MOST_CORNERS:
        raise BoundaryProblem(_("边界超过 %d 个顶点，请先简化。") % MOST_CORNERS)
    if not outline.is_valid:
        raise BoundaryProblem(
            _("边界线自己相交（%s），请把交叉处改开。") % shapely.is_valid_reason(outline)
        )
    if not 0 < outline.area <= LARGEST_AREA:
        raise BoundaryProblem(_("这块面积不像一个网格，请检查坐标的单位是不是度。"))
    rounded = shapely.set_precision(outline, 10**-DECIMALS)
    kept: dict[str, Any] = plain(mapping(shapely.geometry.polygon.orient(rounded)))
    return kept


def _geometry_of(geojson: Any) -> Mapping[str, Any]:
    match geojson:
        case {"type": "FeatureCollection", "features": [feature]}:
            return _geometry_of(feature)
        case {"type": "Feature", "geometry": {"type": "Polygon"} as geometry}:
            return _geometry_of(geometry)
        case {"type": "Polygon", "coordinates": [*_rings]}:
            return dict(geojson)
    raise BoundaryProblem(_("这里需要一个 GeoJSON 多边形（Polygon），一次一个网格。"))


def _outline(geometry: Mapping[str, Any]) -> shapely.Polygon:
    for ring in geometry.get("coordinates", []):
        if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
            raise BoundaryProblem(_("边界没有闭合：最后一个点要与第一个点相同，且至少有三个角。"))
    try:
        outline = shape(geometry)
    except (TypeError, ValueError, AttributeError, IndexError, shapely.errors.ShapelyError):
        raise BoundaryProblem(_("坐标读不出来：每个点应写成 [经度, 纬度]。")) from None
    if outline.is_empty or outline.has_z or not shapely.is_geometry(outline):
        raise BoundaryProblem(_("坐标读不出来：每个点应写成 [经度, 纬度]。"))
    return outline


def plain(value: Any) -> Any:
    """Tuples as lists, as JSON has them."""
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, (tuple, list)) else value


def features(named: Iterable[tuple[str, Any]]) -> dict[str, Any] | None:
    """Boundaries with their names as GeoJSON for a map, or None where none is drawn."""
    drawn = [
        {"type": "Feature", "properties": {"title": name}, "geometry": boundary}
        for name, boundary in named
        if boundary
    ]
    return {"type": "FeatureCollection", "features": drawn} if drawn else None


def overlapping(boundary: Mapping[str, Any], others: Iterable[tuple[str, Any]]) -> list[str]:
    """The names of those `others` (name, boundary) that share more than a seam with `boundary`."""
    outline = shape(boundary)
    return [name for name, other in others if other and _share(outline, shape(other))]


def _share(one: shapely.Polygon, two: shapely.Polygon) -> bool:
    smaller = min(one.area, two.area)
    return bool(one.intersection(two).area > OVERLAP_TOLERATED * smaller)


class GridIndex:
    """Finds the grid that holds a point, among the boundaries it was made of."""

    def __init__(self, boundaries: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
        self._codes = [code for code, _boundary in boundaries]
        self._tree = shapely.STRtree([shape(boundary) for _code, boundary in boundaries])

    def grid_at(self, latitude: float, longitude: float) -> str | None:
        """The code of the grid that holds this point; on a seam the first; None outside of all."""
        found = self._tree.query(shapely.Point(longitude, latitude), predicate="intersects")
        return min(self._codes[each] for each in found) if len(found) else None
