import pytest

from linli.core.divisions.tests.conftest import HERE, THERE
from linli.core.people.models import Resident
from linli.core.people.tests.conftest import NUMBER

FULL = ("张三丰", "13800000913", NUMBER, "1949")


@pytest.fixture
def worker(browser, zhang):
    return browser("community_worker", HERE)


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    "url", ["/people/", "/people/{}/", "/people/{}/change/", "/people/{}/leaving/"]
)
def test_no_page_shows_anybody_in_full_without_being_asked(worker, zhang, url):
    page = text(worker.get(url.format(zhang.pk)))
    assert "张**" in page
    for secret in FULL[:3]:
        assert secret not in page


def test_after_a_reason_the_record_stands_in_full_once(worker, zhang):
    url = f"/people/{zhang.pk}/reveal/"
    refused = worker.post(url, {"reason": ""})
    assert refused.status_code == 422
    assert "13800000913" not in text(refused)
    seen = text(worker.post(url, {"reason": "约上门时间"}))
    for secret in FULL:
        assert secret in seen
    assert worker.get(url).status_code == 405


def test_a_resident_is_entered_and_a_mistake_comes_back_as_typed(worker, building):
    url = f"/people/new/{HERE}/"
    assert worker.get(url).status_code == 200
    wrong = {"name": "李四", "phone": "12", "gender": "male", "relation": "owner", "door": "501"}
    answer = worker.post(url, wrong)
    assert answer.status_code == 422
    assert "有门牌时要写楼栋" in text(answer)
    answer = worker.post(url, wrong | {"building": "3号楼"})
    assert answer.status_code == 422
    assert "电话拨不通" in text(answer)
    assert "李四" in text(answer)
    right = wrong | {"building": "3号楼", "phone": "13800000914"}
    assert "李**" in text(worker.post(url, right, follow=True))
    assert worker.post(url, right).status_code == 409


def test_what_is_left_empty_in_a_correction_stays(worker, zhang):
    url = f"/people/{zhang.pk}/change/"
    typed = {"gender": "female", "relation": "tenant", "building": "3号楼", "door": "2单元501"}
    assert worker.post(url, typed).status_code == 302
    fresh = Resident.objects.get()
    assert (fresh.name, fresh.phone, fresh.relation) == ("张三丰", "13800000913", "tenant")


def test_a_record_is_closed(worker, zhang):
    url = f"/people/{zhang.pk}/leaving/"
    assert worker.post(url, {"left_on": "2999-01-01"}).status_code == 422
    assert worker.post(url, {"left_on": "2026-01-01"}).status_code == 302
    assert "张**" not in text(worker.get("/people/"))


def test_the_building_tells_how_many_live_in_it(worker, building):
    page = text(worker.get(f"/places/{building.pk}/"))
    assert "1 位居民" in page
    assert "张**" in text(worker.get(f"/people/?building={building.pk}"))


def test_a_filter_that_is_none_narrows_nothing(worker):
    for query in ("care=x", "community=9", "building=x", "after=x", "after=" + "0" * 32):
        assert worker.get(f"/people/?{query}").status_code == 200, query
    assert "张**" not in text(worker.get("/people/?care=veteran"))


def test_the_search_box_finds_and_masks(worker, zhang):
    page = worker.post("/search/", {"q": "zsf"})
    assert page.status_code == 200
    assert str(zhang.pk) in text(page)
    assert "张三丰" not in text(page)
    part = worker.post("/search/", {"q": "0913"}, headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert "张**" in text(part)


def test_what_is_not_theirs_is_not_there(browser, zhang, client):
    stranger = browser("community_worker", THERE)
    for page in ("", "change/", "leaving/"):
        assert stranger.get(f"/people/{zhang.pk}/{page}").status_code == 404
    assert stranger.post(f"/people/{zhang.pk}/reveal/", {"reason": "好奇"}).status_code == 404
    assert stranger.get(f"/people/new/{HERE}/").status_code == 404
    dispatcher = browser("dispatcher", HERE[:9])
    assert dispatcher.get(f"/people/{zhang.pk}/").status_code == 200
    assert dispatcher.post(f"/people/{zhang.pk}/reveal/", {"reason": "好奇"}).status_code == 403
    assert browser("evaluator", HERE[:9]).get("/people/").status_code == 403
    assert client.get("/people/").status_code == 302
