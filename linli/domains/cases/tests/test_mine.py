"""A resident who has signed in finds what they reported, and nobody else's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.domains.cases.tests.conftest import GRID
from linli.platform.access.actor import Actor, Holding, Kind
from linli.platform.accounts.models import Account

MINE = "/cases/mine/"


def resident(name):
    """An account as phone and code make it, which holds no role; and its browser."""
    account = Account.objects.create(username=name, name=name, kind="resident")
    phone = Client()
    phone.force_login(account)
    holding = Holding("visitor", frozenset({"cases.report"}), GRID)
    return Actor(Kind.RESIDENT, name, account.pk, (holding,)), phone


@pytest.fixture
def wang(town):
    return resident("wang")


def text(answer):
    return answer.content.decode()


def test_a_resident_finds_their_own_cases_and_no_others(town, wang):
    me, phone = wang
    mine = town.reported("三号楼灯不亮", actor=me)
    other = town.reported("二号楼漏水")
    page = text(phone.get(MINE))
    assert mine.number in page
    assert other.number not in page
    assert phone.get(f"/progress/{mine.pk}/").status_code == 200
    assert phone.get(f"/progress/{other.pk}/").status_code == 302


def test_what_waits_for_their_word_stands_first_and_is_answered_from_there(town, wang):
    me, phone = wang
    case = town.result_reported()
    type(case).objects.filter(pk=case.pk).update(reported_by=me.account_id)
    newer = town.reported("三号楼灯不亮", actor=me)
    page = text(phone.get(MINE))
    assert page.index(case.number) < page.index(newer.number)
    assert "请您评一评" in page
    said = {"solved": "yes", "satisfaction": "satisfied", "note": ""}
    assert phone.post(f"/progress/{case.pk}/answer/", said).status_code == 302
    case.refresh_from_db()
    assert case.satisfaction == "satisfied"


def test_ten_cases_cost_as_many_queries_as_one(town, wang):
    me, phone = wang
    counts = []
    for more in (1, 9):
        for _each in range(more):
            town.reported(actor=me)
        with CaptureQueriesContext(connection) as asked:
            phone.get(MINE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_way_there_is_shown_to_residents_alone(town, wang):
    _me, phone = wang
    for page in ("/", "/account/"):
        assert MINE in text(phone.get(page)), page
    assert MINE not in text(Client().get("/"))


def test_staff_have_no_such_page(town):
    clerk = Client()
    clerk.force_login(Account.objects.create(username="clerk", kind="staff"))
    assert clerk.get(MINE).status_code == 403
