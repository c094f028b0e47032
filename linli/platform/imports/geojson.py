"""GeoJSON (RFC 7946) read as a table: one row for each feature, where it is in three columns more.

Plain Python, for the reading process. Coordinates are WGS-84, longitude first, as the standard says;
a feature that is no point has its geometry as text instead.
"""

import json
from collections.abc import Iterator
from typing import Any

LATITUDE, LONGITUDE, GEOMETRY = "lat", "lon", "geometry"
WHERE = (LATITUDE, LONGITUDE, GEOMETRY)


def looks_so(data: bytes) -> bool:
    """Whether these bytes begin as a JSON object does."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def rows(text: str) -> Iterator[list[Any]]:
    """The head, then a row for each feature. Raises ValueError for what is no FeatureCollection."""
    told = json.loads(text)
    features = told.get("features")
    if told.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise ValueError("no FeatureCollection")
    plain = [each if isinstance(each, dict) else {} for each in features]
    names = [*dict.fromkeys(name for each in plain for name in _properties(each))]
    names = [name for name in names if name not in WHERE]
    yield [*names, *WHERE]
    for each in plain:
        told_of = _properties(each)
        yield [*(_cell(told_of.get(name)) for name in names), *_where(each)]


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _where(feature: dict[str, Any]) -> tuple[str | None, str | None, str | None]:
    match feature.get("geometry"):
        case {
            "type": "Point",
            "coordinates": [int() | float() as east, int() | float() as north, *_],
        }:
            return repr(north), repr(east), None
        case {"type": "Point"} | None:
            return None, None, None
        case other:
            return None, None, json.dumps(other)


def _cell(value: Any) -> Any:
    """A value that a cell can hold; lists and objects within a property are left out."""
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None
