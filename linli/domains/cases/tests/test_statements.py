"""A page asks the database equally often, however much it shows; a report takes few statements."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.domains.cases import actions
from linli.domains.cases.tests.conftest import SUBDISTRICT
from linli.kernel import clock
from linli.platform.access.models import Grant
from linli.platform.accounts.actions import sync_roles
from linli.platform.accounts.models import Account

MORE = 6


@pytest.fixture
def desk(town):
    """The browser of somebody who dispatches here and also works for the property company."""
    sync_roles()
    account = Account.objects.create(
        username="desk", name="值班员", kind="staff", created_at=clock.now()
    )
    for role, department in (("dispatcher", None), ("department_clerk", town.property.pk)):
        Grant.objects.create(
            account=account, role_id=role, area=SUBDISTRICT, department_id=department,
            granted_at=clock.now(), in_force_at=clock.now(),
        )  # fmt: skip
    browser = Client()
    browser.force_login(account)
    return browser


def statements(browser, address):
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["cases:list", "cases:inbox", "cases:rates"])
def test_a_longer_list_asks_no_more_often(town, desk, page):
    town.dispatched(town.management)
    statements(desk, reverse(page))
    few = statements(desk, reverse(page))
    for _each in range(MORE):
        town.dispatched(town.management)
    assert statements(desk, reverse(page)) == few


def test_a_longer_timeline_asks_no_more_often(town, desk):
    case = town.accepted(town.management)
    address = reverse("cases:case", args=[case.pk])
    statements(desk, address)
    few = statements(desk, address)
    for _each in range(MORE):
        actions.add_words(actor=town.worker, case=case, words="还在响")
    assert statements(desk, address) == few


def test_a_report_takes_five_statements(town):
    """What may not grow: every report waits for each of them. Serial, case, timeline, trail, event;
    the first one also reads what is kept of the configuration."""
    town.reported()
    with CaptureQueriesContext(connection) as asked:
        town.reported()
    assert len(asked) == 5, [each["sql"][:60] for each in asked]
