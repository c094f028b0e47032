"""A small office: its roles, its three administrators, and a clerk."""

import pytest
from django.db import connections
from django.test import Client

from linli.platform.access.actor import machine
from linli.platform.access.queries import actor_of
from linli.platform.accounts import actions
from linli.platform.accounts.models import Account

PASSWORD = "Correct-horse-7"
SENT: list[tuple[str, str, dict[str, str]]] = []


class Outbox:
    """Stands in for the provider of text messages, which is outside the machine."""

    def send(self, phone, template, params):
        SENT.append((phone, template, dict(params)))


class BrokenProvider:
    def send(self, phone, template, params):
        raise ConnectionError("no route")


@pytest.fixture(autouse=True)
def _text_messages(settings):
    settings.SMS_SENDER = f"{__name__}.Outbox"
    SENT.clear()


@pytest.fixture
def lasting(django_db_setup, django_db_blocker):
    """Commits are real, and seen by every connection; the owner takes all of it away again."""
    with django_db_blocker.unblock():
        yield
        with connections["owner"].cursor() as cursor:
            cursor.execute("TRUNCATE accounts_account, access_role, access_allowance CASCADE")
            cursor.execute("TRUNCATE accounts_onetimecode, audit_entry CASCADE")
        connections["owner"].close()


@pytest.fixture
def roles(db):
    actions.sync_roles()


def staff(username: str, **more) -> Account:
    return actions.create_staff(machine("test"), username, username.title(), PASSWORD, **more)


@pytest.fixture
def administrators(roles):
    """The three powers, as `linli init` appoints them, each with a password of their own."""
    appointed = {}
    for power in ("system_admin", "security_admin", "audit_admin"):
        _account, slip = actions.appoint_first(power, power, power)
        appointed[power] = actions.set_up_password(slip.secret, PASSWORD)
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
    """A browser in which `account` has signed in with its password."""
    client = Client()
    assert sign_in(client, account.username).status_code == 302
    return client
