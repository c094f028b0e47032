"""The pages, as secretary, sub-district and residents open them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.duties.models import Duty
from linli.domains.duties.rules import Origin, Status
from linli.domains.duties.tests.conftest import COMMUNITY, SUBDISTRICT
from linli.kernel import clock
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account


def browser(role, area):
    account = Account.objects.create(
        username=f"{role}-{area}", name=role, kind="staff", created_at=clock.now()
    )
    Grant.objects.create(
        account=account, role_id=role, area=area, granted_at=clock.now(), in_force_at=clock.now()
    )
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def secretary(town):
    sync_roles()
    return browser("secretary", COMMUNITY)


@pytest.fixture
def supervisor(secretary):
    return browser("supervisor", SUBDISTRICT)


def page(client, name, *args, space="duties"):
    return client.get(reverse(f"{space}:{name}", args=args))


def post(client, name, *args, **typed):
    return client.post(reverse(f"duties:{name}", args=args), typed)


ASKED = {
    "community": COMMUNITY, "title": "医保动员", "origin": "delegated", "delegated_by": "民生办",
    "basis": "街办发 12 号", "post": "民政岗", "hours": "12.5",
}  # fmt: skip


def test_a_duty_is_asked_for_supported_admitted_and_given_back_by_forms_alone(
    secretary, supervisor
):
    assert post(secretary, "propose", **ASKED).status_code == 302
    duty = Duty.objects.get()
    post(supervisor, "admit", duty.pk)
    refused = page(supervisor, "duty", duty.pk).content.decode()
    assert "没有授权" in refused
    given = {"paper": "街办发 12 号", "from_on": "2026-11-01", "what": "授权书"}
    assert post(supervisor, "support", duty.pk, kind="authority", **given).status_code == 302
    wrong = post(supervisor, "support", duty.pk, kind="funds", **given)
    assert wrong.status_code == 422
    assert "街办发 12 号" in wrong.content.decode(), "what was typed comes back"
    post(supervisor, "support", duty.pk, kind="funds", yuan="12000", **given)
    post(supervisor, "admit", duty.pk)
    duty.refresh_from_db()
    assert duty.status == Status.IN_FORCE
    assert post(supervisor, "return", duty.pk, reason="归还民生办").status_code == 302
    duty.refresh_from_db()
    assert duty.status == Status.RETURNED
    assert "归还民生办" in page(secretary, "duty", duty.pk).content.decode()


def test_the_list_and_its_story_ask_as_often_for_many_duties_as_for_few(secretary, town):
    def statements(name, *args):
        with CaptureQueriesContext(connection) as asked:
            assert page(secretary, name, *args).status_code == 200
        return len(asked)

    town.admitted("一")
    page(secretary, "list")  # what is kept is read once
    few = [statements(name) for name in ("list", "over_time")]
    for n in range(9):
        town.admitted(f"事项{n}", origin=Origin.SELF_GOVERNED)
    assert [statements(name) for name in ("list", "over_time")] == few


def test_everybody_reads_the_list_without_signing_in(secretary, town):
    town.admitted("高龄津贴核实")
    shown = page(Client(), "community", COMMUNITY, space="function_list").content.decode()
    assert "高龄津贴核实" in shown
    assert "12.5" not in shown, "the workload is for the office"
    assert page(Client(), "community", "110102001001", space="function_list").status_code == 404
    assert COMMUNITY in page(Client(), "choose", space="function_list").content.decode()


def test_a_filter_that_says_nonsense_is_answered_and_finds_nothing(secretary, town):
    town.admitted("高龄津贴核实")
    answer = secretary.get(reverse("duties:list"), {"origin": "whatever"})
    assert answer.status_code == 422
    assert "高龄津贴核实" not in answer.content.decode()
