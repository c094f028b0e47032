import re

import pytest

from linli.core.divisions import actions as divisions
from linli.core.divisions.tests.conftest import HERE, THERE, somebody, square
from linli.core.places import actions, queries
from linli.core.places.datum import Datum, Point, from_datum
from linli.core.places.models import Building, Dwelling, PlaceCode
from linli.kernel.errors import Conflict, Invalid, NotFound, NotPermitted
from linli.platform.database import scope
from linli.platform.search import queries as search


@pytest.fixture
def grid(linli, two_communities):
    return divisions.draw_grid(
        linli, two_communities[HERE], name="第一网格", boundary=square(),
        worker_name="陈晓燕", worker_phone="19800000001",
    )  # fmt: skip


@pytest.fixture
def building(linli, two_communities, grid):
    return actions.add_building(
        actor=linli,
        community=two_communities[HERE],
        name="滨河花园3号楼",
        point=Point(39.005, 116.005),
    )


def test_a_building_finds_its_grid_by_its_point(building, grid):
    assert building.area == grid.code


def test_a_building_keeps_what_its_point_was_measured_in(linli, two_communities):
    point = from_datum(39.006, 116.011, Datum.GCJ02)
    stored = actions.add_building(
        actor=linli, community=two_communities[HERE], name="4号楼", point=point
    )
    assert stored.datum == "gcj02"
    assert stored.latitude != 39.006


def test_a_name_stands_once_in_a_community(linli, two_communities, building):
    with pytest.raises(Conflict, match="已经有“滨河花园3号楼”"):
        actions.add_building(actor=linli, community=two_communities[HERE], name=building.name)
    assert actions.add_building(actor=linli, community=two_communities[THERE], name=building.name)


def test_a_foreign_grid_and_an_empty_name_are_refused(linli, two_communities, grid):
    with pytest.raises(Invalid, match="网格"):
        actions.add_building(actor=linli, community=two_communities[THERE], name="x", grid=grid)
    with pytest.raises(Invalid, match="名称"):
        actions.add_building(actor=linli, community=two_communities[HERE], name="  ")


def test_when_a_building_moves_to_another_grid_its_dwellings_and_codes_go_along(
    linli, two_communities, building
):
    actions.add_dwellings(actor=linli, doors={building: [("2", "501"), ("2", "501")]})
    actions.make_code(actor=linli, community=two_communities[HERE], building=building)
    actions.change_building(actor=linli, building=building, name=building.name)
    assert set(Dwelling.objects.values_list("area", "floor")) == {(HERE, 5)}
    assert set(PlaceCode.objects.values_list("area", flat=True)) == {HERE}


def test_the_same_doors_again_are_the_same_dwellings(linli, building):
    first = actions.add_dwellings(actor=linli, doors={building: [("2", "501")]})
    again = actions.add_dwellings(actor=linli, doors={building: [("2", "501"), ("", "1")]})
    assert again[building]["2", "501"] == first[building]["2", "501"]
    assert Dwelling.objects.count() == 2


def test_a_foreign_building_is_not_there(building):
    stranger = somebody(THERE, "places.view", "places.edit")
    with pytest.raises(NotFound):
        queries.building(stranger, building.pk)
    with pytest.raises(NotPermitted):
        actions.change_building(actor=stranger, building=building, name="x")
    assert queries.building(somebody(HERE, "places.view"), building.pk) == building


def test_a_worker_cannot_put_a_building_into_a_grid_that_is_not_theirs(
    linli, two_communities, grid
):
    other = divisions.draw_grid(linli, two_communities[HERE], name="第二网格")
    worker = somebody(grid.code, "places.edit")
    assert actions.add_building(actor=worker, community=two_communities[HERE], name="a", grid=grid)
    with pytest.raises(NotPermitted):
        actions.add_building(actor=worker, community=two_communities[HERE], name="b", grid=other)


def test_a_code_opens_its_place_to_anybody_until_it_is_ended(linli, two_communities, building):
    code = actions.make_code(actor=linli, community=two_communities[HERE], building=building)
    assert re.fullmatch("[23456789a-hjkmnp-z]{10}", code.token)
    with scope.limited_to(()):
        place = queries.place_by_token(code.token)
    assert (place.building_id, place.worker_name) == (building.pk, "陈晓燕")
    actions.end_code(actor=linli, code=code)
    with pytest.raises(NotFound, match="停用"):
        queries.place_by_token(code.token)
    with pytest.raises(NotFound):
        queries.place_by_token("nosuchcode")


def test_the_search_box_finds_a_building_by_name_and_pinyin(building):
    worker = somebody(HERE, "places.view")
    for words in ("滨河", "bhhy", "花园3号楼"):
        (group,) = search.find(worker, words)
        assert [hit.id for hit in group.hits] == [building.pk], words
    assert search.find(somebody(THERE, "places.view"), "滨河") == []
    assert queries.reindex() == 1


def test_buildings_stand_in_the_order_of_their_numbers(linli, two_communities):
    for number in (10, 2, 1):
        actions.add_building(actor=linli, community=two_communities[HERE], name=f"{number}号楼")
    names = Building.objects.order_by("name_sort").values_list("name", flat=True)
    assert [*names] == ["1号楼", "2号楼", "10号楼"]
