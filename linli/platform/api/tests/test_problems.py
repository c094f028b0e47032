import pytest

from linli.core.divisions.models import Department

pytestmark = [pytest.mark.django_db, pytest.mark.urls("linli.platform.api.tests.house")]


def test_a_refusal_says_what_is_wrong_in_words_and_in_a_code(caller):
    answer = caller.send("/notes/refuse/conflict/")
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "/api/v1/docs#conflict",
        "title": "与现在的情况冲突",
        "status": 409,
        "code": "conflict",
        "detail": "已经有人处理。",
        "facts": {"who": "x"},
    }


def test_each_wrong_value_is_named_with_the_sentence_that_mends_it(caller):
    answer = caller.send("/notes/", {"title": "", "count": 12, "at": "yesterday"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"in": "body", "pointer": "/title", "detail": "太短，至少 1 个字。"},
        {"in": "body", "pointer": "/count", "detail": "不能大于 9。"},
        {
            "in": "body",
            "pointer": "/at",
            "detail": "请写成带时区的时间，例如 2026-05-01T08:30:00+08:00。",
        },
    ]


def test_a_rule_that_finds_a_field_wrong_points_to_it_too(caller):
    answer = caller.send("/notes/refuse/invalid/")
    assert answer.json()["errors"] == [{"in": "body", "pointer": "/title", "detail": "太短。"}]


def test_a_limit_says_when_to_come_back(caller):
    answer = caller.send("/notes/refuse/too-many/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "7")


def test_an_unexpected_fault_tells_a_number_and_nothing_of_the_inside(caller):
    answer = caller.send("/notes/refuse/broken/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["facts"]["reference"] == answer["X-Request-ID"]
    assert not Department.objects.exists(), "what the call had written is undone"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/nowhere/", 404, "not_found"),
        ("get", "/api/v1/nowhere", 404, "not_found"),
        ("post", "/api/v1/notes", 404, "not_found"),
        ("get", "/api/v1/", 404, "not_found"),
        ("patch", "/api/v1/notes/", 405, "method_not_allowed"),
        ("get", "/api/v1/notes/%00/", 400, "malformed"),
        ("get", "/api/v1/notes/?q=%00", 400, "malformed"),
    ],
)
def test_an_address_or_a_method_that_is_not_there_is_a_problem_too(
    caller, method, path, status, code
):
    answer = getattr(caller, method)(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.has_header("Allow") == (status == 405)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        (b"\xff\xfe", 400),
        ('{"title": NaN}', 400),
        (r'{"title": "\ud800"}', 400),
        ("[" * 100_000, 400),
        (r'{"title": "a\u0000b"}', 422),
        (r'{"title": "b", "n": ["\u0000"]}', 422),
        (r'{"title": "an escaped \\u0000 is six characters"}', 201),
        ("[]", 422),
        ("null", 422),
        ('"' + "x" * 1_100_000 + '"', 413),
        ('{"title": "𠮷🏳️‍🌈\u202eabc", "count": 1}', 201),
        ('{"count": ' + "9" * 5000 + "}", 400),
    ],
)
def test_bytes_that_no_person_meant_are_refused_before_they_reach_the_database(
    caller, body, status
):
    answer = caller.send("/notes/", body)
    assert answer.status_code == status, answer.text[:200]


def test_a_character_that_no_text_has_is_pointed_out(caller):
    answer = caller.send("/notes/", r'{"title": "a", "more": [{"a/b": "\u0000"}]}')
    assert answer.json()["errors"] == [
        {
            "in": "body",
            "pointer": "/more/0/a~1b",
            "detail": "文字里有空字符（U+0000），请去掉。",
        }
    ]


def test_only_json_in_utf8_is_read(caller):
    sent = {"headers": {"Idempotency-Key": "k"}}
    xml = caller.post("/api/v1/notes/", "<a/>", content_type="text/xml", **sent)
    assert (xml.status_code, xml.json()["code"]) == (415, "wrong_media_type")
    odd = caller.get(
        "/api/v1/notes/?cursor=%5Cud800", CONTENT_TYPE="text/plain; charset=unicode_escape"
    )
    assert odd.status_code == 400


def test_an_english_caller_reads_english(caller):
    answer = caller.get("/api/v1/nowhere/", headers={"Accept-Language": "en"})
    assert answer.json()["title"] == "Not found"
