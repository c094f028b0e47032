"""Signing in through another system (OpenID Connect), up to the point where that system answers."""

from types import SimpleNamespace

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from pydantic import ValidationError

from linli.platform.access.models import Grant
from linli.platform.accounts.models import Account, Kind, Session
from linli.platform.accounts.sessions import SessionStore
from linli.project.config import SignInProvider

pytestmark = pytest.mark.django_db

PROVINCE = SignInProvider(
    id="province",
    name="省统一身份",
    server="https://id.example.org/.well-known/openid-configuration",
    client_id="linli",
    client_secret="not-a-secret",
)
ANSWER = {"id_token": {"sub": "person-7", "name": "李工", "email": "li@example.org"}}


@pytest.fixture(autouse=True)
def _one_provider(settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [PROVINCE.as_app()]}}


def arrive(answer=ANSWER):
    """What happens once the other system has said who this is."""
    request = RequestFactory().get("/account/provider/province/callback/")
    request.session, request.allauth = SessionStore(), SimpleNamespace()
    request.user = SimpleNamespace(is_authenticated=False, is_anonymous=True)
    request._messages = CookieStorage(request)
    with context.request_context(request):
        provider = get_adapter().get_provider(request, "province")
        login = provider.sociallogin_from_response(request, answer)
        response = complete_social_login(request, login)
    request.session.save()
    return response


def test_the_sign_in_page_offers_the_provider(client):
    page = client.get("/account/login/").content.decode()
    assert "用省统一身份登录" in page
    assert "/account/provider/province/login/" in page


def test_whoever_arrives_has_an_account_of_staff_and_no_grant():
    assert arrive().status_code == 302
    account = Account.objects.get()
    assert (account.kind, account.name, account.email) == (Kind.STAFF, "李工", "")
    assert not account.has_usable_password()
    assert not Grant.objects.filter(account=account).exists()
    assert Session.objects.filter(account=account).exists()


def test_the_second_time_it_is_the_same_account():
    arrive()
    arrive()
    assert Account.objects.count() == 1


def test_a_deactivated_account_does_not_get_in_through_the_provider():
    arrive()
    Session.objects.all().delete()
    Account.objects.update(is_active=False)
    arrive()
    assert not Session.objects.filter(account__isnull=False).exists()


def test_an_address_of_the_provider_without_https_is_refused():
    with pytest.raises(ValidationError):
        SignInProvider(
            id="x", name="x", server="http://id.example.org", client_id="x", client_secret="x"
        )


def test_an_unknown_provider_is_not_found(client):
    assert client.post("/account/provider/elsewhere/login/").status_code == 404
