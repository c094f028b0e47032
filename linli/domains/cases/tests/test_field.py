"""What grid workers and handlers did out of doors arrives: each once, in any order, none lost."""

from datetime import timedelta

import pytest

from linli.core.divisions.models import Division
from linli.core.places import actions as places
from linli.domains.cases import actions as cases
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Outcome, Status
from linli.domains.cases.tests.conftest import COMMUNITY, ELSEWHERE, GRID, SUBDISTRICT
from linli.domains.cases.tests.field import (
    RESULT,
    SEEN,
    SOLVED,
    chain,
    parcel,
    photo,
    seen,
    send,
)
from linli.kernel.errors import NotFound, NotPermitted
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.audit.models import Entry
from linli.platform.field import actions, queries
from linli.platform.field.errors import ClientIdReused
from linli.platform.field.models import ReceivedDeed, WaitingPhoto
from linli.platform.field.rules import OLDEST, Parcel, State, without_numbers
from linli.platform.files.models import StoredFile


def test_what_a_grid_worker_saw_becomes_a_case_where_it_is(walker):
    (deed,) = send(walker, seen(photos=[photo()]))
    assert deed.state == State.DONE, deed.words
    case = Case.objects.get()
    assert (case.area, case.channel, case.description) == (GRID, "grid", "井盖松动")
    assert StoredFile.objects.get(owner_id=case.pk).content_type == "image/jpeg"


def test_the_code_on_a_wall_says_where_it_is(walker, town):
    here = Division.objects.get(pk=COMMUNITY)
    building = places.add_building(actor=machine("test"), community=here, name="3号楼")
    code = places.make_code(actor=machine("test"), community=here, building=building)
    typed = SEEN | {"place_code": f"https://linli.example/q/{code.token}/"}
    (deed,) = send(walker, parcel("cases.seen", typed=typed))
    assert deed.state == State.DONE, deed.words
    assert Case.objects.get().building_id == building.pk


def test_the_same_deed_sent_again_gets_the_answer_of_the_first_time(walker):
    once = seen()
    (first,) = send(walker, once)
    (again,) = send(walker, once)
    assert (again.pk, again.words) == (first.pk, first.words)
    assert Case.objects.count() == 1


def test_the_same_id_with_another_body_is_refused_and_changes_nothing(walker):
    once = seen()
    send(walker, once)
    forged = Parcel(once.client_id, once.key, once.made_at, payload=once.payload, photos=[photo()])
    other = Parcel(once.client_id, once.key, once.made_at, payload=SEEN | {"description": "别的"})
    for each in (other, forged):
        with pytest.raises(ClientIdReused):
            actions.receive(actor=walker, parcel=each)
    assert Case.objects.count() == ReceivedDeed.objects.count() == 1


def test_two_people_may_use_the_same_id_and_neither_sees_the_other(walker, at_work):
    other = at_work("grid_worker", COMMUNITY)
    once = seen()
    (mine,) = send(walker, once)
    (theirs,) = send(other, once)
    assert mine.pk != theirs.pk
    with pytest.raises(NotFound):
        queries.own(other, mine.pk)


def test_a_result_that_overtakes_its_acceptance_waits_for_it(town, handler):
    accept, result = chain(town, town.dispatched())
    (held,) = send(handler, result)
    assert held.state == State.HELD
    assert WaitingPhoto.objects.count() == 1
    send(handler, accept)
    held.refresh_from_db()
    assert held.state == State.DONE, held.words
    assert Case.objects.get().status == Status.RESULT_REPORTED
    assert (held.payload, WaitingPhoto.objects.count()) == ("", 0)


def test_a_call_back_and_a_note_arrive(town, walker):
    case = town.result_reported()
    note = parcel("cases.add_words", case.pk, {"words": "灯亮了"})
    call = parcel("cases.call_back", case.pk, SOLVED, after=[note])
    send(walker, call, note)
    case.refresh_from_db()
    assert case.outcome == Outcome.SOLVED


def test_what_a_rule_refuses_is_kept_with_its_reason_and_can_be_mended(town, handler):
    case = town.accepted()
    share = town.share(case, town.property).pk
    (deed,) = send(handler, parcel("cases.result", share, {"result": "solved"}, photos=[photo()]))
    assert deed.state == State.CONFLICT
    assert deed.words
    assert queries.kept(handler) == [deed]
    mended = actions.mend(actor=handler, deed=deed, typed=RESULT)
    assert mended.state == State.DONE, mended.words
    assert StoredFile.objects.filter(owner_kind="cases.result", owner_id=case.pk).count() == 1
    assert queries.kept(handler) == []


def test_a_result_of_a_case_that_was_closed_meanwhile_is_a_conflict_in_words(town, handler):
    accept, result = chain(town, town.dispatched())
    share = town.share(Case.objects.get(), town.property)
    cases.withdraw_share(actor=town.dispatcher, assignment=share, reason="派错了")
    first, second = send(handler, accept, result)
    assert {first.state, second.state} == {State.CONFLICT}
    assert first.code == "cases.move_not_allowed"
    assert first.words
    assert second.words
    dropped = actions.discard(actor=handler, deed=second)
    assert (dropped.state, dropped.payload) == (State.DISCARDED, "")
    assert queries.kept(handler) == [first]
    assert send(handler, result)[0].state == State.DISCARDED


def test_a_permission_withdrawn_meanwhile_makes_a_conflict_and_loses_nothing(walker, at_work):
    Grant.objects.all().delete()
    moved = at_work("department_clerk", SUBDISTRICT)
    moved = type(moved)(moved.kind, moved.name, walker.account_id, moved.holdings)
    (deed,) = send(moved, seen(photos=[photo()]))
    assert (deed.state, deed.code) == (State.CONFLICT, "not_permitted")
    assert "井盖松动" in deed.payload
    assert Case.objects.count() == 0


def test_whoever_does_no_field_work_any_more_is_refused_and_nothing_is_kept(walker):
    bare = type(walker)(walker.kind, walker.name, walker.account_id, ())
    with pytest.raises(NotPermitted):
        send(bare, seen())
    assert ReceivedDeed.objects.count() == 0


def test_nothing_is_done_where_somebody_has_no_say(walker):
    there = SEEN | {"community": ELSEWHERE}
    (deed,) = send(walker, parcel("cases.seen", typed=there))
    assert deed.state == State.CONFLICT
    assert Case.objects.count() == 0


def test_a_deed_that_no_app_knows_any_more_is_kept(walker):
    (deed,) = send(walker, parcel("gone.deed", typed={"words": "重要"}))
    assert (deed.state, deed.code) == (State.CONFLICT, "unknown_deed")
    assert "重要" in deed.payload


def test_what_is_older_than_the_memory_of_answers_is_not_done_without_asking(walker):
    (deed,) = send(walker, seen(ago=OLDEST + timedelta(days=1)))
    assert (deed.state, deed.code) == (State.CONFLICT, "made_long_ago")
    mended = actions.mend(actor=walker, deed=deed, typed=SEEN)
    assert mended.state == State.DONE


def test_deeds_that_wait_for_each_other_are_listed_and_can_be_done_all_the_same(walker):
    one, two = seen("一"), seen("二")
    one = Parcel(one.client_id, one.key, one.made_at, after=(two.client_id,), payload=one.payload)
    two = Parcel(two.client_id, two.key, two.made_at, after=(one.client_id,), payload=two.payload)
    first, _second = send(walker, one, two)
    assert {each.state for each in queries.kept(walker)} == {State.HELD}
    actions.mend(actor=walker, deed=first, typed=SEEN)
    assert queries.kept(walker) == []
    assert Case.objects.count() == 2


def test_receiving_is_in_the_trail_without_what_was_typed(walker):
    send(walker, seen("张三丰家漏水 13800000913"))
    entry = Entry.objects.get(deed="field.receive")
    assert "张三丰" not in str(entry.details)


def test_answers_are_forgotten_after_four_hundred_days_and_conflicts_are_not(walker, later):
    send(walker, seen(), parcel("gone.deed"))
    with later(days=401):
        assert actions.forget() == 1
    assert ReceivedDeed.objects.get().key == "gone.deed"


def test_a_task_lists_no_number_by_which_somebody_could_be_found(town, handler, walker):
    town.dispatched(description="张师傅 138 0000 0913 说漏水，身份证 11010119900101123X")
    for actor in (handler, walker):
        (task,) = queries.tasks_of(actor)
        assert not any(part in task.title for part in ("0913", "1990", "23X"))
    assert without_numbers("3号楼2单元501，２０２６年") == "3号楼2单元501，２０２６年"


def test_a_handler_sees_which_deed_opens_the_next(town, handler):
    town.dispatched()
    (task,) = queries.tasks_of(handler)
    assert task.deeds == ("cases.accept", "cases.object")
    assert task.then["cases.accept"] == ("cases.result",)


def test_the_list_of_tasks_costs_the_same_however_long_it_is(
    town, handler, django_assert_num_queries
):
    town.dispatched()
    with django_assert_num_queries(1):
        queries.tasks_of(handler)
    town.dispatched()
    with django_assert_num_queries(1):
        queries.tasks_of(handler)
