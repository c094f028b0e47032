"""Queues replayed: any order, any repetition, days later, after a logout, from two tabs at once."""

import json
from datetime import timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.domains.cases import actions as cases
from linli.domains.cases.models import CallBack, Case, Step
from linli.domains.cases.rules import Status
from linli.domains.cases.tests.field import RESULT, SOLVED, chain, parcel, photo, seen, send
from linli.kernel import clock
from linli.platform.accounts.models import Account, Session
from linli.platform.field import queries
from linli.platform.field.models import ReceivedDeed, WaitingPhoto
from linli.platform.field.rules import Parcel, State
from linli.platform.files.models import StoredFile

RECEIVE = "/field/deeds/"
DAYS_AWAY = timedelta(days=3)


def a_day_out(town):
    """Nine deeds: two results each after its acceptance, a call-back after a note, two reports, and a
    result that lacks its words."""
    first, second = town.dispatched(), town.dispatched()
    called, bare = town.result_reported(), town.accepted()
    note = parcel("cases.add_words", called.pk, {"words": "门能关了"}, photos=[photo("blue")])
    return [
        *chain(town, first),
        *chain(town, second),
        note,
        parcel("cases.call_back", called.pk, SOLVED, after=[note]),
        seen("井盖松动", photos=[photo("green")]),
        seen("路灯不亮"),
        parcel("cases.result", town.share(bare, town.property).pk, {"result": "solved"}),
    ]


def what_came_of_it():
    """Everything that anybody could tell apart, without ids and times."""
    return (
        sorted(Case.objects.values_list("description", "status", "outcome", "version")),
        sorted(Step.objects.values_list("case__description", "kind", "words")),
        StoredFile.objects.count(),
        sorted(ReceivedDeed.objects.values_list("key", "state", "code")),
        WaitingPhoto.objects.count(),
    )


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(order=st.permutations(range(9)), again=st.lists(st.integers(0, 8), max_size=9))
def test_any_order_with_any_repetition_ends_the_same_with_one_effect_each(town, both, order, again):
    ends = []
    with transaction.atomic():
        parcels = a_day_out(town)
        for way in (range(9), [*order[:5], *again, *order[5:], *again]):
            with transaction.atomic():
                send(both, *(parcels[number] for number in way))
                ends.append(what_came_of_it())
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert ends[0] == ends[1]


def test_a_call_back_that_says_unsolved_is_not_said_twice(town, walker):
    case = town.result_reported()
    unsolved = parcel(
        "cases.call_back",
        case.pk,
        {"reached": "yes", "solved": "no", "satisfaction": "unsatisfied"},
    )
    first, again = send(walker, unsolved, unsolved)
    assert {first.state, again.state} == {State.DONE}, first.words
    assert CallBack.objects.filter(case=case).count() == 1


def posted(client: Client, each: Parcel):
    """The deed as a device sends it."""
    files = [SimpleUploadedFile(one.name, one.body, "image/jpeg") for one in each.photos]
    return client.post(
        RECEIVE,
        {
            "client_id": str(each.client_id),
            "key": each.key,
            "made_at": each.made_at.isoformat(),
            "subject": str(each.subject or ""),
            "after": ",".join(map(str, each.after)),
            "payload": json.dumps(each.payload),
            "photos": files,
        },
    )


def fifty(town):
    """Reports, shares taken on and done; of two cases something was decided meanwhile."""
    deeds = [seen(f"第{number}处破损", photos=[photo()] * (number % 3)) for number in range(26)]
    dispatched = [town.dispatched(description=f"事件{number}") for number in range(12)]
    for case in dispatched:
        deeds += chain(town, case)
    assert len(deeds) == 50
    return deeds, dispatched


def test_fifty_deeds_sent_twice_out_of_order_after_three_days_and_a_logout_are_fifty(town, both):
    account = Account.objects.get(username="both")
    device = Client()
    device.force_login(account)
    deeds, dispatched = fifty(town)
    for case in dispatched[:2]:
        share = town.share(case, town.property)
        cases.withdraw_share(actor=town.dispatcher, assignment=share, reason="派错了")
    device.post("/account/logout/")
    chance = Random(7)
    with clock.stopped_at(clock.now() + DAYS_AWAY):
        assert posted(device, deeds[0]).status_code == 302
        assert not ReceivedDeed.objects.exists()
        device.force_login(account)
        answers = []
        for _round in range(2):
            chance.shuffle(deeds)
            answers.append({each.client_id: posted(device, each) for each in deeds})
    assert {answer.status_code for one in answers for answer in one.values()} == {200}
    assert ReceivedDeed.objects.count() == 50
    assert Case.objects.filter(channel="grid").count() == 26
    assert Case.objects.filter(status=Status.RESULT_REPORTED).count() == 10
    assert StoredFile.objects.filter(owner_kind="cases.report").count() == 25
    assert StoredFile.objects.filter(owner_kind="cases.result").count() == 10
    assert Step.objects.filter(kind="report_result").count() == 10
    conflicts = queries.kept(both)
    assert [each.state for each in conflicts] == [State.CONFLICT] * 4
    assert all(each.words for each in conflicts)
    listed = device.get("/field/").content.decode()
    assert listed.count("没有办成") == 4
    for each in conflicts:
        assert answers[1][each.client_id].json()["state"] == State.CONFLICT


def test_a_session_that_was_ended_sends_nothing(town, both):
    device = Client()
    device.force_login(Account.objects.get(username="both"))
    deed = seen()
    Session.objects.all().delete()
    assert posted(device, deed).status_code == 302
    assert device.get("/field/list/").status_code == 302
    assert not Case.objects.exists()


def test_what_is_no_deed_at_all_is_refused_with_a_code(town, both):
    device = Client()
    device.force_login(Account.objects.get(username="both"))
    whole = {
        "client_id": str(seen().client_id),
        "key": "cases.seen",
        "made_at": "2026-11-02T09:00:00Z",
    }
    for broken in (
        {},
        whole | {"client_id": "1"},
        whole | {"made_at": "gestern"},
        whole | {"made_at": "2026-11-02T09:00:00"},
        whole | {"payload": "[1]"},
        whole | {"payload": '{"a": {"b": "c"}}'},
        whole | {"payload": "{"},
        whole | {"after": whole["client_id"]},
        whole | {"key": ""},
    ):
        answer = device.post(RECEIVE, broken)
        assert (answer.status_code, answer.json()["code"]) == (422, "parcel_malformed"), broken
    assert not ReceivedDeed.objects.exists()


def test_the_same_id_with_another_body_has_a_stable_code_on_the_wire(town, both):
    device = Client()
    device.force_login(Account.objects.get(username="both"))
    deed = seen()
    other = Parcel(deed.client_id, deed.key, deed.made_at, payload=RESULT)
    assert posted(device, deed).status_code == 200
    answer = posted(device, other)
    assert (answer.status_code, answer.json()["code"]) == (422, "client_id_reused")


def test_another_persons_deed_is_as_if_it_were_not_there(town, both, walker):
    (deed,) = send(both, parcel("gone.deed"))
    stranger = Client()
    stranger.force_login(Account.objects.get(pk=walker.account_id))
    for address in (f"/field/deeds/{deed.pk}/", f"/field/deeds/{deed.pk}/discard/"):
        assert stranger.post(address).status_code == 404
    deed.refresh_from_db()
    assert deed.state == State.CONFLICT


def test_a_conflict_is_mended_or_dropped_on_its_page(town, both):
    device = Client()
    device.force_login(Account.objects.get(username="both"))
    case = town.accepted()
    bare = parcel("cases.result", town.share(case, town.property).pk, {"result": "solved"})
    (deed,) = send(both, bare)
    page = f"/field/deeds/{deed.pk}/"
    assert "怎样办理的" in device.get(page).content.decode()
    assert device.post(page, {"result": "solved", "words": ""}).status_code == 422
    answer = device.post(page, RESULT)
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.pk}/")
    assert device.get(page).status_code == 200
    (lost,) = send(both, parcel("gone.deed"))
    assert device.post(f"/field/deeds/{lost.pk}/discard/").status_code == 302
    assert queries.kept(both) == []


def test_what_a_device_takes_along_names_no_reporter(town, both):
    from linli.domains.cases.actions import Reporter

    town.dispatched(reporter=Reporter("张三丰", "13800000913"))
    device = Client()
    device.force_login(Account.objects.get(username="both"))
    answer = device.get("/field/list/")
    assert "no-store" in answer["Cache-Control"]
    told = answer.json()
    assert {each["key"] for each in told["deeds"]} >= {"cases.seen", "cases.result"}
    assert not any(part in answer.content.decode() for part in ("张三丰", "张", "0913"))
    assert device.get("/field/list/").json()["secret"] == told["secret"]
