import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from linli.kernel import clock
from linli.kernel.errors import Invalid, NotPermitted
from linli.platform.access.actor import machine
from linli.platform.access.queries import actor_of
from linli.platform.accounts import actions
from linli.platform.accounts.errors import BadCode
from linli.platform.accounts.models import Account, OneTimeCode, Session
from linli.platform.accounts.rules import IDLE, LIFE, Kind, Purpose
from linli.platform.accounts.tests.conftest import SENT, SlowProvider, last_code, staff
from linli.platform.audit.models import Entry
from linli.platform.notices import dispatch
from linli.platform.notices.models import Message
from linli.platform.notices.rules import Channel

pytestmark = pytest.mark.django_db

PHONE = "13800000913"


def ask(client: Client, phone: str = PHONE):
    return client.post("/account/phone/", {"phone": phone})


def answer(client: Client, code: str, **more):
    return client.post("/account/phone/code/", {"code": code, **more})


def test_a_resident_signs_in_by_phone_and_code_and_thereby_has_an_account(client):
    assert ask(client)["Location"] == "/account/phone/code/"
    assert answer(client, last_code())["Location"] == "/account/"
    resident = Account.objects.get(kind=Kind.RESIDENT)
    assert (resident.name, resident.phone) == ("", PHONE)
    assert "138****0913" in client.get("/account/").content.decode()


def test_the_second_time_it_is_the_same_account(client):
    for minute in (0, 2):
        with clock.stopped_at(clock.now() + timedelta(minutes=minute)):
            ask(client, "+86 138-0000-0913" if minute else PHONE)
            answer(client, last_code())
        client.logout()
    assert Account.objects.filter(kind=Kind.RESIDENT).count() == 1


def test_a_code_has_six_digits_and_is_kept_as_a_hash_only(client):
    ask(client)
    kept = OneTimeCode.objects.get()
    assert re.fullmatch(r"\d{6}", last_code())
    assert last_code() not in f"{kept.proof} {kept.subject}"
    assert PHONE not in kept.subject


def test_neither_phone_nor_code_stands_in_the_session_in_clear(client):
    ask(client)
    stored = str(Session.objects.get().get_decoded())
    assert PHONE not in stored
    assert last_code() not in stored


def test_the_answer_does_not_tell_whether_a_phone_is_known(client):
    ask(client)
    answer(client, last_code())
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        known, unknown = ask(Client()), ask(Client(), "13800000914")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_code_is_good_for_five_minutes(client):
    ask(client)
    code = last_code()
    with clock.stopped_at(clock.now() + LIFE[Purpose.PHONE] + timedelta(seconds=1)):
        assert answer(client, code).status_code == 422


def test_after_five_wrong_tries_even_the_right_code_is_refused(client):
    ask(client)
    code = last_code()
    wrong = "111111" if code != "111111" else "222222"
    assert [answer(client, wrong).status_code for _ in range(5)] == [422] * 5
    assert answer(client, code).status_code == 422


def test_a_code_works_once(client):
    ask(client)
    code = last_code()
    answer(client, code)
    with pytest.raises(BadCode):
        actions.redeem_phone_code(PHONE, code)


def test_a_new_code_replaces_the_one_before(client):
    actions.send_phone_code(PHONE)
    first = last_code()
    actions.send_phone_code(PHONE)
    if first != last_code():
        with pytest.raises(BadCode):
            actions.redeem_phone_code(PHONE, first)
    assert actions.redeem_phone_code(PHONE, last_code())


def test_a_phone_is_sent_one_code_a_minute_and_five_an_hour(client):
    start = clock.now()
    statuses = []
    for seconds in (0, 10, 70, 140, 210, 280, 350):
        with clock.stopped_at(start + timedelta(seconds=seconds)):
            statuses.append(ask(Client()).status_code)
            dispatch.send_due(Channel.SMS)
    assert statuses == [302, 422, 302, 302, 302, 302, 422]
    assert len(SENT) == 5


@pytest.mark.parametrize("phone", ["", "12345", "010-88886666", "1380000091", "<script>"])
def test_what_is_no_mobile_number_is_refused_with_an_example(client, phone):
    response = ask(client, phone)
    assert response.status_code == 422
    assert not Message.objects.exists()


def test_nobody_waits_for_the_provider_of_texts(client, settings):
    settings.SMS_SENDER = f"{SlowProvider.__module__}.SlowProvider"
    assert ask(client).status_code == 302
    assert "服务台" in client.get("/account/phone/code/").content.decode()


def test_a_code_goes_out_at_once_in_the_middle_of_the_night_too(client):
    night = datetime(2026, 11, 2, 19, tzinfo=UTC)  # three o'clock in China
    with clock.stopped_at(night):
        ask(client)
        assert Message.objects.get().due_at == night


def test_a_code_is_readable_in_no_table_and_gone_once_it_is_sent(client):
    ask(client)
    waiting = Message.objects.values_list("params", flat=True).get()
    code = last_code()
    assert code.encode() not in bytes(waiting)
    sent = Message.objects.get()
    assert (sent.phone, sent.params, code in sent.notice.words) == ("", "", False)


def test_a_code_that_nobody_carried_is_gone_with_its_time(client):
    ask(client)
    with clock.stopped_at(clock.now() + LIFE[Purpose.PHONE] + timedelta(seconds=1)):
        dispatch.sweep()
    late = Message.objects.get()
    assert (late.state, late.phone, late.params) == ("dropped", "", "")


def test_a_deactivated_resident_is_told_only_after_proving_the_phone(client, security):
    ask(client)
    answer(client, last_code())
    actions.deactivate(security, Account.objects.get(kind=Kind.RESIDENT), "asked for it")
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        assert ask(client).status_code == 302
        assert "已停用" in answer(client, last_code()).content.decode()


def test_a_resident_stays_signed_in_for_a_fortnight_of_rest(client):
    ask(client)
    answer(client, last_code())
    session = Session.objects.get(account__isnull=False)
    assert abs(session.expire_date - session.begun_at - IDLE[Kind.RESIDENT]).total_seconds() < 5


def test_the_resident_comes_back_to_the_page_they_wanted(client):
    client.post("/account/phone/?next=/account/sessions/", {"phone": PHONE})
    response = client.post("/account/phone/code/?next=/account/sessions/", {"code": last_code()})
    assert response["Location"] == "/account/sessions/"


# The counter


@pytest.fixture
def counter(roles):
    worker = staff("worker")
    actions.grant_role(machine("test"), worker, "community_worker", "110101001001")
    return actor_of(worker)


def test_the_counter_issues_a_code_for_a_resident_without_a_phone(counter, client):
    slip = actions.issue_counter_code(counter, area="110101001001", name="王奶奶")
    response = client.post("/account/slip/", {"code": f" {slip.secret.lower()} "})
    assert response["Location"] == "/account/"
    assert "王奶奶" in client.get("/account/").content.decode()
    assert Entry.objects.filter(deed="accounts.code_issued", actor_id=counter.account_id).exists()


def test_a_slip_works_once_and_for_three_days(counter, client):
    slip = actions.issue_counter_code(counter, area="110101001001")
    with clock.stopped_at(slip.expires_at + timedelta(seconds=1)):
        assert client.post("/account/slip/", {"code": slip.secret}).status_code == 422
    assert client.post("/account/slip/", {"code": slip.secret}).status_code == 302
    assert Client().post("/account/slip/", {"code": slip.secret}).status_code == 422


def test_a_second_slip_for_the_same_resident_replaces_the_first(counter, client):
    first = actions.issue_counter_code(counter, area="110101001001")
    resident = Account.objects.get(pk=first.account_id)
    second = actions.issue_counter_code(counter, area="110101001001", account=resident)
    assert client.post("/account/slip/", {"code": first.secret}).status_code == 422
    assert client.post("/account/slip/", {"code": second.secret}).status_code == 302


def test_the_counter_of_another_community_may_not_issue_here(counter):
    with pytest.raises(NotPermitted):
        actions.issue_counter_code(counter, area="110101001002")
    elsewhere = Account.objects.create(
        username="r", name="r", kind=Kind.RESIDENT, area="110101001002"
    )
    with pytest.raises(NotPermitted):
        actions.issue_counter_code(counter, area="110101001001", account=elsewhere)


def test_no_slip_opens_an_account_of_staff(counter):
    colleague = staff("colleague", area="110101001001")
    with pytest.raises(Invalid):
        actions.issue_counter_code(counter, area="110101001001", account=colleague)


# The link of a set-up


def test_a_new_colleague_sets_a_password_by_a_link_that_works_once(system, client):
    account = actions.create_staff(system, "newcomer", "新同事")
    slip = actions.issue_set_up(system, account)
    address = f"/account/set-up/{slip.secret}/"
    assert client.get(address).status_code == 200
    assert client.get(address).status_code == 200, "looking at a link doesn't use it up"
    form = {"password": "Correct-horse-7", "again": "Correct-horse-7"}
    assert client.post(address, form).status_code == 200
    assert client.get(address).status_code == 404
    account.refresh_from_db()
    assert account.check_password("Correct-horse-7")


def test_a_weak_password_leaves_the_link_good(system, client):
    slip = actions.issue_set_up(system, actions.create_staff(system, "newcomer", "新同事"))
    address = f"/account/set-up/{slip.secret}/"
    response = client.post(address, {"password": "weak", "again": "weak"})
    assert response.status_code == 422
    assert "至少 10 个字符" in response.content.decode()
    assert client.get(address).status_code == 200


def test_without_a_set_up_nobody_signs_in_as_a_new_colleague(system, client):
    actions.create_staff(system, "newcomer", "新同事")
    response = client.post("/account/login/", {"login": "newcomer", "password": ""})
    assert response.status_code == 422


def test_a_link_for_a_lost_password_ends_the_old_one_and_its_sessions(system, clerk):
    from linli.platform.accounts.tests.conftest import sign_in, signed_in

    client = signed_in(clerk)
    actions.issue_set_up(system, clerk)
    assert client.get("/account/").status_code == 302
    assert sign_in(Client(), "clerk").status_code == 422


def test_one_administrator_alone_cannot_take_over_another_without_second_factor(
    system, administrators
):
    from linli.platform.accounts.errors import NotAlone

    with pytest.raises(NotAlone):
        actions.issue_set_up(system, administrators["security_admin"])
