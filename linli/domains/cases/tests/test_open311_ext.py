"""Beside the standard: pages, updates, answers and photos; and refusals in the form asked for."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case
from linli.domains.cases.rules.asking import Datatype
from linli.domains.cases.tests.conftest import ELSEWHERE, SUBDISTRICT
from linli.domains.cases.tests.open311 import get, post, program, said
from linli.platform.access.actor import machine
from linli.platform.api.models import ApiKey
from linli.platform.database import scope
from linli.platform.files.models import StoredFile


def lift():
    return queries.categories().get(code="lift")


def picture(name="灯.png"):
    drawn = BytesIO()
    Image.new("RGB", (9, 9)).save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/png")


def send_photos(number, form="json", **given):
    with scope.limited_to([]):
        address = f"/open311/v2/ext/requests/{number}/photos.{form}"
        return Client(enforce_csrf_checks=True).post(address, given)


@pytest.fixture
def key(town):
    return program()


def test_a_long_list_comes_in_pages(town):
    numbers = [town.reported(category=lift()).number for _each in range(5)]
    first = get("ext/requests.json", page_size="2")
    assert 'page=2>; rel="next"' in first["Link"]
    second = get("ext/requests.json", page_size="2", page="2")
    last = get("ext/requests.json", page_size="2", page="3", status="open")

    shown = [each["service_request_id"] for page in (first, second, last) for each in said(page)]
    assert sorted(shown) == sorted(numbers)
    assert "Link" not in last
    assert len(said(get("ext/requests.xml", page_size="2"), "xml")) == 2
    for wrong in ({"page": "0"}, {"page_size": "201"}, {"page": "x"}, {"status": "fixed"}):
        assert get("ext/requests.json", **wrong).status_code == 400


def test_updates_tell_what_happened_and_to_a_key_what_was_said(town, key):
    case = town.closed()
    address = f"ext/requests/{case.number}/updates"

    told = said(get(f"{address}.json"))
    assert [each["service_request_id"] for each in told] == [case.number] * len(told)
    assert "门机已更换" not in str(told)
    assert "结案" in told[-1]["description"]
    assert "门机已更换" in str(said(get(f"{address}.json", key=key)))
    written = said(get(f"{address}.xml"), "xml")
    assert (written.tag, len(written.findall("request_update"))) == (
        "service_request_updates", len(told),
    )  # fmt: skip
    assert get("ext/requests/nothing/updates.json").status_code == 404


def test_a_program_sends_photos_and_sees_them(town, key):
    case = town.reported(category=lift())
    answer = send_photos(case.number, api_key=key, photo=[picture(), picture()])

    assert answer.status_code == 200
    photos = said(answer)
    assert len(photos) == 2
    assert (photos[0]["width"], photos[0]["height"]) == (9, 9)
    shown = Client().get(photos[0]["url"])
    assert shown.status_code == 200
    assert len(said(get(f"ext/requests/{case.number}/photos.xml", key=key), "xml")) == 2
    (mine,) = said(get("requests.json", key=key))
    assert mine["media_url"].startswith("http://")
    (theirs,) = said(get("requests.json"))
    assert "media_url" not in theirs


def test_photos_are_for_the_keys_of_their_community(town, key):
    case = town.reported(category=lift())
    send_photos(case.number, api_key=key, photo=picture())
    address = f"ext/requests/{case.number}/photos.json"

    assert get(address).status_code == 403
    assert get(address, key=program(area=ELSEWHERE)).status_code == 404
    assert send_photos(case.number, photo=picture()).status_code == 403
    reader = program(permissions=["cases.view"], name="只读")
    assert send_photos(case.number, api_key=reader, photo=picture()).status_code == 403
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("count", [0, 7])
def test_so_many_photos_are_refused(town, key, count):
    case = town.reported(category=lift())
    answer = send_photos(case.number, api_key=key, photo=[picture() for _each in range(count)])
    assert answer.status_code == 400


def test_what_is_no_picture_is_refused_in_xml_too(town, key):
    case = town.reported(category=lift())
    text = SimpleUploadedFile("a.png", b"<svg/>", "image/png")
    answer = send_photos(case.number, "xml", api_key=key, photo=text)

    assert answer.status_code == 400
    assert "照片" in said(answer, "xml").findtext("error/description")


def test_answers_are_told_to_a_key(town, key):
    actions.ask(
        actor=machine("test"), category=lift(), code="number", datatype=Datatype.STRING,
        words="电梯编号",
    )  # fmt: skip
    post(api_key=key, service_code="lift", address_string="三号楼", **{"attribute[number]": "A-3"})
    with scope.limited_to([SUBDISTRICT]):
        (listed,) = said(get("requests.json"))
    address = f"ext/requests/{listed['service_request_id']}/attributes.json"

    assert said(get(address, key=key)) == [
        {"code": "number", "description": "电梯编号", "values": [{"key": "A-3"}]}
    ]
    assert get(address).status_code == 403


def test_a_bad_key_in_the_header_is_refused_in_the_form_asked_for(town):
    answer = get("requests.json", key="linli_0123456789ab.wrong")
    assert answer.status_code == 403
    assert said(answer)[0]["code"] == 403
    answer = get("ext/requests.xml", key="xyz")
    assert said(answer, "xml").findtext("error/code") == "403"


@pytest.mark.parametrize("in_header", [True, False])
def test_a_key_that_calls_too_often_is_told_when_to_come_back(town, key, in_header):
    ApiKey.objects.update(per_minute=1)
    get("requests.json", key=key)
    answer = get("requests.json", key=key) if in_header else post(api_key=key)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 61
    (error,) = said(answer)
    assert error["code"] == 429


def test_what_is_refused_below_the_views_is_worded_alike(town):
    with scope.limited_to([]):
        answer = Client().get("/open311/v2/requests.json?status=%00")
        assert answer.status_code == 400
        assert json.loads(answer.content)[0]["code"] == 400
        written = said(Client().get("/open311/v2/requests.xml?status=%00"), "xml")
        assert written.findtext("error/code") == "400"


@pytest.mark.parametrize("in_header", [True, False])
def test_a_request_that_is_sent_again_with_its_once_key_makes_one_case(town, key, in_header):
    wish = {"service_code": "lift", "address_string": "三号楼"} | (
        {} if in_header else {"api_key": key}
    )
    headers = {"Idempotency-Key": "7c1e-0042"}
    if in_header:
        headers["Authorization"] = f"Bearer {key}"
    with scope.limited_to([]):
        first, again = (
            Client(headers=headers).post("/open311/v2/requests.json", wish) for _each in range(2)
        )
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"
    with scope.limited_to([SUBDISTRICT]):
        assert Case.objects.count() == 1


def test_a_refused_request_may_be_mended_under_the_same_once_key(town, key):
    headers = {"Idempotency-Key": "7c1e-0043"}
    with scope.limited_to([]):
        for wish, status in (({"api_key": key}, 400), ({"service_code": "lift"}, 403)):
            answer = Client(headers=headers).post("/open311/v2/requests.json", wish)
            assert answer.status_code == status


def test_a_parameter_may_be_there_several_times(town):
    one, other = town.reported(category=lift()), town.reported(category=lift())
    both = {one.number, other.number}
    for given in ({"service_request_id": sorted(both)}, {"service_code": ["lift", "road"]}):
        shown = said(get("requests.json", **given))
        assert {each["service_request_id"] for each in shown} == both


def test_an_unknown_jurisdiction_is_said_whatever_is_asked(town):
    for address in ("services.json", "services/lift.json", "tokens/1.json", "requests/1.json"):
        assert get(address, jurisdiction_id="9").status_code == 404
