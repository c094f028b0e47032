"""A resident's account and their record: linked by the counter's code, and by nothing else."""

import pytest
from django.test import Client

from linli.core.divisions.tests.conftest import HERE, THERE
from linli.core.people import actions
from linli.core.people.models import Resident
from linli.core.people.rules import Particulars
from linli.platform.accounts.models import Account
from linli.platform.audit.models import Entry

MINE = "/people/mine/"


def phone_of(name, number=""):
    account = Account.objects.create(username=name, kind="resident", phone=number)
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def counter(browser):
    return browser("community_worker", HERE)


def code_for(counter, one):
    page = counter.post(f"/people/{one.pk}/link-code/")
    assert page.status_code == 200
    return page.context["slip"].secret


def test_with_the_counters_code_a_resident_reads_who_looked_at_their_record(counter, zhang):
    phone = phone_of("zhang")
    assert phone.post(MINE, {"code": code_for(counter, zhang).lower()}).status_code == 302
    counter.post(f"/people/{zhang.pk}/reveal/", {"reason": "约上门时间"})
    assert "约上门时间" in phone.get("/audit/mine/").content.decode()
    assert "约上门时间" not in phone_of("wang").get("/audit/mine/").content.decode()
    assert Entry.objects.filter(deed="people.account_linked", person_id=zhang.pk).exists()


def test_the_right_phone_number_alone_links_nothing(zhang):
    phone = phone_of("heir", zhang.phone)
    phone.get("/account/")
    assert not Resident.objects.filter(account_id__isnull=False).exists()
    assert phone.post(MINE, {"code": "ABCDEFGHJK"}).status_code == 422


def test_a_code_links_one_account_once(counter, zhang):
    code = code_for(counter, zhang)
    assert phone_of("zhang").post(MINE, {"code": code}).status_code == 302
    assert phone_of("wang").post(MINE, {"code": code}).status_code == 422


def test_after_a_lost_phone_the_new_account_takes_the_place_of_the_old(counter, zhang):
    for name in ("old", "new"):
        phone_of(name).post(MINE, {"code": code_for(counter, zhang)})
    assert Resident.objects.get().account_id == Account.objects.get(username="new").pk


def test_nobody_is_two_persons_of_one_community(counter, linli, here, zhang):
    neighbour = actions.add_resident(actor=linli, community=here, given=Particulars(name="李四"))
    phone = phone_of("zhang")
    phone.post(MINE, {"code": code_for(counter, zhang)})
    second = code_for(counter, neighbour)
    assert phone.post(MINE, {"code": second}).status_code == 409
    assert phone_of("li").post(MINE, {"code": second}).status_code == 302, "the code stayed good"


def test_only_this_communitys_counter_prints_codes_and_only_residents_use_them(
    browser, counter, zhang
):
    assert browser("community_worker", THERE).post(
        f"/people/{zhang.pk}/link-code/"
    ).status_code in {403, 404}
    assert browser("grid_worker", HERE).post(f"/people/{zhang.pk}/link-code/").status_code == 403
    assert counter.post(MINE, {"code": code_for(counter, zhang)}).status_code == 403
