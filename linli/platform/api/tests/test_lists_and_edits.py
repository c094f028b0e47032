import pytest

from linli.core.divisions.models import Department

pytestmark = [pytest.mark.django_db, pytest.mark.urls("linli.platform.api.tests.house")]


def write(*names):
    for name in names:
        Department.objects.create(name=name, kind="social", area=f"{hash(name) % 10**9}")


def turn(caller, **query):
    return caller.get("/api/v1/notes/", query).json()


def test_pages_follow_one_another_without_gap_or_double(caller):
    write(*(f"{number:02}" for number in range(7)))
    seen, cursor = [], ""
    while cursor is not None:
        page = turn(caller, cursor=cursor, limit=3)
        seen += [each["name"] for each in page["items"]]
        cursor = page["next"]
    assert seen == [f"{number:02}" for number in range(7)]


def test_what_is_written_meanwhile_moves_no_row_to_another_page(caller):
    write("b", "c", "d")
    first = turn(caller, limit=2)
    write("a")
    following = turn(caller, cursor=first["next"], limit=2)
    assert [each["name"] for each in following["items"]] == ["d"]


def test_rows_that_sort_alike_are_told_apart_by_their_last_column(caller):
    for area in range(5):
        Department.objects.create(name="同名", kind="social", area=str(area))
    first = turn(caller, limit=2)
    second = turn(caller, cursor=first["next"], limit=2)
    assert not {e["id"] for e in first["items"]} & {e["id"] for e in second["items"]}


@pytest.mark.parametrize(
    "cursor", ["x", "%%%", "bnVsbA", "WyJhIl0", "WyJhIiwgImIiXQ", "eyJhIjoxfQ", "é", "W" * 300]
)
def test_a_cursor_of_ones_own_making_is_refused_with_a_way_on(caller, cursor):
    answer = caller.get("/api/v1/notes/", {"cursor": cursor})
    assert answer.status_code == 422
    assert "第一页" in answer.json()["detail"]


@pytest.fixture
def note(caller):
    address = caller.send("/notes/", {"title": "原来"})["Location"]
    return address.removeprefix("/api/v1")


def test_an_edit_made_on_what_was_read_is_taken(caller, note):
    version = caller.get(f"/api/v1{note}")["ETag"]
    answer = caller.send(
        note, {"title": "改好了"}, method="put", once="e1", **{"If-Match": version}
    )
    assert (answer.status_code, answer.json()["name"]) == (200, "改好了")


def test_the_second_of_two_edits_learns_that_it_came_second(caller, note):
    version = caller.get(f"/api/v1{note}")["ETag"]
    match = {"If-Match": version}
    caller.send(note, {"title": "第一个人"}, method="put", once="e1", **match)
    late = caller.send(note, {"title": "第二"}, method="put", once="e2", **match)
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert late.json()["facts"]["current"] == '"4"'
    assert Department.objects.get().name == "第一个人"


def test_an_edit_has_to_say_what_it_is_made_on(caller, note):
    answer = caller.send(note, {"title": "改"}, method="put", once="e1")
    assert (answer.status_code, answer.json()["code"]) == (428, "version_needed")
