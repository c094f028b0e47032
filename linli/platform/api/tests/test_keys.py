from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.core.divisions.models import Department
from linli.kernel import clock
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.access.models import Allowance
from linli.platform.accounts.models import Account
from linli.platform.api import actions, queries, tokens
from linli.platform.api.models import ApiKey
from linli.platform.api.tests.conftest import (
    COMMUNITY,
    OTHER,
    Caller,
    open_service,
    security_admin,
)
from linli.platform.audit.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.urls("linli.platform.api.tests.house")]


def test_a_key_opens_the_api_for_its_program_and_its_places(caller):
    assert caller.send("/notes/", {"title": "路灯坏了"}).status_code == 201


def test_the_secret_is_shown_once_and_stored_nowhere(new_key):
    stored = ApiKey.objects.values().get()
    assert new_key.token.startswith(stored["prefix"] + ".")
    assert new_key.token.partition(".")[2] not in str(stored)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: key.token + "x",
        lambda key: key.token.replace(".", ""),
        lambda key: "linli_000000000000." + key.token.partition(".")[2],
        lambda key: "\N{LATIN SMALL LETTER E WITH ACUTE}" * 60,
        lambda key: "",
    ],
)
def test_a_key_that_is_not_whole_is_refused(new_key, spoil):
    answer = Caller(spoil(new_key)).send("/notes/")
    assert (answer.status_code, answer.json()["code"]) == (401, "key_refused")
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "change",
    [
        lambda key: actions.end_key(actor=security_admin(), key=key),
        lambda key: ApiKey.objects.update(expires_at=clock.now()),
        lambda key: Account.objects.update(is_active=False),
    ],
)
def test_a_key_ends_with_itself_its_term_or_its_account(new_key, caller, change):
    change(new_key.key)
    assert caller.send("/notes/").status_code == 401


def test_whoever_shows_no_key_is_asked_to_sign_in(community):
    answer = Client().get("/api/v1/notes/")
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_needed")


def test_a_signed_in_person_needs_a_csrf_token_to_change_anything(service):
    person = Client(enforce_csrf_checks=True)
    person.force_login(service)
    assert person.get("/api/v1/notes/").status_code == 200
    sent = {"content_type": "application/json", "headers": {"Idempotency-Key": "k"}}
    answer = person.post("/api/v1/notes/", "{}", **sent)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


def test_the_day_of_last_use_is_kept_and_written_once_a_day(caller):
    caller.get("/api/v1/notes/")
    assert ApiKey.objects.get().last_used_on == clock.now().date()
    with CaptureQueriesContext(connection) as asked:
        caller.get("/api/v1/notes/")
    assert not [each for each in asked.captured_queries if "UPDATE" in each["sql"]]


def test_calls_above_the_keys_minute_wait_for_the_next(service):
    with clock.stopped_at(clock.now()):
        new = actions.create_key(actor=security_admin(), account=service, name="慢", per_minute=3)
        caller = Caller(new.token)
        answers = [caller.get("/api/v1/notes/").status_code for _each in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_a_portion_drawn_from_the_minute_costs_one_write(service):
    with clock.stopped_at(clock.now()):
        new = actions.create_key(actor=security_admin(), account=service, name="快")
        for _each in range(31):
            Caller(new.token).get("/api/v1/notes/")
    assert Allowance.objects.get().used == 60  # two portions of 600 / 20


def test_making_a_key_needs_the_permission_wherever_the_program_may_act(service):
    actions.create_key(actor=security_admin(), account=service, name="本社区")
    with pytest.raises(NotPermitted):
        actions.create_key(actor=security_admin(OTHER), account=service, name="外社区")


def test_a_person_cannot_be_given_a_key(service):
    Account.objects.update(kind="staff")
    service.refresh_from_db()
    with pytest.raises(Invalid):
        actions.create_key(actor=security_admin(), account=service, name="人")


def test_a_term_that_is_over_is_refused(service):
    past = clock.now() - timedelta(days=1)
    with pytest.raises(Invalid):
        actions.create_key(actor=security_admin(), account=service, name="旧", expires_at=past)


def test_making_and_ending_a_key_stand_in_the_trail(new_key):
    actions.end_key(actor=security_admin(), key=new_key.key)
    actions.end_key(actor=security_admin(), key=new_key.key)
    assert list(Entry.objects.values_list("deed", flat=True)) == ["api.create_key", "api.end_key"]


def test_keys_of_another_place_look_like_none(new_key):
    assert queries.get(security_admin(), new_key.key.pk) == new_key.key
    with pytest.raises(NotFound):
        queries.get(security_admin(OTHER), new_key.key.pk)


def test_a_program_with_wider_reach_is_not_theirs_to_hand_out(new_key):
    from linli.platform.access.models import Grant

    Grant.objects.create(account=new_key.key.account, role_id="meter", area=OTHER)
    assert not queries.services_managed_by(security_admin()).exists()
    assert queries.services_managed_by(security_admin(COMMUNITY[:6])).exists()


def test_a_program_without_a_role_may_call_and_sees_nothing(community):
    account = open_service("bare")
    account.grants.all().delete()
    new = actions.create_key(actor=security_admin(), account=account, name="空")
    assert queries.caller(tokens.read(new.token), clock.now()).actor.holdings == ()
    assert not Department.objects.exists()
