"""Where it happened: from a phone, from a map, or typed at the counter from somebody's map."""

import pytest
from django.test import Client
from django.urls import reverse

from linli.core.divisions.models import Division, Grid
from linli.core.places import actions as places
from linli.core.places.datum import Point, to_datum
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Behalf
from linli.domains.cases.tests.conftest import COMMUNITY, GRID
from linli.kernel import clock
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account
from linli.platform.database import scope

HERE = Point(39.9042, 116.4074)
CORNERS = [[116.40, 39.90], [116.41, 39.90], [116.41, 39.91], [116.40, 39.91], [116.40, 39.90]]
LINLI = machine("tests")


@pytest.fixture
def wall(town):
    """The code at the community's door, in a community with one grid on the map."""
    with scope.system("a map for the tests"):
        Grid.objects.update(boundary={"type": "Polygon", "coordinates": [CORNERS]})
        Division.objects.update(grids_version=new_id())
    community = Division.objects.get(pk=COMMUNITY)
    places.add_building(actor=LINLI, community=community, name="三号楼", point=HERE)
    return places.make_code(actor=LINLI, community=community).token


@pytest.fixture
def counter(wall):
    """`counter(role, area)` opens the browser of somebody who enters for others."""
    sync_roles()

    def browser(role, area):
        account = Account.objects.create(username=role, name="小陈", kind="staff")
        Grant.objects.create(account=account, role_id=role, area=area)
        opened = Client()
        opened.force_login(account)
        return opened

    return browser


def sent(**more):
    return {"submission_id": str(new_id()), "description": "路灯不亮", **more}


def entered(**more):
    return sent(
        community=COMMUNITY, channel="counter", on_behalf=Behalf.PERSON, urgency="normal", **more
    )


def test_a_report_keeps_the_point_that_a_phone_gave(wall):
    page = Client()
    address = reverse("voice:report", args=[wall])
    assert "三号楼" in page.get(address).content.decode()  # the map without tiles
    assert page.post(address, sent(latitude="39.9042", longitude="116.4074")).status_code == 302
    case = Case.objects.get()
    assert (case.point, case.area) == (HERE, GRID)


def test_a_report_without_script_has_the_place_of_its_code(wall):
    assert Client().post(reverse("voice:report", args=[wall]), sent()).status_code == 302
    case = Case.objects.get()
    assert (case.point, case.area) == (None, COMMUNITY)


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_the_counter_pastes_a_pair_of_another_map_and_the_case_says_so(counter, datum):
    north, east = to_datum(HERE, datum)
    worker = counter("community_worker", COMMUNITY)
    typed = entered(longitude=f"{east:.7f},{north:.7f}", datum=datum)
    page = worker.post(reverse("cases:enter"), typed, follow=True).content.decode()
    case = Case.objects.get()
    assert case.point.latitude == pytest.approx(HERE.latitude, abs=1e-5)
    assert (case.area, case.datum) == (GRID, datum)
    assert "WGS-84，换算自" in page


def test_a_wrong_pair_is_named_and_everything_typed_is_kept(counter):
    worker = counter("community_worker", COMMUNITY)
    answer = worker.post(reverse("cases:enter"), entered(latitude="三十度", name="王女士"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in ("三十度", "路灯不亮", "王女士"))
    assert 'href="#id_latitude"' in page
    assert "<details open>" in page


def test_a_grid_worker_enters_in_the_own_grid(counter):
    with clock.stopped_at(clock.now()):
        answer = counter("grid_worker", GRID).post(reverse("cases:enter"), entered())
    assert answer.status_code == 302
    assert Case.objects.get().area == GRID
