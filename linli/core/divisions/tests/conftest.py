import pytest
from django.test import Client

from linli.core.divisions.models import Division
from linli.core.divisions.rules import Level
from linli.kernel import clock
from linli.platform.access.actor import Actor, Holding, Kind, machine
from linli.platform.access.models import Grant
from linli.platform.accounts import actions as accounts
from linli.platform.accounts.actions.grants import insert_in_force
from linli.platform.database import scope

HERE, THERE = "110101001001", "110101002001"


@pytest.fixture
def linli():
    return machine("tests")


@pytest.fixture
def two_communities(db):
    parent = None
    for code, level in (("11", "province"), ("1101", "city"), ("110101", "district")):
        parent = Division.objects.create(code=code, name=code, level=level, parent=parent)
    made = {}
    for code in (HERE, THERE):
        street = Division.objects.create(
            code=code[:9], name=code[:9], level=Level.SUBDISTRICT, parent=parent
        )
        made[code] = Division.objects.create(
            code=code, name=f"社区{code[6:9]}", level=Level.COMMUNITY, parent=street
        )
    with scope.limited_to(("11",)):
        yield made


def somebody(area, *permissions):
    return Actor(Kind.STAFF, "王", holdings=(Holding("secretary", frozenset(permissions), area),))


def square(longitude=116.0, latitude=39.0, side=0.01):
    ring = [
        [longitude, latitude], [longitude + side, latitude], [longitude + side, latitude + side],
        [longitude, latitude + side], [longitude, latitude],
    ]  # fmt: skip
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def browser(db):
    """Opens a browser in which somebody with that role there has signed in."""
    accounts.sync_roles()

    def opened(role, area):
        name = f"{role}-{area}"
        account = accounts.create_staff(
            machine("tests"), name, "王", "Correct-horse-7", area=area[:12]
        )
        insert_in_force(
            Grant(
                account=account, role_id=role, area=area,
                granted_at=clock.now(), in_force_at=clock.now(),
            )
        )  # fmt: skip
        client = Client()
        client.force_login(account)
        return client

    return opened
