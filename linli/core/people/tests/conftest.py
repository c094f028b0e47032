import pytest

from linli.core.divisions import actions as divisions
from linli.core.divisions.tests.conftest import HERE, browser, linli, square, two_communities
from linli.core.people import actions
from linli.core.people.rules import Particulars
from linli.core.places import actions as places
from linli.core.places.datum import Point

__all__ = ["browser", "linli", "two_communities"]
NUMBER = "11010519491231002X"  # the standard's own example


@pytest.fixture
def here(two_communities):
    return two_communities[HERE]


@pytest.fixture
def building(linli, here):
    divisions.draw_grid(linli, here, name="第一网格", boundary=square())
    return places.add_building(
        actor=linli, community=here, name="3号楼", point=Point(39.005, 116.005)
    )


@pytest.fixture
def zhang(linli, here, building):
    """An elder in 2单元501 who has given everything."""
    given = Particulars(
        name="张三丰", phone="138 0000 0913", id_number=NUMBER, building="3号楼", door=("2", "501"),
        care=frozenset({"alone"}),
    )  # fmt: skip
    return actions.add_resident(actor=linli, community=here, given=given)
