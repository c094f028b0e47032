"""Neighbours who follow a place or a kind of matter hear of it, once each, and stop with one click."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.contracts.cases import CaseClosed, CaseDispatched, CaseMadePublic, ResultReported
from linli.core.divisions.models import Division
from linli.core.places import actions as places
from linli.core.places.datum import Point
from linli.domains.cases import actions, listeners
from linli.domains.cases.actions import Wish
from linli.domains.cases.errors import MoveNotAllowed, NotAsked
from linli.domains.cases.models import Case, Category, NeighbourVoice, Watch
from linli.domains.cases.queries import publicity
from linli.domains.cases.rules import Status
from linli.domains.cases.rules.publicity import Publicity
from linli.domains.cases.tests.conftest import COMMUNITY, ELSEWHERE, GRID
from linli.kernel.errors import Invalid, NotFound, NotPermitted
from linli.platform.access.actor import Actor, Kind, machine
from linli.platform.accounts.models import Account
from linli.platform.database import scope
from linli.platform.notices.models import Message

LINLI = machine("test")
HOME = Point(39.9000, 116.4000)
NEAR = Point(39.9010, 116.4000)  # 111 metres to the north


@dataclass
class Neighbour:
    actor: Actor
    browser: Client

    def watch(self, area: str = COMMUNITY, **wish: Any) -> Watch:
        return actions.watch(actor=self.actor, wish=Wish(area, **wish))

    @property
    def heard(self) -> list[str]:
        told = Message.objects.filter(account_id=self.actor.account_id).select_related("notice")
        return [each.notice.words for each in told.order_by("notice__at", "id")]


def neighbour(name):
    account = Account.objects.create(username=name, name=name, kind="resident")
    browser = Client()
    browser.force_login(account)
    return Neighbour(Actor(Kind.RESIDENT, name, account.pk), browser)


@pytest.fixture
def wang(town):
    return neighbour("wang")


@pytest.fixture
def li(town):
    return neighbour("li")


def building(name, point):
    community = Division.objects.get(pk=COMMUNITY)
    return places.add_building(actor=LINLI, community=community, name=name, point=point)


def made_public(town, case=None, **reported):
    case = case or town.dispatched(**reported)
    told = actions.make_public(actor=town.worker, case=case, title="电梯门关不上")
    listeners.tell_of_public(CaseMadePublic(case_id=case.pk, area=case.area))
    return told


def test_whoever_follows_the_community_hears_once_and_nobody_else_does(town, wang, li):
    wang.watch()
    told = made_public(town)
    listeners.tell_of_public(CaseMadePublic(case_id=told.pk, area=told.area))
    assert len(wang.heard) == 1
    assert told.case.number in wang.heard[0]
    assert li.heard == []


def test_what_is_told_names_nobody(town, wang):
    wang.watch()
    made_public(town, description="三号楼二单元501张三家漏水")
    assert not any(each in wang.heard[0] for each in ("张三", "501"))


@pytest.mark.parametrize(
    ("area", "hears"), [(COMMUNITY, True), (GRID, True), (f"{GRID[:-1]}2", False)]
)
def test_an_area_is_followed_with_what_lies_in_it(town, wang, area, hears):
    wang.watch(area)
    made_public(town)
    assert bool(wang.heard) is hears


def test_a_category_is_followed_alone(town, wang, li):
    wang.watch(category=Category.objects.get(code="lift"))
    li.watch(category=Category.objects.get(code="leak"))
    made_public(town)
    assert (len(wang.heard), li.heard) == (1, [])


def test_metres_are_counted_around_the_building_that_was_chosen(town, wang, li):
    mine, there = building("1号楼", HOME), building("3号楼", NEAR)
    wang.watch(building=mine, metres=300)
    li.watch(building=mine, metres=100)
    made_public(town, building_id=there.pk)
    assert (len(wang.heard), li.heard) == (1, [])


def test_a_building_alone_is_followed_alone(town, wang, li):
    mine, there = building("1号楼", HOME), building("3号楼", NEAR)
    wang.watch(building=there)
    li.watch(building=mine)
    made_public(town, building_id=there.pk)
    assert (len(wang.heard), li.heard) == (1, [])


def test_metres_around_nothing_are_refused_and_so_is_the_twenty_first_wish(town, wang):
    with pytest.raises(Invalid):
        wang.watch(metres=300)
    for each in Category.objects.filter(parent__isnull=False)[:20]:
        wang.watch(category=each)
    with pytest.raises(Invalid):
        wang.watch()


def test_the_same_wish_twice_is_one(town, wang):
    assert wang.watch() == wang.watch()
    assert Watch.objects.count() == 1


def test_results_and_the_end_are_told_too_and_nothing_of_what_was_taken_back(town, wang):
    wang.watch()
    case = town.result_reported()
    told = made_public(town, case)
    listeners.tell_of_result(ResultReported(case_id=case.pk, area=case.area, result="solved"))
    ended = CaseClosed(
        case_id=case.pk, area=case.area, outcome="solved", satisfaction=None, in_time=True
    )
    listeners.tell_of_end(ended)
    assert len(wang.heard) == 3
    actions.end_publicity(actor=town.worker, case=case)
    Case.objects.filter(pk=case.pk).update(cycle=2)
    listeners.tell_of_end(ended)
    assert len(wang.heard) == 3
    assert told.case.number in wang.heard[-1]


def test_a_category_that_always_is_public_tells_its_neighbours_at_dispatch(town, wang):
    lift = Category.objects.get(code="lift")
    actions.set_publicity(actor=LINLI, category=lift, publicity=Publicity.ALWAYS)
    wang.watch()
    case = town.dispatched()
    listeners.publicise(CaseDispatched(case_id=case.pk, area=case.area, department_ids=()))
    assert publicity.matter_told(case.pk) is not None


def test_following_is_undone_with_one_click_by_its_owner_alone(town, wang, li):
    kept = wang.watch()
    with pytest.raises(NotFound):
        actions.unwatch(actor=li.actor, watch_id=kept.pk)
    assert wang.browser.post(reverse("cases:unwatch", args=[kept.pk])).status_code == 302
    assert not Watch.objects.exists()


def test_only_residents_who_signed_in_follow(town):
    with pytest.raises(NotPermitted):
        actions.watch(actor=town.worker, wish=Wish(COMMUNITY))
    assert Client().get(reverse("cases:watching")).status_code == 302


def test_a_resident_follows_on_a_page_and_finds_it_there(town, wang):
    there = building("3号楼", NEAR)
    address = reverse("cases:watch", args=[COMMUNITY])
    assert "3号楼" in wang.browser.get(address).content.decode()
    wrong = wang.browser.post(address, {"metres": "300"})
    assert wrong.status_code == 422
    typed = {"building": str(there.pk), "metres": "300"}
    assert wang.browser.post(address, typed).status_code == 302
    page = wang.browser.get(reverse("cases:watching")).content.decode()
    assert "3号楼" in page
    assert "300" in page


def test_the_page_of_what_is_followed_asks_as_often_for_one_as_for_many(town, wang):
    wang.watch()
    page = reverse("cases:watching")
    wang.browser.get(page)
    with CaptureQueriesContext(connection) as one:
        wang.browser.get(page)
    for each in Category.objects.filter(parent__isnull=False)[:9]:
        wang.watch(category=each)
    with CaptureQueriesContext(connection) as many:
        wang.browser.get(page)
    assert len(many) == len(one)


def test_what_one_follows_is_nobody_elses_business_in_another_community(town, wang):
    wang.watch()
    with scope.limited_to([ELSEWHERE]):
        assert not Watch.objects.exists()


def test_a_neighbours_word_moves_neither_status_nor_rates(town, wang):
    wang.watch()
    case = made_public(town, town.result_reported()).case
    before = Case.objects.get(pk=case.pk)
    actions.say_of_result(actor=wang.actor, case=case, is_fixed=False)
    after = Case.objects.get(pk=case.pk)
    assert (after.status, after.outcome, after.version) == (before.status, "", before.version)
    assert publicity.voices_about(after) == (0, 1)


def test_a_neighbour_has_one_word_and_the_last_one_stands(town, wang, li):
    wang.watch()
    li.watch()
    case = made_public(town, town.result_reported()).case
    for who, is_fixed in ((wang, False), (wang, True), (li, False)):
        actions.say_of_result(actor=who.actor, case=case, is_fixed=is_fixed)
    assert publicity.voices_about(case) == (1, 1)
    assert NeighbourVoice.objects.count() == 2


def test_whoever_follows_nothing_here_isnt_asked_and_nobody_is_before_a_result(town, wang, li):
    wang.watch()
    done = made_public(town, town.result_reported()).case
    with pytest.raises(NotAsked):
        actions.say_of_result(actor=li.actor, case=done, is_fixed=True)
    at_work = made_public(town).case
    assert at_work.status == Status.HANDLING
    with pytest.raises(MoveNotAllowed):
        actions.say_of_result(actor=wang.actor, case=at_work, is_fixed=True)


def test_a_neighbour_says_so_on_the_page(town, wang):
    wang.watch()
    case = made_public(town, town.result_reported()).case
    page = reverse("voice:matter", args=[COMMUNITY, case.number])
    assert "看起来修好了" in wang.browser.get(page).content.decode()
    said = reverse("cases:say_of_result", args=[COMMUNITY, case.number])
    assert wang.browser.post(said, {"fixed": "no"}).status_code == 302
    assert "1 位说还没有" in wang.browser.get(page).content.decode()
    assert "看起来修好了" not in Client().get(page).content.decode()


def test_list_and_feed_go_around_a_building_for_whoever_has_no_account(town):
    mine, there = building("1号楼", HOME), building("3号楼", NEAR)
    case = made_public(town, building_id=there.pk).case
    for page in (f"/matters/{COMMUNITY}/", f"/matters/{COMMUNITY}/feed.atom"):
        shown = [
            case.number
            in Client().get(page, {"building": mine.pk, "metres": metres}).content.decode()
            for metres in ("100", "300", "")
        ]
        assert shown == [False, True, True]
    around = Client().get(f"/matters/{COMMUNITY}/", {"building": mine.pk, "metres": 300})
    assert f"feed.atom?building={mine.pk}&amp;metres=300" in around.content.decode()
