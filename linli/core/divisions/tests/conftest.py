import pytest

from linli.core.divisions.models import Division
from linli.core.divisions.rules import Level
from linli.platform.access.actor import Actor, Holding, Kind, machine
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
