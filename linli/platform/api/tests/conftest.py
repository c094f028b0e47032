import json

import pytest
from django.test import Client

from linli.core.divisions.models import Division
from linli.kernel import clock
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.api import actions, allowance

COMMUNITY = "110101001001"
OTHER = "110101002001"


class Caller(Client):
    """A program: sends JSON, shows its key, names each call."""

    def __init__(self, token):
        super().__init__(
            headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False
        )

    def send(self, path, body=None, *, once="once-1", method="post", **headers):
        content = body if isinstance(body, (bytes, str)) else json.dumps(body or {})
        kinds = {"Idempotency-Key": once, **headers} if once else headers
        return getattr(self, method)(
            f"/api/v1{path}", content, content_type="application/json", headers=kinds
        )


@pytest.fixture(autouse=True)
def fresh_purses():
    allowance._purses.clear()


def security_admin(area=COMMUNITY):
    holding = Holding("security_admin", frozenset({"api.manage_keys"}), area)
    return Actor(Kind.STAFF, "安全员", holdings=(holding,))


def open_service(username="meter", area=COMMUNITY, permissions=("cases.report",)):
    account = Account.objects.create(
        username=username, name="水表平台", kind="service", created_at=clock.now()
    )
    role, _made = Role.objects.get_or_create(key="meter", defaults={"title": "水表"})
    Role.objects.filter(pk=role.pk).update(permissions=list(permissions))
    Grant.objects.create(account=account, role=role, area=area)
    return account


@pytest.fixture
def community(db):
    return Division.objects.create(code=COMMUNITY, name="花园", level="community")


@pytest.fixture
def service(community):
    return open_service()


@pytest.fixture
def new_key(service):
    return actions.create_key(actor=security_admin(), account=service, name="主机房")


@pytest.fixture
def caller(new_key):
    return Caller(new_key.token)
