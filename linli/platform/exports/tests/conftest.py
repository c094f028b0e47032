import pytest

from linli.core.divisions.models import Division, Grid
from linli.kernel import clock
from linli.kernel.manifest import Manifest, domains
from linli.platform.access import queries
from linli.platform.access.models import Grant, Role
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.exports.tests import lists

HERE, ELSEWHERE = "110101001001", "110101002001"


@pytest.fixture(autouse=True)
def lists_of_the_tests(monkeypatch, settings, tmp_path):
    card = Manifest(key="lists", title="名单", exports=lists.EXPORTS)
    monkeypatch.setitem(domains._by_key, "lists", card)
    settings.HOME = tmp_path


@pytest.fixture
def grids(db):
    with scope.system("test data"):
        for community in (HERE, ELSEWHERE):
            Division.objects.create(code=community, name=community, level="community")
            for name in ("=1+1", "东里"):
                code = f"{community}{Grid.objects.count():03}"
                Grid.objects.create(code=code, community_id=community, name=name)


def account_holding(permission, code=HERE):
    account = Account.objects.create(
        username=f"{permission}@{code}", name="某某", kind="staff", created_at=clock.now()
    )
    role = Role.objects.create(key=f"r{Role.objects.count()}", title="x", permissions=[permission])
    Grant.objects.create(account=account, role=role, area=code)
    return account


@pytest.fixture
def clerk(grids):
    return account_holding("lists.export")


@pytest.fixture
def inside(clerk):
    with scope.limited_to([HERE]):
        yield queries.actor_of(clerk)
