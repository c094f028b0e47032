import json

import pytest

from linli.core.divisions import actions
from linli.core.divisions.models import Department, Division
from linli.core.divisions.tests.conftest import HERE, THERE, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(browser, two_communities):
    return browser("secretary", HERE)


@pytest.fixture
def dispatcher(browser, two_communities):
    return browser("dispatcher", HERE[:9])


def test_the_tree_begins_where_the_reader_works(secretary):
    page = secretary.get("/divisions/").content.decode()
    assert HERE in page
    assert THERE not in page


def test_a_secretary_draws_a_grid_and_sees_it_on_the_map(secretary):
    page = secretary.get(f"/divisions/{HERE}/grids/new/")
    assert page.status_code == 200
    typed = {"name": "东一网格", "worker_name": "陈", "worker_phone": "0571-88886666"}
    typed["boundary"] = json.dumps(square())
    answer = secretary.post(f"/divisions/{HERE}/grids/new/", typed, follow=True)
    assert "东一网格" in answer.content.decode()
    assert "coordinates" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "name"),
        ({"name": "x", "boundary": "{"}, "GeoJSON"),
        ({"name": "x", "boundary": "[1]"}, "多边形"),
        ({"name": "x", "worker_phone": "12"}, "座机"),
        ({"name": "x" * 200}, "80"),
    ],
)
def test_a_form_that_cannot_be_taken_comes_back_as_typed_with_the_repair(secretary, typed, words):
    answer = secretary.post(f"/divisions/{HERE}/grids/new/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert str(typed.get("worker_phone", "")) in page


def test_a_grid_is_changed_and_keeps_its_code(secretary, two_communities, linli):
    grid = actions.draw_grid(linli, two_communities[HERE], name="一", boundary=square())
    page = secretary.get(f"/divisions/grids/{grid.code}/").content.decode()
    assert "116.01" in page
    secretary.post(f"/divisions/grids/{grid.code}/", {"name": "二"})
    grid.refresh_from_db()
    assert (grid.name, grid.boundary) == ("二", None)


def test_a_dispatcher_registers_and_closes_a_department(dispatcher):
    typed = {"name": "城管办", "kind": "government", "phone": "12345"}
    assert dispatcher.post(f"/divisions/{HERE}/departments/new/", typed).status_code == 302
    department = Department.objects.get(name="城管办")
    url = f"/divisions/departments/{department.pk}/"
    assert "城管办" in dispatcher.get(url).content.decode()
    assert dispatcher.post(url, typed).status_code == 302
    department.refresh_from_db()
    assert not department.is_active
    again = dispatcher.post(f"/divisions/{HERE}/departments/new/", typed)
    assert again.status_code == 409
    assert "已经有一个" in again.content.decode()


def test_a_system_administrator_says_how_an_office_is_reached(browser, two_communities):
    administrator = browser("system_admin", "")
    url = f"/divisions/{HERE}/office/"
    assert (
        administrator.post(url, {"phone": "0571-88886666", "population": "1200"}).status_code == 302
    )
    assert Division.objects.get(pk=HERE).phone == "057188886666"
    assert administrator.get("/divisions/").status_code == 200


def test_what_is_not_theirs_is_not_there(secretary, dispatcher, two_communities, linli):
    foreign = actions.draw_grid(linli, two_communities[THERE], name="别处")
    for url in (f"/divisions/{THERE}/", f"/divisions/grids/{foreign.code}/", "/divisions/999/"):
        assert secretary.get(url).status_code == 404, url
    assert secretary.get(f"/divisions/{HERE}/office/").status_code == 403
    assert secretary.post(f"/divisions/{HERE}/departments/new/", {}).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client, two_communities):
    for url in ("/divisions/", f"/divisions/{HERE}/", f"/divisions/{HERE}/grids/new/"):
        assert client.get(url).status_code == 302
