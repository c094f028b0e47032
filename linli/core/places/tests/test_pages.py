import pytest

from linli.core.divisions.tests.conftest import HERE, THERE
from linli.core.places import actions
from linli.core.places.models import Building, PlaceCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def building(linli, two_communities):
    return actions.add_building(actor=linli, community=two_communities[HERE], name="3号楼")


@pytest.fixture
def worker(browser, two_communities):
    return browser("community_worker", HERE)


def test_a_worker_registers_a_building_with_a_position_from_gaode(worker):
    assert "社区" in worker.get("/places/").content.decode()
    typed = {"name": "4号楼", "latitude": "39.9", "longitude": "116.4", "datum": "gcj02"}
    answer = worker.post(f"/places/new/{HERE}/", typed, follow=True)
    assert answer.status_code == 200
    assert "4号楼" in answer.content.decode()
    assert Building.objects.get(name="4号楼").datum == "gcj02"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "name"),
        ({"name": "x", "latitude": "39.9"}, "一起填"),
        ({"name": "x", "latitude": "abc", "longitude": "116"}, "abc"),
        ({"name": "x", "latitude": "nan", "longitude": "inf"}, "nan"),
        ({"name": "x", "latitude": "99", "longitude": "116"}, "99"),
        ({"name": "x", "grid": "000"}, "grid"),
    ],
)
def test_a_building_that_cannot_be_taken_comes_back_as_typed(worker, typed, words):
    answer = worker.post(f"/places/new/{HERE}/", typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_building_is_changed_and_a_name_taken_twice_is_refused(
    worker, building, linli, two_communities
):
    actions.add_building(actor=linli, community=two_communities[HERE], name="5号楼")
    url = f"/places/{building.pk}/change/"
    assert "3号楼" in worker.get(url).content.decode()
    assert worker.post(url, {"name": "5号楼"}).status_code == 409
    assert worker.post(url, {"name": "6号楼"}).status_code == 302


def test_a_code_is_made_printed_scanned_and_ended(worker, client, building):
    worker.post(f"/places/{building.pk}/code/")
    code = PlaceCode.objects.get(building=building)
    assert "data:image/svg" in worker.get("/places/codes/").content.decode()
    assert code.token in worker.get(f"/places/{building.pk}/").content.decode()
    scanned = client.get(f"/q/{code.token}/")
    assert scanned.status_code == 200
    assert "3号楼" in scanned.content.decode()
    worker.post(f"/places/codes/{code.token}/end/")
    assert client.get(f"/q/{code.token}/").status_code == 404


def test_what_is_not_theirs_is_not_there(browser, building, two_communities):
    stranger = browser("community_worker", THERE)
    assert stranger.get(f"/places/{building.pk}/").status_code == 404
    assert stranger.post(f"/places/{building.pk}/code/").status_code == 404
    assert stranger.get(f"/places/new/{HERE}/").status_code == 404
    assert building.name not in stranger.get("/places/").content.decode()


def test_looking_is_not_editing(browser, building):
    dispatcher = browser("dispatcher", HERE[:9])
    assert dispatcher.get(f"/places/{building.pk}/").status_code == 200
    assert dispatcher.get(f"/places/{building.pk}/change/").status_code == 403
    assert dispatcher.post(f"/places/{building.pk}/code/").status_code == 403
