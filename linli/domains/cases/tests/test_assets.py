"""A report that says which lamp: by the code on it, by its plate, at the counter and on the phone."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.core.places import actions as places
from linli.core.places import queries as places_read
from linli.core.places.actions import Told
from linli.core.places.datum import Point
from linli.core.places.kinds import Kind
from linli.core.places.outline import read_outline
from linli.domains.cases import actions, queries
from linli.domains.cases.models import Case
from linli.domains.cases.rules import Channel
from linli.domains.cases.rules.likeness import Part
from linli.domains.cases.tests.conftest import COMMUNITY
from linli.kernel import clock
from linli.kernel.errors import Invalid
from linli.kernel.ids import new_id
from linli.platform.access.actor import machine

LINLI = machine("test")
SPOT = Point(39.9, 116.4)


@pytest.fixture
def lamps(town):
    told = [Told(f"LD-{n}", Kind.LAMP, "东门外", SPOT) for n in (1, 2)]
    new, _known = places.bring_in_assets(actor=LINLI, area=COMMUNITY, told=told)
    return new


def report(town, plate="LD-1", **changes):
    values = {
        "actor": town.worker, "area": COMMUNITY, "channel": Channel.COUNTER,
        "asset": places_read.asset_meant(COMMUNITY, plate), "description": "路灯不亮了",
    } | changes  # fmt: skip
    return actions.report_case(**values)


def test_a_plate_says_which_lamp_and_where_it_stands(town, lamps):
    case = report(town)
    assert (case.asset_id, case.location) == (lamps[0].pk, "东门外")
    assert (case.latitude, case.longitude) == (SPOT.latitude, SPOT.longitude)


def test_a_plate_that_nobody_knows_is_refused_beside_its_field_and_nothing_is_made(town, lamps):
    with pytest.raises(Invalid) as refusal:
        report(town, "XX-9")
    assert "plate" in refusal.value.fields
    assert not Case.objects.exists()


def test_where_somebody_says_it_is_stands_before_where_the_lamp_is(town, lamps):
    case = report(town, location="门卫室旁", point=Point(39.91, 116.41))
    assert (case.location, case.latitude) == ("门卫室旁", 39.91)


def test_the_same_lamp_is_the_same_matter_and_its_neighbour_is_another(town, lamps):
    first = report(town)
    other = report(town, "LD-2")
    again = report(town, description="东门外的路灯坏了，不亮")
    alike = {each.case: each.reasons[0].part for each in queries.alike_to(town.worker, again)}
    assert alike[first] == Part.ASSET
    assert other not in alike


def test_two_holes_far_apart_in_one_road_are_two_matters(town):
    ends = [[SPOT.longitude, SPOT.latitude], [SPOT.longitude, SPOT.latitude + 0.005]]
    drawn = read_outline(json.dumps({"type": "LineString", "coordinates": ends}))
    told = Told("DL-1", Kind.ROAD, "东街", outline=drawn)
    places.bring_in_assets(actor=LINLI, area=COMMUNITY, told=[told])
    here, beside = SPOT, Point(SPOT.latitude + 0.0001, SPOT.longitude)
    first = report(town, "DL-1", description="路面有个坑", point=here)
    far = Point(SPOT.latitude + 0.004, SPOT.longitude)
    other = report(town, "DL-1", description="路面有个坑", point=far)
    again = report(town, "DL-1", description="路面有个大坑", point=beside)
    alike = {each.case: each.reasons[0].part for each in queries.alike_to(town.worker, again)}
    assert alike == {first: Part.DISTANCE}
    assert other not in alike


def test_what_breaks_again_and_again_is_counted_on_its_page(town, lamps):
    for _each in range(3):
        report(town)
    with clock.stopped_at(clock.now() - timedelta(days=400)):
        report(town)
    shown = queries.of_asset(lamps[0], town.worker)
    assert (shown["year"], len(shown["rows"])) == (3, 4)
    assert queries.of_asset(lamps[0], town.stranger)["rows"] == []


def test_whoever_scans_the_code_on_a_lamp_reports_that_lamp(town, lamps):
    code = places.make_code(actor=LINLI, community=lamps[0].community, asset=lamps[0])
    typed = {"submission_id": str(new_id()), "description": "晚上不亮"}
    answer = Client().post(reverse("voice:report", args=[code.token]), typed)
    assert answer.status_code == 302
    assert Case.objects.get().asset_id == lamps[0].pk


def test_a_wrong_plate_on_the_phone_keeps_what_was_typed(town, lamps):
    code = places.make_code(actor=LINLI, community=lamps[0].community)
    typed = {"submission_id": str(new_id()), "description": "晚上不亮", "plate": "XX-9"}
    answer = Client().post(reverse("voice:report", args=[code.token]), typed)
    assert answer.status_code == 422
    assert "晚上不亮" in answer.content.decode()
    assert not Case.objects.exists()


@pytest.fixture
def by_the_gate(town, lamps):
    """The code of a building that stands eleven metres from the lamps."""
    building = places.add_building(
        actor=LINLI, community=lamps[0].community, name="3号楼", point=Point(39.9001, 116.4)
    )
    return places.make_code(actor=LINLI, community=lamps[0].community, building=building)


def test_the_nearest_are_offered_with_their_distance_and_no_script(by_the_gate):
    page = Client().get(reverse("voice:report", args=[by_the_gate.token])).content.decode()
    assert 'name="near" value="LD-1"' in page
    assert "路灯 LD-1 · 东门外 · 11 米" in page


def test_what_is_chosen_of_the_nearest_is_kept_and_a_typed_plate_counts_before_it(by_the_gate):
    address = reverse("voice:report", args=[by_the_gate.token])
    for typed, meant in (({"near": "LD-2"}, "LD-2"), ({"near": "LD-2", "plate": "LD-1"}, "LD-1")):
        sent = {"submission_id": str(new_id()), "description": "晚上不亮", "looked": "1"} | typed
        assert Client().post(address, sent).status_code == 302
        case = Case.objects.order_by("number").last()
        assert places_read.asset_told(case.asset_id).number == meant


def test_words_that_mean_another_kind_leave_the_lamps_out(by_the_gate):
    address = reverse("voice:report", args=[by_the_gate.token]) + "alike/"
    for said, offered in (("路灯不亮了", True), ("电梯坏了", False), ("东西坏了", True)):
        sent = {"submission_id": str(new_id()), "description": said}
        page = Client().post(address, sent).content.decode()
        assert ('value="LD-1"' in page) is offered


def test_the_counter_is_offered_the_nearest_of_the_categorys_kind(desk, lamps):
    worker = desk("community_worker", COMMUNITY)
    sent = {"community": COMMUNITY, "latitude": "39.9", "longitude": "116.4"}
    for code, offered in (("streetlight", True), ("lift", False)):
        category = str(queries.categories().get(code=code).pk)
        page = worker.post(reverse("cases:alike"), sent | {"category": category})
        assert ('value="LD-1"' in page.content.decode()) is offered


def test_what_a_code_hangs_on_says_of_which_kind_it_is(town, lamps):
    case = actions.suggest_category(actor=LINLI, case=report(town, description="又坏了"))
    suggested = queries.suggestion_of(case)
    assert (suggested.category.code, suggested.because) == ("streetlight", ["LD-1"])
