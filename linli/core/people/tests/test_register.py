from datetime import date, timedelta

import pytest
from django.db import connection

from linli.core.divisions import actions as divisions
from linli.core.divisions.tests.conftest import HERE, THERE, somebody, square
from linli.core.people import actions, queries
from linli.core.people.models import Household, Resident
from linli.core.people.queries import Wanted
from linli.core.people.rules import Care, Particulars
from linli.core.people.tests.conftest import NUMBER
from linli.core.places import actions as places
from linli.core.places.datum import Point
from linli.kernel import clock
from linli.kernel.errors import Conflict, Invalid, NotFound, NotPermitted, TooMany
from linli.platform.audit.models import Entry
from linli.platform.audit.queries import looks_at
from linli.platform.search import queries as search
from linli.platform.search.models import Token

WORKER = ("people.view", "people.edit", "people.reveal", "places.furnish")


def found(words, area=HERE):
    return [
        hit.id for group in search.find(somebody(area, "people.view"), words) for hit in group.hits
    ]


def test_nothing_personal_lies_in_the_database_in_clear(zhang):
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM people_resident r")
        (row,) = cursor.fetchone()
        cursor.execute("SELECT string_agg(row_to_json(t)::text, '') FROM search_token t")
        (tokens,) = cursor.fetchone()
        cursor.execute("SELECT string_agg(row_to_json(e)::text, '') FROM audit_entry e")
        (trail,) = cursor.fetchone()
    for secret in ("张三丰", "张三", "13800000913", "0913", NUMBER, "sanfeng"):
        assert secret not in row + trail
        assert secret.encode().hex() not in row
    assert "张" not in tokens
    assert Resident.objects.get(pk=zhang.pk).name == "张三丰"


def test_an_elder_is_found_by_everything_people_remember(zhang):
    for words in (
        "张三丰",
        "三丰",
        "zsf",
        "zhangsanfeng",
        "0913",
        "13800000913",
        "3号楼501",
        "张 0913",
    ):
        assert found(words) == [zhang.pk], words
    assert found("张三丰", THERE) == []
    (group,) = search.find(somebody(HERE, "people.view"), "zsf")
    assert (group.hits[0].title, "138****0913" in group.hits[0].detail) == ("张**", True)


def test_a_number_tells_the_birthday_and_the_building_the_grid(zhang, building):
    assert zhang.birth_date == date(1949, 12, 31)
    assert zhang.area == building.area
    assert Household.objects.count() == 1


def test_the_same_list_again_makes_no_doubles(linli, here, building):
    people = [
        Particulars(name="张三", id_number=NUMBER, building="3号楼", door=("2", "501")),
        Particulars(name="李四", phone="13800000914"),
        Particulars(name="王五", building="3号楼", door=("2", "502")),
    ]
    first = actions.add_residents(actor=linli, community=here, given=people)
    again = actions.add_residents(actor=linli, community=here, given=people)
    assert (len(first.created), first.unchanged) == (3, 0)
    assert (len(again.created), len(again.before), again.unchanged) == (0, 0, 3)
    assert Resident.objects.count() == 3


def test_what_a_later_list_knows_is_taken_over_and_what_it_leaves_open_stays(linli, here, zhang):
    moved = Particulars(name="张三丰", id_number=NUMBER, phone="13900000001")
    outcome = actions.add_residents(actor=linli, community=here, given=[moved])
    assert list(outcome.before) == [zhang.pk]
    fresh = Resident.objects.get(pk=zhang.pk)
    assert (fresh.phone, fresh.household_id) == ("13900000001", zhang.household_id)
    assert found("0913") == []
    assert found("0001") == [zhang.pk]
    assert found("3号楼501") == [zhang.pk]


def test_a_list_that_was_a_mistake_is_taken_back(linli, here, zhang):
    rows = [
        Particulars(name="张三丰", id_number=NUMBER, phone="13900000001"),
        Particulars(name="李四", phone="13800000914"),
    ]
    done = actions.add_residents(actor=linli, community=here, given=rows)
    assert "13800000913" not in str(done.before)
    removed, restored, kept = actions.take_back(
        actor=linli, created=done.created, before=done.before
    )
    assert (removed, restored, kept) == (1, 1, [])
    assert Resident.objects.get().phone == "13800000913"
    assert found("李四") == []
    assert found("0913") == [zhang.pk]


def test_whoever_has_an_account_by_now_stays_when_a_list_is_taken_back(linli, here):
    done = actions.add_residents(actor=linli, community=here, given=[Particulars(name="李四")])
    Resident.objects.update(account_id=done.created[0])
    assert actions.take_back(actor=linli, created=done.created, before={})[2] == list(done.created)


def test_one_bad_row_leaves_the_whole_list_out(linli, here):
    rows = [Particulars(name="张三"), Particulars(name="李四", phone="1")]
    with pytest.raises(Invalid, match="第 2 行：电话拨不通"):
        actions.add_residents(actor=linli, community=here, given=rows)
    assert not Resident.objects.exists()
    with pytest.raises(Invalid) as refusal:
        actions.add_resident(actor=linli, community=here, given=rows[1])
    assert set(refusal.value.fields) == {"phone"}


def test_somebody_entered_twice_at_the_counter_is_a_conflict(linli, here, zhang):
    again = Particulars(name="张三丰", id_number=NUMBER)
    with pytest.raises(Conflict, match="已经登记"):
        actions.add_resident(actor=linli, community=here, given=again)


def test_a_record_opens_only_for_a_reason_and_the_elder_can_read_who_looked(zhang):
    worker = somebody(HERE, *WORKER)
    with pytest.raises(Invalid):
        actions.reveal(actor=worker, resident=zhang, reason=" ")
    assert not looks_at([zhang.pk]).exists()
    seen = actions.reveal(actor=worker, resident=zhang, reason="约上门时间")
    assert (seen.name, seen.phone, seen.id_number) == ("张三丰", "13800000913", NUMBER)
    (look,) = looks_at([zhang.pk])
    assert (look.reason, look.deed) == ("约上门时间", "people.look")
    assert "张" not in str(look.details)


def test_whoever_copies_the_register_is_stopped(zhang):
    worker = somebody(HERE, *WORKER)
    with clock.stopped_at(clock.now()):
        for _each in range(60):
            actions.reveal(actor=worker, resident=zhang, reason="抄写")
        with pytest.raises(TooMany):
            actions.reveal(actor=worker, resident=zhang, reason="抄写")


def test_seeing_is_not_revealing_and_not_editing(linli, here, zhang):
    viewer = somebody(HERE, "people.view")
    assert queries.resident(viewer, zhang.pk) == zhang
    with pytest.raises(NotPermitted):
        actions.reveal(actor=viewer, resident=zhang, reason="好奇")
    with pytest.raises(NotPermitted):
        actions.change_resident(actor=viewer, resident=zhang, given=Particulars(name="x"))
    with pytest.raises(NotPermitted):
        actions.add_residents(actor=viewer, community=here, given=[Particulars(name="x")])
    assert not Entry.objects.filter(deed="people.look").exists()


def test_a_resident_of_another_community_is_not_there(zhang):
    stranger = somebody(THERE, *WORKER)
    with pytest.raises(NotFound):
        queries.resident(stranger, zhang.pk)
    with pytest.raises(NotPermitted):
        actions.reveal(actor=stranger, resident=zhang, reason="好奇心")
    assert queries.page_of(stranger, Wanted(), 10) == ([], None)


def test_a_correction_changes_what_is_found_and_the_care_marks(linli, zhang):
    given = Particulars(name="张三风", care=frozenset({Care.UNABLE}))
    changed = actions.change_resident(actor=linli, resident=zhang, given=given)
    assert found("三风") == [changed.pk]
    assert found("三丰") == []
    assert [mark.kind for mark in changed.care_marks.all()] == ["unable"]
    assert Resident.objects.get(pk=zhang.pk).phone == "13800000913"


def test_two_people_cannot_have_one_number(linli, here, zhang):
    li = actions.add_resident(actor=linli, community=here, given=Particulars(name="李四"))
    with pytest.raises(Conflict, match="身份证"):
        actions.change_resident(
            actor=linli, resident=li, given=Particulars(name="李四", id_number=NUMBER)
        )


def test_whoever_left_is_in_no_list_and_may_come_back(linli, here, zhang):
    today = clock.now().date()
    with pytest.raises(Invalid):
        actions.let_go(actor=linli, resident=zhang, on=today + timedelta(days=2))
    actions.let_go(actor=linli, resident=zhang, on=today)
    assert found("张三丰") == []
    with pytest.raises(NotFound):
        queries.resident(linli, zhang.pk)
    back = Particulars(name="张三丰", id_number=NUMBER)
    assert actions.add_resident(actor=linli, community=here, given=back).pk != zhang.pk


def test_when_the_building_moves_to_another_grid_its_people_go_along(linli, here, zhang, building):
    other = divisions.draw_grid(linli, here, name="第二网格", boundary=square(116.01))
    places.change_building(
        actor=linli, building=building, name=building.name, point=Point(39.005, 116.015)
    )
    moved = actions.follow_building(actor=linli, building_id=building.pk, area=other.code)
    assert moved == 1
    assert Resident.objects.get().area == other.code
    assert set(Token.objects.filter(kind="resident").values_list("area", flat=True)) == {other.code}
    assert found("zsf", other.code) == [zhang.pk]


def test_a_list_goes_on_behind_the_last_name_without_leaving_anybody_out(linli, here):
    names = ["赵六", "单雄信", "张三", "张三三", "欧阳修", "阿明", "李四"]
    actions.add_residents(
        actor=linli, community=here, given=[Particulars(name=name) for name in names]
    )
    seen, after = [], None
    while True:
        rows, after = queries.page_of(linli, Wanted(after=after), 2)
        seen += [row.name for row in rows]
        if after is None:
            break
    assert seen[:4] == ["阿明", "李四", "欧阳修", "单雄信"]
    assert sorted(seen) == sorted(names)


def test_a_list_is_narrowed_by_care_and_building(linli, here, zhang, building):
    actions.add_resident(actor=linli, community=here, given=Particulars(name="李四"))

    def names(**wanted):
        return [each.name for each in queries.page_of(linli, Wanted(**wanted), 10)[0]]

    assert names(care=Care.ALONE) == ["张三丰"]
    assert names(building_id=building.pk) == ["张三丰"]
    assert names(area=THERE) == []
    assert queries.counts_in(linli, building) == 1


def test_an_account_knows_its_own_persons(zhang):
    Resident.objects.update(account_id=zhang.pk)
    assert queries.own_persons(zhang.pk) == [zhang.pk]
    assert list(queries.residents_with_phone(somebody(HERE, "people.view"), "13800000913")) == [
        zhang
    ]


def test_the_index_can_be_built_anew(zhang):
    Token.objects.all().delete()
    assert found("zsf") == []
    assert queries.reindex() == 1
    assert found("zsf") == found("3号楼501") == [zhang.pk]
