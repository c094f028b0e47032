import pytest
from django.core.files.base import ContentFile

from linli.core.divisions.models import Division
from linli.kernel import clock
from linli.kernel.manifest import Manifest, domains
from linli.platform.access import queries
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.imports.tests import grids

HERE, ELSEWHERE = "110101001001", "110101002001"


@pytest.fixture(autouse=True)
def grids_of_the_tests(monkeypatch, settings, tmp_path):
    card = Manifest(key="grids", title="网格", imports=grids.IMPORTS)
    monkeypatch.setitem(domains._by_key, "grids", card)
    settings.HOME = tmp_path
    grids.BREAKS.clear()


def make_clerk(code=HERE):
    with scope.system("test data"):
        for each in (HERE, ELSEWHERE):
            Division.objects.get_or_create(code=each, name=each, level="community")
    account = Account.objects.create(
        username=f"clerk{code}", name="某某", kind="staff", created_at=clock.now()
    )
    role, _new = Role.objects.get_or_create(
        key="clerk", defaults={"title": "x", "permissions": ["grids.edit"]}
    )
    Grant.objects.create(account=account, role=role, area=code)
    return account


@pytest.fixture
def clerk(db):
    return make_clerk()


@pytest.fixture
def me(clerk):
    return queries.actor_of(clerk)


def upload(body, name="网格.xlsx"):
    return ContentFile(body, name=name)
