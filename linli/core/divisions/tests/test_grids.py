import pytest
from django.db import connection, transaction

from linli.core.divisions import actions, queries
from linli.core.divisions.models import Grid
from linli.core.divisions.tests.conftest import HERE, THERE, somebody, square
from linli.kernel.errors import Conflict, Invalid, NotFound, NotPermitted
from linli.platform.database import scope


def draw(actor, community, name="第一网格", **more):
    return actions.draw_grid(actor, community, name=name, **more)


def test_grids_get_the_next_free_code_of_their_community(linli, two_communities):
    here = two_communities[HERE]
    assert draw(linli, here).code == f"{HERE}001"
    assert draw(linli, here, "第二网格").code == f"{HERE}002"


def test_a_grid_is_found_by_a_point_and_again_after_its_boundary_moved(linli, two_communities):
    grid = draw(linli, two_communities[HERE], boundary=square())
    assert queries.grid_at(39.005, 116.005, HERE) == grid.code
    assert queries.grid_at(39.005, 116.005, THERE) is None
    actions.change_grid(linli, grid, name=grid.name, boundary=square(117.0))
    assert queries.grid_at(39.005, 116.005, HERE) is None
    assert queries.grid_at(39.005, 117.005, HERE[:9]) == grid.code


def test_a_change_that_was_rolled_back_is_forgotten_by_the_index_too(linli, two_communities):
    grid = draw(linli, two_communities[HERE], boundary=square())
    with transaction.atomic():
        actions.change_grid(linli, grid, name=grid.name, boundary=square(117.0))
        assert queries.grid_at(39.005, 117.005, HERE) == grid.code
        transaction.set_rollback(True)
    fresh = Grid.objects.get(pk=grid.pk)
    actions.change_grid(linli, fresh, name=grid.name, boundary=square(118.0))
    assert queries.grid_at(39.005, 117.005, HERE) is None
    assert queries.grid_at(39.005, 118.005, HERE) == grid.code


def test_whoever_asks_the_index_is_whole(linli, two_communities):
    grid = draw(linli, two_communities[HERE], boundary=square())
    with scope.limited_to(()):
        assert queries.grid_at(39.005, 116.005, HERE) == grid.code


def test_a_grid_upon_its_neighbour_is_refused(linli, two_communities):
    draw(linli, two_communities[HERE], boundary=square())
    with pytest.raises(Invalid, match="“第一网格”重叠"):
        draw(linli, two_communities[HERE], "第二网格", boundary=square(116.005))


def test_the_workers_phone_has_to_be_one(linli, two_communities):
    with pytest.raises(Invalid) as refusal:
        draw(linli, two_communities[HERE], worker_phone="123")
    assert "worker_phone" in refusal.value.fields


def test_a_grid_stands_in_a_community_and_in_nothing_else(linli, two_communities):
    with pytest.raises(Invalid, match="社区"):
        draw(linli, two_communities[HERE].parent)


def test_a_community_is_full_after_999_grids(linli, two_communities):
    Grid.objects.bulk_create(
        Grid(code=f"{HERE}{n:03d}", community_id=HERE, name=str(n)) for n in range(1, 1000)
    )
    with pytest.raises(Conflict, match="999"):
        draw(linli, two_communities[HERE])


def test_a_foreign_grid_is_not_there(linli, two_communities):
    grid = draw(linli, two_communities[THERE])
    secretary = somebody(HERE, "divisions.view", "divisions.draw")
    with pytest.raises(NotFound):
        queries.grid(secretary, grid.code)
    with pytest.raises(NotPermitted):
        draw(secretary, two_communities[THERE])
    assert draw(secretary, two_communities[HERE]).worker_name == ""


def test_every_deed_is_in_the_trail(linli, two_communities):
    draw(linli, two_communities[HERE])
    with connection.cursor() as cursor:
        cursor.execute("SELECT deed, area FROM audit_entry")
        assert cursor.fetchall() == [("divisions.draw_grid", f"{HERE}001")]


def test_departments_serve_their_area_and_all_below_it(linli, two_communities):
    for name, area in (("城管", "110101"), ("物业", HERE), ("别处", THERE)):
        actions.open_department(linli, name=name, kind="government", area=area)
    assert {each.name for each in queries.departments_serving(f"{HERE}001")} == {"城管", "物业"}


def test_a_department_is_there_once_and_can_be_closed(linli, two_communities):
    department = actions.open_department(linli, name="城管", kind="government", area=HERE)
    with pytest.raises(Conflict, match="已经有一个“城管”"):
        actions.open_department(linli, name="城管", kind="government", area=HERE)
    actions.change_department(linli, department, name="城管办", kind="government", is_active=False)
    assert not queries.departments_serving(HERE).exists()


def test_a_grid_worker_works_in_the_community_of_the_grid(linli, two_communities):
    worker = somebody(f"{HERE}001", "cases.view")
    assert [each.code for each in queries.communities_of(worker, "cases.view")] == [HERE]
    assert queries.communities_of(linli, "cases.view").count() == 2
    assert not queries.communities_of(worker, "cases.enter").exists()
