"""Lines and areas of what is no single spot: a road, a lawn, a fence, a ditch. Pure.

GeoJSON (RFC 7946) as text in, WGS-84, longitude first.
"""

import json
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from linli.core.divisions.geometry import DECIMALS, LARGEST_AREA, MOST_CORNERS, plain
from linli.core.places.datum import Point
from linli.kernel.errors import Invalid

METRES = 111_320.0  # of a degree of latitude
STRETCHED = ("LineString", "MultiLineString", "Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Outline:
    """A line or an area, the spot on it that stands for the whole, and its edges in degrees."""

    geojson: dict[str, Any]
    spot: Point
    south: float
    west: float
    north: float
    east: float


def read_outline(text: str) -> Outline | None:
    """The line or area of a GeoJSON geometry; None for no words. Raises Invalid naming `outline`."""
    if not text.strip():
        return None
    drawn = _drawn(text)
    west, south, east, north = drawn.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise _wrong(_("坐标超出范围。GeoJSON 先写经度、再写纬度，请检查是否写反。"))
    if (north - south) * (east - west) > LARGEST_AREA:
        raise _wrong(_("它比一个街道还大，请检查坐标，或者分段导入。"))
    if shapely.get_num_coordinates(drawn) > MOST_CORNERS:
        raise _wrong(_("超过 %d 个顶点，请先简化，或者分段导入。") % MOST_CORNERS)
    if not drawn.is_valid:
        raise _wrong(_("边线自己相交（%s），请把交叉处改开。") % shapely.is_valid_reason(drawn))
    spot = drawn.representative_point()
    rounded = shapely.set_precision(drawn, 10**-DECIMALS)
    kept: dict[str, Any] = plain(mapping(rounded))
    return Outline(kept, Point(spot.y, spot.x), south, west, north, east)


def metres_to(geojson: dict[str, Any], point: Point) -> float:
    """From a point to the nearest spot of an outline, 0 inside an area; flat over a kilometre."""
    narrow = cos(radians(point.latitude))
    flat = shapely.transform(shape(geojson), lambda pairs: pairs * (METRES * narrow, METRES))
    here = shapely.Point(point.longitude * METRES * narrow, point.latitude * METRES)
    return float(shapely.distance(flat, here))


def _drawn(text: str) -> BaseGeometry:
    try:
        told = json.loads(text)
        drawn = shape(told)
    except (
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        KeyError,
        shapely.errors.ShapelyError,
    ):
        raise _wrong(_("坐标读不出来：每个点应写成 [经度, 纬度]。")) from None
    if drawn.geom_type not in STRETCHED or drawn.is_empty or drawn.has_z:
        raise _wrong(_("这里需要一条线或者一块面（LineString、Polygon），坐标不带高程。"))
    return drawn


def _wrong(words: str) -> Invalid:
    return Invalid(words, outline=words)
