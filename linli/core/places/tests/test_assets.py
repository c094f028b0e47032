"""Lamps, lids and lifts: brought in by number, found by plate and by distance, retired."""

import json

import pytest

from linli.core.divisions.tests.conftest import HERE, THERE, somebody
from linli.core.places import actions, queries
from linli.core.places.actions import Told
from linli.core.places.datum import Point
from linli.core.places.importing import ASSETS
from linli.core.places.kinds import Kind
from linli.core.places.models import Asset
from linli.core.places.outline import read_outline
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.imports.declaration import Row

EAST_GATE = Point(39.0050, 116.0050)


def lamp(number="LD-1", **changes):
    values = {"kind": Kind.LAMP, "location": "东门", "point": EAST_GATE} | changes
    return Told(number=number, **values)


@pytest.fixture
def lamps(linli, two_communities):
    """Three in a row, eleven metres and a kilometre from the first."""
    told = [
        lamp("LD-1"),
        lamp("LD-2", point=Point(39.0051, 116.0050)),
        lamp("LD-3", point=Point(39.0150, 116.0050)),
    ]
    new, _known = actions.bring_in_assets(actor=linli, area=HERE, told=told)
    return new


def test_the_same_table_twice_makes_nothing_twice_and_a_new_place_is_taken_over(linli, lamps):
    moved = [lamp("LD-1", location="西门", point=None)]
    new, known = actions.bring_in_assets(actor=linli, area=HERE, told=moved)
    assert (new, len(known), Asset.objects.count()) == ([], 1, 3)
    again = Asset.objects.get(number="LD-1")
    assert (again.location, again.point) == ("西门", None)


@pytest.mark.parametrize("typed", ["LD-2", "ld-2", " LD -2 "])
def test_a_plate_is_found_however_it_is_typed(lamps, typed):
    assert queries.asset_by_plate(HERE, typed) == lamps[1]


def test_the_nearest_come_first_and_what_is_too_far_never(lamps):
    near = queries.assets_near(HERE, EAST_GATE)
    assert [(each.number, metres) for each, metres in near] == [("LD-1", 0), ("LD-2", 11)]
    assert queries.assets_near(HERE, EAST_GATE, [Kind.LIFT]) == []
    assert queries.assets_near(HERE, None) == []


def test_a_retired_asset_is_found_by_nobody_and_its_code_leads_nowhere(
    linli, two_communities, lamps
):
    code = actions.make_code(actor=linli, community=two_communities[HERE], asset=lamps[0])
    place = queries.place_by_token(code.token)
    assert (place.asset_id, place.point) == (lamps[0].pk, lamps[0].point)
    actions.retire_asset(actor=linli, asset=lamps[0])
    assert queries.asset_by_plate(HERE, "LD-1") is None
    with pytest.raises(NotFound):
        queries.place_by_token(code.token)


def test_whoever_works_elsewhere_neither_sees_nor_brings_in(lamps):
    stranger = somebody(THERE, "places.view", "places.import_assets")
    with pytest.raises(NotFound):
        queries.asset(stranger, lamps[0].pk)
    with pytest.raises(NotPermitted):
        actions.bring_in_assets(actor=stranger, area=HERE, told=[lamp("LD-9")])


def test_a_table_says_by_row_what_has_to_be_mended(linli, two_communities):
    rows = [
        Row(2, HERE, {"number": "A", "kind": Kind.LAMP, "location": "门", "keeper": "没有的公司"}),
        Row(3, HERE, {"number": "B", "kind": Kind.LAMP, "location": "门", "latitude": "39"}),
    ]
    found = [(each.row, each.column) for each in ASSETS.check(rows, linli, HERE)]
    assert found == [(2, "keeper"), (3, "longitude")]
    with pytest.raises(Invalid):
        list(ASSETS.check(rows, linli, HERE[:9]))


# A road and a lawn: about 220 m along the street, 100 m east of the gate
ROAD = {"type": "LineString", "coordinates": [[116.0060, 39.0040], [116.0060, 39.0060]]}
LAWN = {
    "type": "Polygon",
    "coordinates": [[[116.0040, 39.0040], [116.0060, 39.0040], [116.0060, 39.0060],
                     [116.0040, 39.0060], [116.0040, 39.0040]]],
}  # fmt: skip


def stretch(geometry, number="DL-1", kind=Kind.ROAD):
    return lamp(number, kind=kind, point=None, outline=read_outline(json.dumps(geometry)))


def test_a_road_is_as_far_as_its_nearest_spot_and_a_lawn_holds_who_stands_on_it(
    linli, two_communities
):
    told = [stretch(ROAD), stretch(LAWN, "LD-1", Kind.LAWN)]
    actions.bring_in_assets(actor=linli, area=HERE, told=told)
    near = queries.assets_near(HERE, EAST_GATE)
    assert [(each.number, metres) for each, metres in near] == [("LD-1", 0), ("DL-1", 87)]
    from_its_end = queries.assets_near(HERE, Point(39.0080, 116.0060), [Kind.ROAD])
    assert [metres for _asset, metres in from_its_end] == [223]
    assert queries.assets_near(HERE, Point(39.0090, 116.0060), [Kind.ROAD]) == []


def test_what_becomes_a_spot_again_has_no_outline_left(linli, two_communities):
    actions.bring_in_assets(actor=linli, area=HERE, told=[stretch(ROAD)])
    kept = Asset.objects.get()
    assert (kept.is_stretched, kept.south, kept.north) == (True, 39.0040, 39.0060)
    assert kept.south <= kept.latitude <= kept.north
    actions.bring_in_assets(actor=linli, area=HERE, told=[lamp("DL-1")])
    kept.refresh_from_db()
    assert (kept.is_stretched, kept.south, kept.north) == (False, 39.0050, 39.0050)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [116, 39]},
        {"type": "LineString", "coordinates": [[39.0, 116.0], [39.1, 116.1]]},  # latitude first
        {"type": "LineString", "coordinates": [[116.0, 39.0], [117.0, 40.0]]},  # across a province
        {"type": "LineString", "coordinates": [[116.0, "x"], [116.1, 39.1]]},
        {"type": "LineString"},
        {"type": "Polygon", "coordinates": [[[0, 0], [0.01, 0.01], [0.01, 0], [0, 0.01], [0, 0]]]},
        [],
        "LineString",
    ],
)
def test_what_can_t_be_drawn_is_refused_by_column(geometry):
    with pytest.raises(Invalid) as refusal:
        read_outline(json.dumps(geometry))
    assert list(refusal.value.fields) == ["outline"]


def test_a_table_brings_lines_and_areas_in(linli, two_communities):
    values = {"number": "DL-1", "kind": Kind.ROAD, "location": "东街", "outline": json.dumps(ROAD)}
    good, bad = Row(2, HERE, values), Row(3, HERE, values | {"outline": "{"})
    assert [(each.row, each.column) for each in ASSETS.check([good, bad], linli, HERE)] == [
        (3, "outline")
    ]
    ASSETS.write(linli, [good])
    assert Asset.objects.get().outline == ROAD
