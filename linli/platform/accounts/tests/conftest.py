"""A small office: its roles, its three administrators, and a clerk."""

from functools import cache

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client, RequestFactory

from linli.platform.access.actor import machine
from linli.platform.access.queries import actor_of
from linli.platform.accounts import actions, visits
from linli.platform.accounts.models import Account
from linli.platform.accounts.sessions import SessionStore
from linli.platform.notices import dispatch
from linli.platform.notices.rules import Channel
from linli.platform.notices.sms import Receipt

PASSWORD = "Correct-horse-7"
SENT: list[tuple[str, str, dict[str, str]]] = []


class Outbox:
    """Stands in for the provider of text messages, which is outside the machine."""

    def send(self, phone, template, params):
        SENT.append((phone, template, dict(params)))
        return Receipt()


class SlowProvider:
    """Never answers in the time of a page; a page that asked it would fail."""

    def send(self, phone, template, params):
        raise AssertionError("somebody waits for this")


def last_code() -> str:
    """The code that a worker has just carried to the phone."""
    dispatch.send_due(Channel.SMS)
    return SENT[-1][2]["code"]


@pytest.fixture(autouse=True)
def _text_messages(settings):
    settings.SMS_SENDER = f"{__name__}.Outbox"
    SENT.clear()


@pytest.fixture
def roles(db):
    actions.sync_roles()


@cache
def hashed() -> str:
    """PASSWORD as it is kept; made once, since making it is meant to be slow."""
    return make_password(PASSWORD)


def staff(username: str, **more) -> Account:
    account = actions.create_staff(machine("test"), username, username.title(), **more)
    account.password = hashed()
    account.save()
    return account


@pytest.fixture
def administrators(roles):
    """The three powers, as `linli init` appoints them, each with a password set."""
    appointed = {}
    for power in ("system_admin", "security_admin", "audit_admin"):
        account, _slip = actions.appoint_first(power, power, power)
        account.password = hashed()
        account.save()
        appointed[power] = account
    return appointed


@pytest.fixture
def system(administrators):
    return actor_of(administrators["system_admin"])


@pytest.fixture
def security(administrators):
    return actor_of(administrators["security_admin"])


@pytest.fixture
def audit(administrators):
    return actor_of(administrators["audit_admin"])


@pytest.fixture
def clerk(roles):
    return staff("clerk", area="110101001")


def sign_in(client: Client, username: str, password: str = PASSWORD, **more):
    return client.post("/account/login/", {"login": username, "password": password}, **more)


def signed_in(account: Account) -> Client:
    """A browser in which `account` is signed in, by its password alone."""
    client = Client()
    request = RequestFactory().get("/")
    request.session = SessionStore()
    record_authentication(request, account, "password")
    visits.begin(request, account, by="password")
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return client
