"""The same bad input gets the same clear refusal on a page, over the API and over Open311.

The code is in the API's body, in Open311's header `Linli-Code`, and on pages in `data-code`.
"""

import json
import re

import pytest
from django.urls import reverse

from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case
from linli.domains.cases.rules import OPEN311_STATUSES, Status
from linli.domains.cases.tests.conftest import COMMUNITY, SUBDISTRICT
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts.models import Account
from linli.platform.api import actions as api

TYPED = "三号楼电梯门关不上，里面有人"
LONG = TYPED + "很" * 4000


@pytest.fixture
def program(town):
    """A program that may do here what a dispatcher may."""
    account = Account.objects.create(
        username="program", name="program", kind="service", created_at=clock.now()
    )
    Grant.objects.create(account=account, role_id="dispatcher", area=SUBDISTRICT)
    made = api.create_key(actor=machine("test"), account=account, name="test", per_minute=1000)
    return {"Authorization": f"Bearer {made.token}"}


@pytest.fixture
def entrances(desk, program, client):
    """How each entrance answers: its status, the code it gives, and the body."""
    browser = desk("dispatcher", SUBDISTRICT)

    def page(address, body):
        answer = browser.post(address, body)
        if answer.status_code == 302:
            answer = browser.get(answer.url)
        codes = re.findall(r'data-code="([^"]+)"', answer.text)
        return answer, codes[0] if codes else ""

    def programs(address, body):
        answer = client.post(
            address, json.dumps(body), content_type="application/json",
            headers=program | {"Idempotency-Key": str(clock.now().timestamp())},
        )  # fmt: skip
        return answer, answer.json().get("code", "")

    def open311(address, body):
        answer = client.post(address, body, headers=program)
        return answer, answer.get("Linli-Code", "")

    return page, programs, open311


def entering(**changes):
    """The counter's form and the bodies of the two APIs, with the same thing wrong in each."""
    said = {"description": TYPED, "phone": ""} | changes
    return {
        "page": said | {
            "community": COMMUNITY, "channel": "counter", "urgency": "normal", "name": "张三",
            "on_behalf": "person", "submission_id": str(new_id()),
        },
        "api": {
            "area": COMMUNITY, "description": said["description"],
            "reporter": {"name": "张三", "phone": said["phone"]},
        },
        "open311": said | {
            "service_code": "lift", "address_string": "三号楼", "jurisdiction_id": COMMUNITY,
        },
    }  # fmt: skip


REPORTS = {
    "nothing said": entering(description=" "),
    "far too much said": entering(description=LONG),
    "no telephone number": entering(phone="等您来电"),
}


@pytest.mark.parametrize("bad", REPORTS.values(), ids=REPORTS)
def test_a_report_that_cannot_be_taken_is_refused_alike_and_what_was_said_comes_back(
    town, entrances, bad
):
    page, programs, open311 = entrances
    answer, code = page(reverse("cases:enter"), bad["page"])
    told, api_code = programs("/api/v1/cases/", bad["api"])
    assert (answer.status_code, code) == (told.status_code, api_code) == (422, "invalid")
    if bad["open311"]["description"].strip():  # the standard asks for no description
        said, code = open311("/open311/v2/requests.json", bad["open311"])
        assert (said.status_code, code) == (400, "invalid")
        assert said.json()[0]["description"]
    for words in ("description", "phone", "name"):
        assert bad["page"][words] in answer.text
    assert not Case.objects.exists()


def deed(town, name):
    """A deed of a dispatcher that the rules refuse, as page and program ask for it: the address of
    the page, its form, that of the API, its body, and what has to come."""
    lift = queries.categories().get(code="lift")
    party = town.property.pk
    sent = {"category": lift.pk, "lead": party, "task": "请带备件上门"}
    asked = {"category": "lift", "lead": str(party), "task": "请带备件上门"}
    declined = {"ground": "beyond_duties", "explanation": " "}
    match name:
        case "taken":
            case = actions.take_case(actor=town.colleague, case=town.reported())
            sent |= {"version": case.version}
            return case, "dispatch", sent, asked, (409, "cases.taken_by_another")
        case "changed":
            case = town.reported()
            sent |= {"version": case.version}
            asked |= {"seen_version": case.version}
            actions.take_case(actor=town.dispatcher, case=case)
            actions.release_case(actor=town.dispatcher, case=case)
            return case, "dispatch", sent, asked, (409, "cases.changed_meanwhile")
        case "lead helps itself":
            case = town.reported()
            sent |= {"co_handlers": [party], "version": case.version}
            asked |= {"co_handlers": [str(party)]}
            return case, "dispatch", sent, asked, (422, "cases.parties_unclear")
        case "not on the board":
            declined |= {"explanation": "不归本街道管，请找区住建委。"}
            return town.closed(), "decline", declined, declined, (409, "cases.move_not_allowed")
        case "declined without words":
            return town.reported(), "decline", declined, declined, (422, "invalid")
    raise AssertionError(name)


DEEDS = ("taken", "changed", "lead helps itself", "not on the board", "declined without words")


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_that_the_rules_refuse_has_one_code_at_every_entrance(town, entrances, name):
    page, programs, _open311 = entrances
    case, form, typed, body, (status, code) = deed(town, name)
    before = Case.objects.filter(pk=case.pk).values().get()
    address = reverse(f"cases:{form}", args=[case.pk])
    answer, on_page = page(address, {f"{form}-{key}": each for key, each in typed.items()})
    told, over_api = programs(f"/api/v1/cases/{case.pk}/{form}/", body)
    assert (told.status_code, over_api, on_page) == (status, code, code)
    assert told.json()["detail"]
    assert Case.objects.filter(pk=case.pk).values().get() == before
    for written in ("task", "explanation"):
        assert typed.get(written, "") in answer.text


def test_a_method_that_an_address_does_not_know_is_refused_in_its_own_form(town, entrances, client):
    page = client.put(reverse("voice:follow"))
    assert (page.status_code, page["Allow"]) == (405, "GET, HEAD, POST")
    assert 'data-code="method_not_allowed"' in page.text
    told = client.put("/api/v1/cases/")
    assert (told.status_code, told.json()["code"]) == (405, "method_not_allowed")
    assert "POST" in told["Allow"]
    said = client.put("/open311/v2/requests.json")
    assert (said.status_code, said.json()[0]["code"]) == (405, 405)
    assert (said["Linli-Code"], said["Allow"]) == ("method_not_allowed", "GET, HEAD, POST")


def test_what_is_not_there_has_one_code(town, entrances, client, program):
    page, programs, _open311 = entrances
    nowhere = "00000000-0000-7000-8000-000000000000"
    answer, code = page(reverse("cases:take", args=[nowhere]), {})
    told, over_api = programs(f"/api/v1/cases/{nowhere}/take/", {})
    said = client.get("/open311/v2/requests/20261102-0001-1.json")
    assert {answer.status_code, told.status_code, said.status_code} == {404}
    assert {code, over_api, said["Linli-Code"]} == {"not_found"}


def test_every_status_of_a_case_is_open_or_closed_to_open311_and_the_filter_agrees(town, client):
    whole, merged = (
        town.reported(description=f"电梯坏了{each}", category=queries.categories().get(code="lift"))
        for each in range(2)
    )
    actions.merge_cases(actor=town.dispatcher, into=whole, cases=[merged])
    assert sorted(sum(OPEN311_STATUSES.values(), ())) == sorted(Status)
    for word in OPEN311_STATUSES:
        listed = client.get("/open311/v2/requests.json", {"status": word}).json()
        assert {each["status"] for each in listed} <= {word}
        assert {each["service_request_id"] for each in listed} == (
            {whole.number, merged.number} if word == "open" else set()
        )
