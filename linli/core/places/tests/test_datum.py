import math
import random

import pytest

from linli.core.places.datum import Datum, Point, from_datum, read_point, to_datum
from linli.kernel.errors import Invalid

METRES_PER_DEGREE = 111_320


def metres_between(one, two):
    north = (one[0] - two[0]) * METRES_PER_DEGREE
    east = (one[1] - two[1]) * METRES_PER_DEGREE * math.cos(math.radians(one[0]))
    return math.hypot(north, east)


@pytest.mark.parametrize("datum", [*Datum])
def test_there_and_back_is_the_same_place_to_a_metre_at_a_thousand_points(datum):
    chance = random.Random(17)
    for _each in range(1000):
        here = (chance.uniform(18.2, 53.0), chance.uniform(75.0, 134.0))
        again = from_datum(*to_datum(Point(*here), datum), datum)
        assert metres_between(here, (again.latitude, again.longitude)) <= 1
        assert again.datum == datum


def test_the_shift_is_what_everybody_knows_it_to_be():
    """天安门, as Gaode and Baidu show it (published pairs), against its GPS position."""
    gate = (39.907333, 116.391083)
    gaode = from_datum(39.908735, 116.397327, Datum.GCJ02)
    baidu = from_datum(39.915119, 116.403706, Datum.BD09)
    assert metres_between(gate, (gaode.latitude, gaode.longitude)) < 20
    assert metres_between((gaode.latitude, gaode.longitude), (baidu.latitude, baidu.longitude)) < 20


@pytest.mark.parametrize("datum", [*Datum])
@pytest.mark.parametrize("place", [(-33.86, 151.21), (60.17, 24.94), (0.0, 0.0)])
def test_outside_china_nothing_is_shifted(place, datum, recwarn):
    point = from_datum(*place, datum)
    assert (point.latitude, point.longitude) == place
    assert to_datum(point, datum) == place
    assert not recwarn.list


@pytest.mark.parametrize(
    ("latitude", "longitude", "datum"),
    [(91, 0, "wgs84"), (0, 181, "wgs84"), (float("nan"), 0, "wgs84"), (30, 120, "mars")],
)
def test_what_is_no_place_is_refused(latitude, longitude, datum):
    with pytest.raises(Invalid):
        from_datum(latitude, longitude, datum)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("30.2741", "120.1551"),
        ("120.1551,30.2741", ""),
        ("", "30.2741, 120.1551"),
        (" (120.1551，30.2741) ", "不用填"),
        ("30.2741 120.1551", ""),
    ],
)
def test_a_pair_from_a_map_may_be_pasted_whole_and_in_either_order(latitude, longitude):
    assert read_point(latitude, longitude) == Point(30.2741, 120.1551)


@pytest.mark.parametrize(
    ("latitude", "longitude", "wrong"),
    [
        ("30.2", "", "longitude"),
        ("", "120.1", "latitude"),
        ("三十", "120.1", "latitude"),
        ("30.2", "nan", "longitude"),
        ("91", "120", "latitude"),
        ("120.1,30.2,1", "", "latitude"),
    ],
)
def test_what_names_no_point_is_said_beside_the_box_to_mend(latitude, longitude, wrong):
    with pytest.raises(Invalid) as refusal:
        read_point(latitude, longitude)
    assert wrong in refusal.value.fields


def test_nothing_typed_is_no_point():
    assert read_point(" ", "") is None
