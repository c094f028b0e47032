"""What other systems are asked of a category, what they may answer, and where people read it."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case, Reply
from linli.domains.cases.rules import Ground
from linli.domains.cases.rules.asking import Datatype
from linli.domains.cases.tests.conftest import SUBDISTRICT
from linli.domains.cases.tests.open311 import (
    get,
    is_as_the_schema_says,
    post,
    program,
    said,
)
from linli.kernel.errors import Invalid, NotPermitted
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.database import scope

HOUSE = machine("test")
TRAPPED = [{"key": "yes", "name": "有人被困"}, {"key": "no", "name": "没有人被困"}]
SIGNS = [{"key": "noise", "name": "异响"}, {"key": "shake", "name": "抖动"}]


def lift():
    return queries.categories().get(code="lift")


def ask(code, datatype, **more):
    values = {"actor": HOUSE, "category": lift(), "words": f"{code}是什么"} | more
    return actions.ask(code=code, datatype=datatype, **values)


@pytest.fixture
def asked(town):
    ask("trapped", Datatype.SINGLE, choices=TRAPPED, is_required=True, hint="选一个")
    ask("signs", Datatype.MULTI, choices=SIGNS)
    ask("number", Datatype.STRING)
    ask("floor", Datatype.NUMBER)
    ask("since", Datatype.DATETIME)
    ask("story", Datatype.TEXT)
    ask("notice", Datatype.TEXT, is_asked=False)


@pytest.fixture
def key(town):
    return program()


def sent(key, **given):
    wish = {"api_key": key, "service_code": "lift", "address_string": "三号楼"}
    return post(**wish, **{f"attribute[{name}]": value for name, value in given.items()})


def refusals(answer, status=400):
    assert answer.status_code == status
    return " ".join(each["description"] for each in said(answer))


def test_only_a_service_with_questions_has_metadata(asked):
    services = {each["service_code"]: each["metadata"] for each in said(get("services.json"))}
    assert services.pop("lift") is True
    assert set(services.values()) == {False}


def test_the_definition_says_what_is_asked(asked):
    definition = said(get("services/lift.json"))

    assert is_as_the_schema_says(definition, "service-definition")
    attributes = definition["attributes"]
    assert [each["order"] for each in attributes] == [1, 2, 3, 4, 5, 6, 7]
    assert {each["datatype"] for each in attributes} == {each.value for each in Datatype}
    assert attributes[0] == {
        "variable": True, "code": "trapped", "datatype": "singlevaluelist", "required": True,
        "datatype_description": "选一个", "order": 1, "description": "trapped是什么",
        "values": TRAPPED,
    }  # fmt: skip
    assert attributes[-1]["variable"] is False
    assert "values" not in attributes[2]
    written = said(get("services/lift.xml"), "xml")
    assert [each.text for each in written.iterfind("attributes/attribute/code")] == [
        each["code"] for each in attributes
    ]
    first = written.find("attributes/attribute")
    assert [each.findtext("key") for each in first.iterfind("values/value")] == ["yes", "no"]


def test_answers_are_kept_with_the_case_and_read_on_its_page(asked, key):
    answer = sent(
        key, trapped="yes", number="A-3", floor="12.5", since="2026-11-01T08:30:00+08:00",
        story="第一行\n第二行", **{"signs][": ["noise", "shake"]},
    )  # fmt: skip
    assert answer.status_code == 200
    with scope.limited_to([SUBDISTRICT]):
        case = Case.objects.get()
        pairs = dict(queries.replies(machine("test"), case)["pairs"])
    assert pairs["trapped是什么"] == "有人被困"
    assert pairs["signs是什么"] == "异响、抖动"
    assert pairs["floor是什么"] == "12.5"
    assert pairs["story是什么"] == "第一行\n第二行"

    account = Account.objects.create(username="w", name="w", kind="staff")
    role = Role.objects.create(key="w", title="w", permissions=["cases.view"])
    Grant.objects.create(account=account, role=role, area=SUBDISTRICT)
    client = Client()
    client.force_login(account)
    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "有人被困" in page
    assert "异响、抖动" in page


def test_answers_lie_encrypted_and_behind_the_border_of_the_community(asked, key, superuser):
    sent(key, trapped="yes", number="京A12345")
    from django.db import connection

    with connection.cursor() as cursor, scope.limited_to([SUBDISTRICT]):
        cursor.execute('SELECT "values"::text FROM cases_reply')
        assert "京A12345" not in str(cursor.fetchall())
    with scope.limited_to(["110102"]):
        assert not Reply.objects.exists()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "attribute[trapped]"),
        ({"trapped": ""}, "attribute[trapped]"),
        ({"trapped": "perhaps"}, "yes、no"),
        ({"trapped": ["yes", "no"]}, "一个值"),
        ({"trapped": "yes", "signs][": ["noise", "smell"]}, "attribute[signs]"),
        ({"trapped": "yes", "number": "a\nb"}, "attribute[number]"),
        ({"trapped": "yes", "number": "x" * 401}, "attribute[number]"),
        ({"trapped": "yes", "floor": "twelve"}, "attribute[floor]"),
        ({"trapped": "yes", "floor": "NaN"}, "attribute[floor]"),
        ({"trapped": "yes", "since": "2026-11-01T08:30:00"}, "时区"),
        ({"trapped": "yes", "since": "2026-02-30"}, "attribute[since]"),
        ({"trapped": "yes", "story": "x" * 4001}, "attribute[story]"),
        ({"trapped": "yes", "notice": "x"}, "attribute[notice]"),
        ({"trapped": "yes", "colour": "red"}, "attribute[colour]"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_named(asked, key, given, named):
    assert named in refusals(sent(key, **given))
    assert not Case.objects.exists()


def test_an_empty_answer_is_the_same_as_none(asked, key):
    given = {"number": "", "signs][": ["", ""], "colour": "", "since": "2026-11-01"}
    assert sent(key, trapped="no", **given).status_code == 200
    with scope.limited_to([SUBDISTRICT]):
        assert Reply.objects.count() == 2


def test_everything_that_is_wrong_is_said_at_once(asked, key):
    answer = post(api_key=key, service_code="lift", phone="x" * 30, **{"attribute[floor]": "a"})

    assert answer.status_code == 400
    assert len(said(answer)) == 3 + 0
    words = refusals(answer)
    for name in ("phone", "attribute[trapped]", "attribute[floor]"):
        assert name in words


def test_of_errors_of_several_kinds_each_keeps_its_code(asked, key):
    answer = post(api_key=key, service_code="nothing", jurisdiction_id="9", lat="x")

    assert answer.status_code == 400
    assert sorted(each["code"] for each in said(answer)) == [400, 404, 404]


def test_what_is_asked_no_more_is_not_asked_and_its_answers_stay(asked, key):
    sent(key, trapped="yes")
    question = queries.questions_of(lift())[0]
    actions.ask_no_more(actor=HOUSE, question=question)

    assert "trapped" not in str(said(get("services/lift.json")))
    assert "attribute[trapped]" in refusals(sent(key, trapped="yes"))
    with scope.limited_to([SUBDISTRICT]):
        assert Reply.objects.get().question == question
    assert ask("trapped", Datatype.STRING).order == 8


def test_a_question_that_makes_no_sense_is_refused(town):
    with pytest.raises(Invalid):
        ask("x", Datatype.SINGLE)
    with pytest.raises(Invalid):
        ask("x", Datatype.TEXT, choices=TRAPPED)
    with pytest.raises(Invalid):
        ask("x", Datatype.MULTI, choices=[*TRAPPED, TRAPPED[0]])
    with pytest.raises(Invalid):
        ask("x", Datatype.TEXT, is_asked=False, is_required=True)
    ask("x", Datatype.TEXT)
    with pytest.raises(Invalid):
        ask("x", Datatype.NUMBER)
    with pytest.raises(NotPermitted):
        ask("y", Datatype.TEXT, actor=town.dispatcher)


@pytest.fixture
def admin(town):
    account = Account.objects.create(username="a", name="a", kind="staff")
    role = Role.objects.create(key="a", title="a", permissions=["cases.configure"])
    Grant.objects.create(account=account, role=role, area="")
    client = Client()
    client.force_login(account)
    return client


def test_an_administrator_sets_what_is_asked_on_a_page(admin):
    page = reverse("cases:service", args=["lift"])
    wish = {
        "code": "trapped", "words": "有没有人被困", "datatype": "singlevaluelist",
        "choices": "yes 有人被困\n\nno 没有", "hint": "", "is_required": "on",
    }  # fmt: skip
    assert admin.post(page, wish | {"choices": ""}).status_code == 422
    assert admin.post(page, wish).status_code == 302

    (question,) = queries.questions_of(lift())
    assert question.choices == [{"key": "yes", "name": "有人被困"}, {"key": "no", "name": "没有"}]
    assert "有没有人被困" in admin.get(page).content.decode()
    assert "电梯故障" in admin.get(reverse("cases:services")).content.decode()

    admin.post(reverse("cases:ask_no_more", args=["lift", question.pk]))
    assert queries.questions_of(lift()) == []


def test_a_screened_service_gives_a_token_until_somebody_has_read_the_case(town, key, admin):
    admin.post(reverse("cases:screen", args=["lift"]), {"is_screened": "on"})
    assert {each["type"] for each in said(get("services.json"))} == {"realtime", "batch"}

    (receipt,) = said(sent(key))
    assert set(receipt) == {"token", "service_notice"}
    address = f"tokens/{receipt['token']}.json"
    assert said(get(address)) == [{"token": receipt["token"]}]
    assert said(get("requests.json")) == []
    with scope.limited_to([SUBDISTRICT]):
        case = Case.objects.get()
        assert get(f"requests/{case.number}.json").status_code == 404
        actions.decline_case(
            actor=town.dispatcher, case=case, ground=Ground.BEYOND_DUTIES, explanation="不归我们"
        )

    told = {"service_request_id": case.number, "token": receipt["token"]}
    assert said(get(address)) == [told]
    written = said(get(address.replace("json", "xml")), "xml")
    assert {each.tag: each.text for each in written.find("request")} == told
    assert len(said(get("requests.json"))) == 1


@pytest.mark.parametrize("wrong", ["12", "x" * 48, "0" * 48, "0198c0de" * 6])
def test_a_token_that_linli_did_not_make_is_not_found(town, wrong):
    assert "token" in refusals(get(f"tokens/{wrong}.json"), 404)
