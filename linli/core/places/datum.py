"""Coordinates as China's maps give them, and as linli keeps them.

Everything is stored in WGS-84, which CGCS2000 and 天地图 agree with to a metre. Gaode and Tencent
show GCJ-02, Baidu BD-09: half a kilometre off when nobody converts.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import prcoords
from django.utils.translation import gettext as _

from linli.kernel.errors import Invalid


class Datum(StrEnum):
    """What a pair of coordinates was measured in."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


Pair = tuple[float, float]
_WESTERNMOST = 73.0  # degrees of longitude, of China
_DIGITS = r"[-+]?\d{1,3}(?:\.\d{0,15})?"
_NUMBER = re.compile(_DIGITS)
_PAIR = re.compile(rf"[\s(\[（]*({_DIGITS})\s*[,，、;；\s]\s*({_DIGITS})[\s)\]）]*")


def _as_it_is(pair: Pair) -> Pair:
    return pair


_TO_WGS84: Mapping[Datum, Callable[[Pair], Pair]] = {
    Datum.WGS84: _as_it_is,
    Datum.GCJ02: prcoords.gcj_wgs_bored,
    Datum.BD09: prcoords.bd_wgs_bored,
}
_FROM_WGS84: Mapping[Datum, Callable[[Pair], Pair]] = {
    Datum.WGS84: _as_it_is,
    Datum.GCJ02: prcoords.wgs_gcj,
    Datum.BD09: prcoords.wgs_bd,
}


def _distorted(pair: Pair) -> bool:
    """Whether the Chinese maps shift this place at all; prcoords itself forgets to ask going back."""
    return bool(prcoords.sanity_in_china_p(prcoords.Coords(*pair)))


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth: degrees in WGS-84. `datum` remembers what somebody had measured it in."""

    latitude: float
    longitude: float
    datum: str = Datum.WGS84


def from_datum(latitude: float, longitude: float, datum: str = Datum.WGS84) -> Point:
    """The point that these coordinates mean in their own datum, exact to a metre inside China.

    Outside China the three agree. Raises Invalid for degrees that don't exist or another datum.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        words = _("经纬度超出范围：纬度在 -90 到 90 之间，经度在 -180 到 180 之间。")
        raise Invalid(words, latitude=words)
    try:
        convert = _TO_WGS84[Datum(datum)]
    except ValueError:
        words = _("坐标系请写 wgs84、gcj02 或 bd09。")
        raise Invalid(words, datum=words) from None
    given = (latitude, longitude)
    north, east = convert(given) if _distorted(given) else given
    return Point(round(north, 7), round(east, 7), datum)


def read_point(latitude: str, longitude: str, datum: str = Datum.WGS84) -> Point | None:
    """The point that somebody typed as two numbers, or pasted as a pair into either; None for none.

    Maps copy a pair in either order. In China no latitude is also a longitude, so a first number
    above 73 is the longitude. Raises Invalid for what names no point, beside the field to mend.
    """
    given = {"latitude": latitude.strip(), "longitude": longitude.strip()}
    pair = next(filter(None, map(_PAIR.fullmatch, given.values())), None)
    if pair:
        one, two = pair.groups()
        north_first = abs(float(one)) < _WESTERNMOST
        given = dict(zip(given, (one, two) if north_first else (two, one), strict=True))
    if not any(given.values()):
        return None
    north, east = (_degrees(name, words) for name, words in given.items())
    return from_datum(north, east, datum)


def _degrees(name: str, words: str) -> float:
    if not words:
        both = _("经度和纬度要一起填，或者都留空。")
        raise Invalid(both, **{name: both})
    if not _NUMBER.fullmatch(words):
        number = _("请填写以度为单位的小数，例如纬度 30.2741、经度 120.1551。")
        raise Invalid(number, **{name: number})
    return float(words)


def to_datum(point: Point, datum: Datum) -> Pair:
    """Latitude and longitude of `point` as a map in `datum` wants them."""
    given = (point.latitude, point.longitude)
    north, east = _FROM_WGS84[datum](given) if _distorted(given) else given
    return north, east
