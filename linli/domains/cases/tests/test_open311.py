"""Open311 GeoReport v2 against its schemas and the rules of its specification."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from linli.core.divisions.models import Division, Grid
from linli.core.places.models import Building, PlaceCode
from linli.domains.cases import actions, queries
from linli.domains.cases.actions import Reporter
from linli.domains.cases.api.open311_xml import spelled
from linli.domains.cases.models import Case, Contact
from linli.domains.cases.queries import Wanted, open311
from linli.domains.cases.rules import Ground
from linli.domains.cases.tests.conftest import (
    COMMUNITY,
    ELSEWHERE,
    GRID,
    MONDAY,
    SUBDISTRICT,
)
from linli.domains.cases.tests.open311 import (
    get,
    is_as_the_schema_says,
    is_told,
    post,
    program,
    said,
)
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import visitor
from linli.platform.accounts.models import Account
from linli.platform.audit.models import Entry
from linli.platform.database import scope

W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")
PRIVATE = "患病的王奶奶住 3-501"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[116.1, 39.1], [116.2, 39.1], [116.2, 39.2], [116.1, 39.2], [116.1, 39.1]]],
}


def lift():
    return queries.categories().get(code="lift")


@pytest.fixture
def key(town):
    return program()


def codes(answer):
    return [each["service_request_id"] for each in said(answer)]


def errors(answer, status):
    """The sentences of a refusal, whose code is its status."""
    assert answer.status_code == status
    found = said(answer)
    assert [set(each) for each in found] == [{"code", "description"}] * len(found)
    assert {each["code"] for each in found} == {status}
    return " ".join(each["description"] for each in found)


def test_discovery_says_the_same_in_both_formats(town):
    answer = said(get("discovery.json"))
    assert set(answer) == {"changeset", "contact", "key_service", "endpoints"}
    (endpoint,) = answer["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"].endswith("/open311/v2")
    assert endpoint["formats"] == ["text/xml", "application/json"]
    written = said(get("discovery.xml"), "xml")
    assert written.tag == "discovery"
    assert written.findtext("contact") == answer["contact"]
    assert [each.text for each in written.iterfind("endpoints/endpoint/formats/format")] == [
        "text/xml",
        "application/json",
    ]


def test_every_service_is_as_the_schema_says_and_has_no_foreign_field(town):
    services = said(get("services.json"))
    assert is_as_the_schema_says(services, "services")
    for each in services:
        assert is_as_the_schema_says(each, "service")
        assert is_told(each, "service")
    lift = next(each for each in services if each["service_code"] == "lift")
    assert (lift["service_name"], lift["group"]) == ("电梯故障", "物业管理")
    assert "电梯" in lift["keywords"].split(",")
    written = said(get("services.xml"), "xml")
    assert written.tag == "services"
    assert [each.findtext("service_code") for each in written.iterfind("service")] == [
        each["service_code"] for each in services
    ]
    assert {each.tag for each in written[0]} == set(services[0])
    assert {each.text for each in written.iterfind("service/metadata")} == {"false"}


def test_the_definition_of_a_service_asks_for_nothing_more(town):
    definition = said(get("services/lift.json"))
    assert is_as_the_schema_says(definition, "service-definition")
    assert definition == {"service_code": "lift", "attributes": []}
    written = said(get("services/lift.xml"), "xml")
    assert (written.tag, len(written.find("attributes"))) == ("service_definition", 0)
    assert "nothing" in errors(get("services/nothing.json"), 404)


def test_a_request_becomes_a_case_like_any_other(town, key):
    answer = post(
        api_key=key, service_code="lift", address_string="三号楼, 和平里", description="电梯门关不上",
        first_name="三", last_name="张", phone="13800000913", email="a@example.org", device_id="x",
        account_id="7",
    )  # fmt: skip
    assert answer.status_code == 200
    (receipt,) = said(answer)
    assert set(receipt) == {"service_request_id", "service_notice"}
    with scope.limited_to([SUBDISTRICT]):
        case = Case.objects.get(number=receipt["service_request_id"])
        contact = Contact.objects.get(case=case)
    assert (case.channel, case.area, case.category) == ("open311", COMMUNITY, lift())
    assert case.description == "电梯门关不上"
    assert (contact.name, contact.phone) == ("张三", "13800000913")
    assert queries.check_code(case) in receipt["service_notice"]
    assert Entry.objects.get(deed="cases.report").actor_name == "水务平台"


def test_a_request_in_xml_is_answered_in_xml(town, key):
    written = said(post("xml", api_key=key, service_code="lift", address_string="三号楼"), "xml")
    assert written.tag == "service_requests"
    assert [each.tag for each in written.find("request")] == [
        "service_request_id",
        "service_notice",
    ]
    number = written.findtext("request/service_request_id")
    assert codes(get(f"requests/{number}.json")) == [number]


@pytest.mark.parametrize("wrong", [None, "", "linli_0123456789ab.wrong", "xyz"])
def test_without_a_good_key_nothing_is_written(town, wrong):
    given = {} if wrong is None else {"api_key": wrong}
    answer = post(service_code="lift", address_string="三号楼", **given)
    assert errors(answer, 403)
    assert not Case.objects.exists()
    assert said(post("xml", service_code="lift"), "xml").findtext("error/code") == "403"


def test_a_session_is_no_key(town, client):
    client.force_login(Account.objects.create(username="a", name="a", kind="staff"))
    answer = client.post("/open311/v2/requests.json", {"service_code": "lift"})
    assert errors(answer, 403)


def test_a_key_that_may_not_report_there_is_refused(town):
    reader = program(permissions=["cases.view"])
    assert post(api_key=reader, service_code="lift", lat="39.1", long="116.1").status_code == 400
    elsewhere = program(area=ELSEWHERE)
    PlaceCode.objects.create(token="here", community_id=COMMUNITY, area=GRID, name="大厅")
    assert errors(post(api_key=elsewhere, service_code="lift", address_id="here"), 403)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("given", "status", "named"),
    [
        ({"address_string": "三号楼"}, 400, "service_code"),
        ({"service_code": "", "address_string": "三号楼"}, 400, "service_code"),
        ({"service_code": "nothing", "address_string": "三号楼"}, 404, "nothing"),
        ({"service_code": "lift"}, 400, "address_string"),
        ({"service_code": "lift", "address_string": " "}, 400, "address_string"),
        ({"service_code": "lift", "lat": "39.1"}, 400, "long"),
        ({"service_code": "lift", "lat": "91", "long": "116"}, 400, "lat"),
        ({"service_code": "lift", "lat": "nan", "long": "116"}, 400, "lat"),
        ({"service_code": "lift", "address_id": "nowhere"}, 404, "码"),
        ({"service_code": "lift", "address_string": "a", "phone": "12"}, 400, "号码"),
        ({"service_code": "lift", "address_string": "a", "description": "长" * 4001}, 400, "4000"),
        ({"service_code": "lift", "address_string": "a", "jurisdiction_id": "9"}, 404, "9"),
        ({"service_code": "lift", "address_string": "a", "media_url": "x y"}, 400, "media_url"),
    ],
)
def test_what_is_wrong_with_a_request_is_said_and_nothing_is_kept(town, key, given, status, named):
    assert named in errors(post(api_key=key, **given), status)
    assert not Case.objects.exists()


def test_several_things_wrong_are_several_errors(town, key):
    assert len(said(post(api_key=key, lat="x"))) == 2


def test_an_empty_parameter_is_the_same_as_none(town, key):
    answer = post(
        api_key=key, service_code="lift", address_string="三号楼", lat="", long="", address_id="",
        description="", phone="", media_url="", jurisdiction_id="",
    )  # fmt: skip
    assert answer.status_code == 200
    with scope.limited_to([SUBDISTRICT]):
        assert Case.objects.get().description == "电梯故障"
    empty = get("requests.json", service_request_id="", status="", start_date="", end_date="")
    assert said(empty) == said(get("requests.json"))


def test_a_point_finds_its_grid_and_a_code_its_building(town, key):
    Grid.objects.filter(pk=GRID).update(boundary=SQUARE)
    Division.objects.filter(pk=COMMUNITY).update(grids_version=new_id())
    house = Building.objects.create(
        community_id=COMMUNITY, area=GRID, name="三号楼", latitude=39.15, longitude=116.15
    )
    PlaceCode.objects.create(
        token="door", community_id=COMMUNITY, area=GRID, building=house, name="三号楼"
    )
    assert post(api_key=key, service_code="lift", lat="39.11", long="116.11").status_code == 200
    assert post(api_key=key, service_code="lift", address_id="door").status_code == 200
    with scope.limited_to([SUBDISTRICT]):
        around, inside = Case.objects.order_by("number")
    assert (around.area, around.latitude, around.datum) == (GRID, 39.11, "wgs84")
    assert (inside.area, inside.building_id, inside.latitude) == (GRID, house.pk, 39.15)


def test_a_key_of_a_whole_sub_district_says_which_community_it_means(town):
    Division.objects.create(code="110101001002", name="第二社区", level="community")
    wide = program(area=SUBDISTRICT)
    wish = {"api_key": wide, "service_code": "lift", "address_string": "三号楼"}
    assert "jurisdiction_id" in errors(post(**wish), 400)
    assert post(**wish, jurisdiction_id=COMMUNITY).status_code == 200
    with scope.limited_to([SUBDISTRICT]):
        assert Case.objects.get().area == COMMUNITY


@pytest.fixture
def listed(town):
    """A case with everything that a person can write into one."""
    case = town.reported(
        PRIVATE, area=GRID, location="三号楼501", reporter=Reporter("王奶奶", "13800000913"),
        category=lift(),
    )  # fmt: skip
    actions.give_feedback(actor=town.worker, case=case, words=f"已联系{PRIVATE}")
    Case.objects.filter(pk=case.pk).update(latitude=39.123456, longitude=116.123456)
    return case


def test_a_request_is_as_the_schema_says_and_has_no_foreign_field(listed):
    requests = said(get("requests.json"))
    assert is_as_the_schema_says(requests, "requests")
    (request,) = requests
    assert is_as_the_schema_says(request, "request")
    assert is_told(request, "request")
    assert isinstance(request["service_code"], str)
    for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
        assert W3C.fullmatch(request[name])
    assert said(get(f"requests/{listed.number}.json")) == requests
    written = said(get("requests.xml"), "xml")
    assert written.tag == "service_requests"
    (element,) = written
    assert element.tag == "request"
    assert {each.tag: each.text for each in element} == {
        name: str(value) for name, value in request.items()
    }


def test_a_stranger_reads_nothing_that_a_person_wrote(listed):
    for address in ("requests.json", "requests.xml", f"requests/{listed.number}.json"):
        text = get(address).content.decode()
        assert listed.number in text
        for words in (PRIVATE, "王", "501", "13800000913", "39.123456"):
            assert words not in text
    (request,) = said(get("requests.json"))
    assert (request["lat"], request["long"]) == (39.123, 116.123)
    assert not {"description", "media_url"} & set(request)
    assert request["address"] == "地001"


def test_a_key_reads_its_own_community_in_full_and_no_other(listed):
    (mine,) = said(get("requests.json", key=program()))
    assert (mine["description"], mine["lat"]) == (PRIVATE, 39.123456)
    assert mine["address"] == "三号楼501, 地001"
    (theirs,) = said(get("requests.json", key=program(area=ELSEWHERE)))
    assert "description" not in theirs


def test_a_case_that_nobody_has_sorted_yet_is_no_request_of_any_service(town):
    case = town.reported()
    assert said(get("requests.json")) == []
    assert errors(get(f"requests/{case.number}.json"), 404)
    assert said(get("requests.xml"), "xml").tag == "service_requests"


def test_a_request_says_where_it_stands_and_who_answers_for_it(town, later):
    case = town.closed()
    (request,) = said(get("requests.json"))
    assert (request["status"], request["status_notes"]) == ("closed", "居民确认已解决")
    assert request["agency_responsible"] == "安居物业"
    with later(hours=2):
        neighbour = visitor(GRID, frozenset({"cases.answer"}))
        actions.add_words(actor=neighbour, case=case, words="谢谢")
        assert said(get("requests.json")) == [request]


def test_a_declined_request_is_closed(town):
    case = town.reported(category=lift())
    actions.decline_case(
        actor=town.dispatcher, case=case, ground=Ground.BEYOND_DUTIES, explanation=PRIVATE
    )
    (request,) = said(get("requests.json", status="closed"))
    assert (request["status"], request["status_notes"]) == ("closed", "不予受理")


def test_requests_are_chosen_by_service_status_and_place(town):
    one, other = town.reported(category=lift()), town.closed()
    road = town.reported(category=queries.categories().get(code="road"))
    assert codes(get("requests.json", status="closed")) == [other.number]
    assert set(codes(get("requests.json", status="open,closed"))) == {
        one.number, other.number, road.number,
    }  # fmt: skip
    assert codes(get("requests.json", service_code="road,,nothing")) == [road.number]
    assert codes(get("requests.json", jurisdiction_id=ELSEWHERE)) == []
    assert len(codes(get("requests.json", jurisdiction_id=SUBDISTRICT))) == 3
    assert errors(get("requests.json", jurisdiction_id="9"), 404)
    assert "open" in errors(get("requests.json", status="fixed"), 400)


def test_numbers_override_every_other_argument(town):
    one, other = town.reported(category=lift()), town.reported(category=lift())
    both = get(
        "requests.json", service_request_id=f"{one.number}, {other.number},x", status="fixed",
        start_date="yesterday",
    )  # fmt: skip
    assert set(codes(both)) == {one.number, other.number}


def test_a_period_is_ninety_days_at_most_and_the_last_ninety_by_itself(town):
    with clock.stopped_at(MONDAY - timedelta(days=100)):
        old = town.reported(category=lift())
    new = town.reported(category=lift())
    assert codes(get("requests.json")) == [new.number]
    assert codes(get("requests.json", end_date="2026-08-01T00:00:00Z")) == [old.number]
    assert codes(get("requests.json", start_date="2026-07-01T00:00:00+08:00")) == [old.number]
    span = {"start_date": "2026-07-01T00:00:00Z", "end_date": "2026-09-29T00:00:00Z"}
    assert codes(get("requests.json", **span)) == [old.number]
    span["end_date"] = "2026-09-29T00:00:01Z"
    assert "90" in errors(get("requests.json", **span), 400)
    span["end_date"] = "2026-06-01T00:00:00Z"
    assert errors(get("requests.json", **span), 400)


@pytest.mark.parametrize(
    "moment", ["2026-07-01", "2026-07-01T00:00:00", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00Z"]
)
def test_a_time_without_its_offset_is_refused(town, moment):
    assert "start_date" in errors(get("requests.json", start_date=moment), 400)


def test_a_list_ends_after_a_thousand_requests(town, monkeypatch):
    assert open311.MOST_LISTED == 1000
    monkeypatch.setattr(open311, "MOST_LISTED", 2)
    for _each in range(3):
        town.reported(category=lift())
    assert len(codes(get("requests.json"))) == 2


def test_a_list_takes_as_many_queries_however_long_it_is(town, django_assert_num_queries):
    wanted = Wanted(MONDAY - timedelta(days=90), MONDAY)
    for _each in range(3):
        town.dispatched()
    reader = town.worker
    with django_assert_num_queries(9):  # the ninth asks for photos, of all of them at once
        queries.requests_wanted(reader, wanted)


def test_any_other_address_and_method_is_refused_in_the_form_asked_for(town):
    for address in ("tokens/12.json", "service.json", "requests/x.y.json"):
        assert errors(get(address), 404)
    assert said(get("tokens/12.xml"), "xml").findtext("error/code") == "404"
    answer = Client().put("/open311/v2/requests.json")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert said(answer)[0]["code"] == 405


def test_what_xml_cannot_hold_is_replaced(town):
    written = spelled("request", {"description": "a\x0bb<&>\ud800", "lat": 1.5, "none": None})
    assert "<description>a\ufffdb&lt;&amp;&gt;\ufffd</description>" in written.decode()
