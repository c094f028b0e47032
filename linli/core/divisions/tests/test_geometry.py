import copy

import pytest

from linli.core.divisions.geometry import BoundaryProblem, GridIndex, overlapping, read_boundary
from linli.core.divisions.tests.conftest import square

NOT_CLOSED = {
    "type": "Polygon",
    "coordinates": [[[116, 39], [116.01, 39], [116.01, 39.01], [116, 39.01]]],
}
BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[116, 39], [116.01, 39.01], [116.01, 39], [116, 39.01], [116, 39]]],
}


@pytest.mark.parametrize(
    "given",
    [
        square(),
        {"type": "Feature", "geometry": square(), "properties": {}},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": square()}]},
    ],
)
def test_a_sound_polygon_is_taken_however_it_is_wrapped(given):
    assert read_boundary(given)["type"] == "Polygon"


@pytest.mark.parametrize(
    ("given", "mend"),
    [
        (NOT_CLOSED, "闭合"),
        (BOW_TIE, "自己相交"),
        (square(39.0, 116.0), "写反"),
        (square(side=2), "不像一个网格"),
        ({"type": "Point", "coordinates": [116, 39]}, "多边形"),
        ({"type": "Polygon", "coordinates": []}, "读不出来"),
        ({"type": "Polygon", "coordinates": [["a", "b", "c", "a"]]}, "读不出来"),
        ({"type": "Polygon", "coordinates": [[[1], [2], [3], [1]]]}, "读不出来"),
        ({"type": "Polygon", "coordinates": [7]}, "闭合"),
        ({"type": "Polygon", "coordinates": [[[1, float("nan")]] * 5]}, "坐标"),
        ([], "多边形"), (None, "多边形"), ("{}", "多边形"), (7, "多边形"),
    ],
)  # fmt: skip
def test_a_boundary_that_cannot_be_used_is_refused_with_its_repair(given, mend):
    with pytest.raises(BoundaryProblem, match=mend) as refusal:
        read_boundary(given)
    assert refusal.value.status == 422


def test_a_boundary_with_too_many_corners_has_to_be_simplified():
    ring = [[116 + 0.00001 * n, 39.0] for n in range(2100)]
    crowded = {"type": "Polygon", "coordinates": [[*ring, [116.0, 39.01], ring[0]]]}
    with pytest.raises(BoundaryProblem, match="顶点"):
        read_boundary(crowded)


def test_neighbours_may_share_a_seam_but_no_ground():
    beside, upon = square(116.01), square(116.005)
    assert overlapping(square(), [("东边", beside), ("没划", None)]) == []
    assert overlapping(square(), [("东边", beside), ("压线", upon)]) == ["压线"]


def test_what_was_read_is_not_changed():
    given = square()
    before = copy.deepcopy(given)
    read_boundary(given)
    assert given == before


def test_a_point_is_found_in_its_grid_and_on_a_seam_in_the_first():
    index = GridIndex([("a", square()), ("b", square(116.01))])
    assert index.grid_at(39.005, 116.005) == "a"
    assert index.grid_at(39.005, 116.015) == "b"
    assert index.grid_at(39.005, 116.01) == "a"
    assert index.grid_at(40.0, 116.0) is None
    assert GridIndex([]).grid_at(39.0, 116.0) is None
