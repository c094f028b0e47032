import re

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.kernel import clock
from linli.kernel.errors import TooMany
from linli.platform.accounts import actions, guard, visits
from linli.platform.accounts.models import Account, Session
from linli.platform.accounts.passwords import Argon2
from linli.platform.accounts.rules import IDLE, LONGEST, Kind
from linli.platform.accounts.tests.conftest import PASSWORD, sign_in, signed_in
from linli.platform.audit.models import Entry

pytestmark = pytest.mark.django_db


def words_of(response) -> str:
    """What a page says, without the marks that differ on every page."""
    text = re.sub(r'csrf[^>]*value="[^"]*"|X-CSRFToken[^}]*', "", response.content.decode())
    return re.sub(r'value="(clerk|nobody)"', "", text)


def test_a_clerk_signs_in_with_user_name_and_password(client, clerk):
    response = sign_in(client, "clerk")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/account/").status_code == 200
    assert Entry.objects.filter(deed="accounts.signed_in", actor_id=clerk.pk).exists()


def test_a_user_name_may_be_typed_in_any_case_and_width(client, clerk):
    assert sign_in(client, " CＬerk ").status_code == 302


def test_passwords_are_kept_as_argon2(clerk):
    assert identify_hasher(clerk.password).algorithm == "argon2"


def test_wrong_password_and_unknown_name_get_the_same_answer(client, clerk):
    wrong, unknown = sign_in(client, "clerk", "wrong"), sign_in(client, "nobody", "wrong")
    assert wrong.status_code == unknown.status_code == 422
    assert words_of(wrong) == words_of(unknown)


def test_a_deactivated_clerk_gets_the_same_answer_even_with_the_right_password(
    client, clerk, security
):
    actions.deactivate(security, clerk, "left")
    assert words_of(sign_in(client, "clerk")) == words_of(sign_in(client, "nobody"))


def test_five_failures_shut_a_name_even_for_the_right_password(client, clerk):
    for _ in range(5):
        sign_in(client, "clerk", "wrong")
    response = sign_in(client, "clerk")
    assert response.status_code == 422
    assert "秒后再试" in response.content.decode()


def test_a_name_that_nobody_has_is_shut_in_the_same_way(client, clerk):
    for name in ("clerk", "nobody"):
        for _ in range(5):
            sign_in(client, name, "wrong")
    refusals = [words_of(sign_in(client, name)) for name in ("clerk", "nobody")]
    assert re.sub(r"\d+ 秒", "", refusals[0]) == re.sub(r"\d+ 秒", "", refusals[1])


def test_a_shut_name_opens_fifteen_minutes_after_the_fifth_failure(client, clerk):
    from datetime import timedelta

    start = clock.now()
    for minute in range(5):
        with clock.stopped_at(start + timedelta(minutes=2 * minute)):
            sign_in(client, "clerk", "wrong")
    with clock.stopped_at(start + timedelta(minutes=22)):
        assert sign_in(client, "clerk").status_code == 422
    with clock.stopped_at(start + timedelta(minutes=24)):
        assert sign_in(client, "clerk").status_code == 302


def test_success_forgets_the_failures_before_it(client, clerk):
    for _ in range(3):
        for _ in range(4):
            sign_in(client, "clerk", "wrong")
        assert sign_in(client, "clerk").status_code == 302
        client.logout()


def test_a_resident_has_no_password_to_guess(client, roles):
    resident = Account.objects.create(username="resident-1", name="r", kind=Kind.RESIDENT)
    resident.set_password(PASSWORD)
    resident.save()
    assert sign_in(client, "resident-1").status_code == 422


def test_a_page_for_the_signed_in_leads_a_visitor_to_sign_in_and_back(client, clerk):
    response = client.get("/account/sessions/")
    assert response["Location"] == "/account/login/?next=/account/sessions/"
    response = client.post(
        response["Location"], {"login": "clerk", "password": PASSWORD, "next": "/account/sessions/"}
    )
    assert response["Location"] == "/account/sessions/"


def test_signing_in_leads_nowhere_outside_the_house(client, clerk):
    response = client.post(
        "/account/login/", {"login": "clerk", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert response["Location"] == "/"


def test_the_sessions_key_changes_at_sign_in(client, clerk):
    client.get("/account/phone/")
    client.session["planted"] = True
    before = client.session.session_key
    sign_in(client, "clerk")
    assert client.session.session_key != before


def test_an_idle_session_of_staff_ends_after_thirty_minutes(client, clerk):
    sign_in(client, "clerk")
    session = Session.objects.get(account=clerk)
    span = session.expire_date - session.begun_at
    assert abs(span - IDLE[Kind.STAFF]).total_seconds() < 5
    assert client.cookies["sessionid"]["max-age"] == IDLE[Kind.STAFF].total_seconds()


def test_use_keeps_a_session_alive_and_is_noted_once_a_minute(clerk, django_assert_num_queries):
    from datetime import timedelta

    client, start = signed_in(clerk), clock.now()
    seen = client.session["visit"]["seen_at"]
    client.get("/account/sessions/")
    assert client.session["visit"]["seen_at"] == seen
    with clock.stopped_at(start + timedelta(minutes=5)):
        client.get("/account/sessions/")
    assert client.session["visit"]["seen_at"] != seen


def test_a_session_of_staff_ends_after_a_working_day_however_busy(clerk):
    client = signed_in(clerk)
    with clock.stopped_at(clock.now() + LONGEST[Kind.STAFF] * 1.01):
        assert client.get("/account/").status_code == 302


def test_deactivation_ends_every_session_at_once(clerk, security):
    clients = [signed_in(clerk), signed_in(clerk)]
    actions.deactivate(security, clerk, "left")
    assert [client.get("/account/").status_code for client in clients] == [302, 302]
    assert not Session.objects.filter(account=clerk).exists()


def test_a_new_password_signs_out_the_other_devices_only(clerk):
    here, there = signed_in(clerk), signed_in(clerk)
    response = here.post(
        "/account/password/",
        {"oldpassword": PASSWORD, "password1": "Another-horse-8", "password2": "Another-horse-8"},
    )
    assert response.status_code == 302
    assert (here.get("/account/").status_code, there.get("/account/").status_code) == (200, 302)


@pytest.mark.parametrize("password", ["short-A1", "alllowercase1", "Password123"])
def test_a_weak_new_password_is_refused_with_how_to_mend_it(clerk, password):
    client = signed_in(clerk)
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client.post("/account/password/", form)
    assert response.status_code == 422
    assert "data-wrong" in response.content.decode()


def test_a_long_passphrase_needs_no_classes(clerk):
    phrase = "梧桐里的电梯今天又修好了大家都很高兴真的"
    form = {"oldpassword": PASSWORD, "password1": phrase, "password2": phrase}
    assert signed_in(clerk).post("/account/password/", form).status_code == 302


def test_signing_out_ends_this_session(clerk):
    client = signed_in(clerk)
    assert client.post("/account/logout/").status_code == 302
    assert not Session.objects.filter(account=clerk).exists()
    assert Entry.objects.filter(deed="accounts.signed_out", actor_id=clerk.pk).exists()


def test_nobody_signs_themselves_up():
    assert Client().get("/account/signup/").status_code in {302, 404}


def test_knowing_who_asks_and_what_they_may_do_costs_two_queries(clerk):
    client = signed_in(clerk)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/account/name/").status_code == 200
    said = [each["sql"].replace("\n", " ") for each in asked]
    reads = [each for each in said if " FROM " in each and "linli_enter" not in each]
    assert len(reads) == 2, reads


def test_failures_are_recorded_alike_for_known_and_unknown_names(client, clerk):
    for name in ("clerk", "nobody"):
        sign_in(client, name, "wrong")
    refused = Entry.objects.filter(deed="accounts.sign_in_refused")
    assert {each.subject_id for each in refused} == {str(clerk.pk), str(visits.UNKNOWN)}
    assert "nobody" not in str(list(refused.values())), "a password is often typed as the name"


def test_an_unknown_name_costs_as_many_hashes_as_a_known_one(client, clerk, monkeypatch):
    hashes = []
    for work in ("encode", "verify"):
        done = getattr(Argon2, work)
        monkeypatch.setattr(
            Argon2, work, lambda *given, done=done: (hashes.append(1), done(*given))[1]
        )
    costs = []
    for name in ("clerk", "nobody"):
        hashes.clear()
        sign_in(client, name, "wrong")
        costs.append(len(hashes))
    assert costs == [1, 1]


def test_an_address_is_shut_after_a_hundred_tries_whatever_the_names(rf):
    for number in range(100):
        guard.try_password(rf.get("/"), f"name-{number}")
    with pytest.raises(TooMany):
        guard.try_password(rf.get("/"), "name-100")
    guard.try_password(rf.get("/", REMOTE_ADDR="192.0.2.7"), "name-100")


def test_a_home_of_ipv6_counts_as_one_address(rf):
    keys = {
        guard.address_key(rf.get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::3", "2001:db8:1:2:9:8:7:6", "2001:db8:1:3::3")
    }
    assert len(keys) == 2
