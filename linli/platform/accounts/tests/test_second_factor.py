import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from linli.kernel import clock
from linli.platform.access.actor import machine
from linli.platform.accounts import actions
from linli.platform.accounts.models import Session
from linli.platform.accounts.tests.conftest import PASSWORD, sign_in, signed_in
from linli.platform.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_factors_are_asked_for(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def worker(clerk):
    """A clerk who may issue codes, once the second factor is shown."""
    actions.grant_role(machine("test"), clerk, "community_worker", "110101001")
    return clerk


def code_now(secret: str, steps_away: int = 0) -> str:
    """What an authenticator app would show (RFC 6238)."""
    counter = int(clock.now().timestamp()) // 30
    return format_hotp_value(hotp_value(secret, counter + steps_away))


def set_up_app(client: Client) -> str:
    """Set up an authenticator app as a person would; the secret it now holds."""
    page = client.get("/account/second-factor/app/")
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode())[1]
    answer = client.post("/account/second-factor/app/", {"code": code_now(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


@pytest.fixture
def with_app(worker):
    """The clerk's app, set up long ago: its secret."""
    client = signed_in(worker)
    secret = set_up_app(client)
    client.post("/account/logout/")
    return secret


def test_without_a_second_factor_a_role_is_worth_nothing(worker):
    client = signed_in(worker)
    assert client.get("/accounts/counter/")["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").wsgi_request.actor.holdings == ()


def test_the_page_says_what_to_do_first(worker):
    page = signed_in(worker).get("/account/second-factor/").content.decode()
    assert "请先设置一种第二重验证" in page


def test_setting_up_an_app_opens_the_role_at_once_and_gives_recovery_codes(worker):
    client = signed_in(worker)
    set_up_app(client)
    assert client.get("/accounts/counter/").status_code == 200
    codes = client.get("/account/second-factor/recovery/").content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert Entry.objects.filter(deed="accounts.factor_added", actor_id=worker.pk).exists()


def test_recovery_codes_are_shown_once(worker):
    client = signed_in(worker)
    set_up_app(client)
    client.get("/account/second-factor/recovery/")
    again = client.get("/account/second-factor/recovery/").content.decode()
    assert not re.findall(r"<code>\d{8}</code>", again)


def test_the_secret_of_an_app_is_not_in_the_database_in_clear(with_app):
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert with_app not in stored
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_now(with_app))


def test_the_password_alone_lets_nobody_in_once_an_app_is_set_up(client, with_app):
    assert sign_in(client, "clerk")["Location"] == "/account/second-factor/authenticate/"
    assert client.get("/account/").status_code == 302


def test_password_and_app_let_the_clerk_in(client, with_app):
    sign_in(client, "clerk")
    answer = client.post(
        "/account/second-factor/authenticate/", {"code": code_now(with_app, steps_away=1)}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/accounts/counter/").status_code == 200
    assert Entry.objects.filter(details__by="password+mfa").exists()


def test_a_code_of_the_app_opens_one_session_only(with_app):
    code = code_now(with_app, steps_away=1)
    answers = []
    for _ in range(2):
        client = Client()
        sign_in(client, "clerk")
        answers.append(client.post("/account/second-factor/authenticate/", {"code": code}))
    assert [each.status_code for each in answers] == [302, 422]


def test_a_recovery_code_stands_in_for_a_lost_phone_once(worker):
    client = signed_in(worker)
    set_up_app(client)
    page = client.get("/account/second-factor/recovery/").content.decode()
    code = re.search(r"<code>(\d{8})</code>", page)[1]
    answers = []
    for _ in range(2):
        client = Client()
        sign_in(client, "clerk")
        answers.append(client.post("/account/second-factor/authenticate/", {"code": code}))
    assert [each.status_code for each in answers] == [302, 422]


def test_five_wrong_codes_shut_the_second_factor_even_for_the_right_one(client, with_app):
    sign_in(client, "clerk")
    for _ in range(5):
        answer = client.post("/account/second-factor/authenticate/", {"code": "000000"})
        assert answer.status_code == 422
    right = code_now(with_app, steps_away=1)
    answer = client.post("/account/second-factor/authenticate/", {"code": right})
    assert answer.status_code == 422
    assert "秒后再试" in answer.content.decode()


def test_setting_up_a_factor_ends_the_sessions_begun_without_it(worker):
    thief, owner = signed_in(worker), signed_in(worker)
    set_up_app(owner)
    assert thief.get("/account/second-factor/").status_code == 302
    assert owner.get("/accounts/counter/").status_code == 200


def test_a_session_without_the_factor_cannot_add_one_of_its_own(worker, with_app):
    thief = Client()
    thief.force_login(worker)
    answer = thief.get("/account/second-factor/app/")
    assert answer["Location"] == "/account/login/"
    assert not Session.objects.filter(account=worker).exists()


def test_staff_cannot_give_up_their_last_factor(worker):
    client = signed_in(worker)
    set_up_app(client)
    answer = client.post("/account/second-factor/app/remove/")
    assert answer.status_code in {200, 422}
    assert Authenticator.objects.filter(user=worker, type="totp").exists()


def test_a_reset_takes_the_factor_away_signs_out_and_asks_for_a_new_one(worker, security):
    client = signed_in(worker)
    set_up_app(client)
    actions.reset_second_factor(security, worker, "lost phone")
    assert client.get("/account/").status_code == 302
    again = signed_in(worker)
    assert again.get("/accounts/counter/")["Location"] == "/account/second-factor/"


def test_residents_need_no_second_factor(settings, client):
    from linli.platform.accounts.tests.conftest import last_code

    client.post("/account/phone/", {"phone": "13800000913"})
    client.post("/account/phone/code/", {"code": last_code()})
    assert client.get("/account/").status_code == 200


def test_a_deployment_may_switch_the_second_factor_off(settings, worker):
    settings.SECOND_FACTOR = False
    assert signed_in(worker).get("/accounts/counter/").status_code == 200


def test_an_invented_clerk_needs_none_while_linli_is_shown_and_ever_after_does(settings, worker):
    worker.is_demonstration = True
    worker.save()
    client = signed_in(worker)
    assert client.get("/accounts/counter/").status_code == 302
    settings.DEMONSTRATION = True
    assert client.get("/accounts/counter/").status_code == 200


def test_the_key_page_gives_what_a_browser_needs_and_no_inline_script(worker):
    answer = signed_in(worker).get("/account/second-factor/keys/add/")
    page = answer.content.decode()
    assert '"publicKey"' in page
    assert "mfa/js/webauthn" in page
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
    assert inline
    assert all('type="application/json"' in each for each in inline)
    assert not re.findall(r"\son\w+=|style=", page)
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_a_broken_key_is_refused_in_words(worker):
    client = signed_in(worker)
    client.get("/account/second-factor/keys/add/")
    form = {"name": "k", "credential": '{"id": "x"}'}
    answer = client.post("/account/second-factor/keys/add/", form)
    assert answer.status_code == 422
    assert not Authenticator.objects.filter(user=worker).exists()


def test_changing_the_factor_later_asks_for_the_password_again(worker, monkeypatch):
    from datetime import timedelta

    client = signed_in(worker)
    set_up_app(client)
    with clock.stopped_at(clock.now() + timedelta(minutes=10)):
        answer = client.get("/account/second-factor/keys/add/")
    assert answer["Location"].startswith("/account/again/")
    assert client.post(answer["Location"], {"password": PASSWORD}).status_code == 302
