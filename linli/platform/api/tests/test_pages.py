import re

import pytest
from django.test import Client

from linli.kernel import clock
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.api.models import ApiKey
from linli.platform.api.tests.conftest import COMMUNITY, OTHER, Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(service):
    return sign_in("admin", COMMUNITY, ["api.manage_keys"])


def sign_in(username, area, permissions):
    account = Account.objects.create(
        username=username, name="安全员", kind="staff", created_at=clock.now()
    )
    role, _made = Role.objects.get_or_create(
        key="key_keeper", defaults={"title": "密钥", "permissions": permissions}
    )
    Grant.objects.create(account=account, role=role, area=area)
    person = Client()
    person.force_login(account)
    return person


def wishes(service, **changes):
    return {"account": service.pk, "name": "主机房", "days": "365", "per_minute": 600} | changes


def test_a_key_is_made_on_a_page_and_shown_there_once(admin, service):
    page = admin.post("/api/keys/new/", wishes(service))
    token = re.search(r"linli_\w+\.[\w-]+", page.text).group()
    assert "no-store" in page["Cache-Control"]
    assert Caller(token).get("/api/v1/nowhere/").status_code == 404
    listed = admin.get("/api/keys/").text
    assert "主机房" in listed
    assert token not in listed


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "name"),
        ({"account": "nobody"}, "account"),
        ({"per_minute": 0}, "per_minute"),
        ({"days": "10000"}, "days"),
    ],
)
def test_a_wrong_value_comes_back_with_all_that_was_typed(admin, service, change, words):
    page = admin.post("/api/keys/new/", wishes(service, **change))
    assert page.status_code == 422
    assert words in page.context["form"].errors
    assert not ApiKey.objects.exists()


def test_two_keys_of_one_name_would_not_be_told_apart(admin, service):
    admin.post("/api/keys/new/", wishes(service))
    page = admin.post("/api/keys/new/", wishes(service))
    assert (page.status_code, ApiKey.objects.count()) == (422, 1)
    assert "请换一个名称" in page.text


def test_ending_a_key_on_its_page_shuts_it_at_once(admin, service, new_key):
    answer = admin.post(f"/api/keys/{new_key.key.pk}/end/")
    assert answer.status_code == 302
    assert Caller(new_key.token).get("/api/v1/nowhere/").status_code == 401


def test_the_keys_of_another_place_are_not_there(new_key):
    stranger = sign_in("stranger", OTHER, ["api.manage_keys"])
    assert new_key.key.name not in stranger.get("/api/keys/").text
    assert stranger.post(f"/api/keys/{new_key.key.pk}/end/").status_code == 404


def test_the_description_is_open_and_names_every_code_that_a_problem_links_to(service):
    page = Client().get("/api/v1/docs")
    assert page.status_code == 200
    for code in ("idempotency_key_reused", "not_permitted", "too_many", "unexpected"):
        assert f'id="{code}"' in page.text
    assert "<script>" not in page.text
