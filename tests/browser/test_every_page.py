"""Every page of the house opens for everybody's eyes: on a desk and on a phone, large and usual."""

from functools import cache

import pytest
from django.db import transaction
from playwright.sync_api import expect

from linli.domains.cases import queries
from linli.kernel.manifest import domains
from linli.platform.access.models import Grant, Role
from linli.platform.accounts import actions as accounts
from linli.platform.accounts.models import Account, Kind
from tests.authorisation.people import EVERYWHERE, enter, settle
from tests.authorisation.things import THINGS
from tests.browser.axe import LOOKS, overflow, violations
from tests.browser.conftest import DESK, PHONE
from tests.browser.district import LINLI
from tests.urls import addresses

# Not pages at all, or pages that other tests look at.
OF_ITS_OWN = (
    "/api/",
    "/open311/",
    "/ui/",
    "/account/logout/",
    "/account/set-up/",
    "/progress/",
    "/received/",
    "/report/",
    "/q/",
)
LOOKED_AT = (
    ("normal", DESK, ()),
    ("elder", DESK, LOOKS),
    ("elder", PHONE, LOOKS),
    ("normal", PHONE, LOOKS),
)
PAGES_AT_LEAST = 60
WORKING_ON = {
    "reported": ("demo-worker", "demo-dispatcher", "demo-secretary"),
    "dispatched": ("demo-property", "demo-management", "demo-supervisor"),
    "result_reported": ("demo-worker", "demo-dispatcher", "demo-secretary"),
}


@cache
def made(make):
    """One thing of a kind, for every address that is about one."""
    with transaction.atomic():
        return make()


def faults(page):
    """What shuts somebody out of the page now shown: by every rule once, by its looks in each look."""
    found = []
    for mode, size, rules in LOOKED_AT:
        page.set_viewport_size(size)
        page.evaluate("mode => { document.documentElement.dataset.mode = mode }", mode)
        where = f"{page.url} {mode} {size['width']}"
        found += [f"{where}: {each}" for each in violations(page, rules)]
        if overflow(page) > 0:
            found.append(f"{where}: {overflow(page)} pixels too wide")
    page.set_viewport_size(DESK)
    return found


@pytest.fixture
def anybody(site):
    """Somebody who may open every page of the house, in which there is one thing of each kind."""
    settle()
    everything = sorted({each.key for each in domains.gather("permissions")})
    role = Role.objects.create(key="everything", title="全部", permissions=everything)
    account = enter("secretary", Kind.STAFF, "secretary", is_near=True)  # whose the things are
    Grant.objects.create(account=account, role=role, area=EVERYWHERE)
    made.cache_clear()
    return account


def is_page(page, address):
    """Whether the address answers with a page, and not with a refusal, a file or a part of a page."""
    answer = page.request.get(address, max_redirects=0)
    assert answer.status < 500, address
    is_html = answer.ok and answer.headers["content-type"].startswith("text/html")
    return is_html and answer.text().startswith("<!doctype html>")


def test_every_page_shuts_nobody_out(desk, site, anybody):
    site.sign_in(desk, anybody)
    found, seen = [], 0
    for address in addresses():
        if address.is_pattern or address.route.startswith(OF_ITS_OWN):
            continue
        values = made(THINGS[address.route]) if address.route in THINGS else {}
        if len(values) < len(address.parameters):
            continue
        if not is_page(desk, site.url + address.filled(values)):
            continue
        desk.goto(site.url + address.filled(values))
        found += faults(desk)
        seen += 1
    assert not found, "\n".join(found)
    assert seen >= PAGES_AT_LEAST


def test_a_case_shuts_nobody_out_who_works_on_it(desk, district):
    found = []
    for status, people in WORKING_ON.items():
        case = getattr(district, status)()
        for username in people:
            district.open(desk, username, f"/cases/{case.pk}/")
            expect(desk.get_by_role("heading", name=case.headline)).to_be_visible()
            found += faults(desk)
    assert not found, "\n".join(found)


def test_what_residents_open_shuts_nobody_out(desk, district):
    wall, door = (district.token(of_building=of_building) for of_building in (True, False))
    worker = Account.objects.get(username="demo-worker")
    set_up = accounts.issue_set_up(LINLI, worker).secret
    pages = [
        f"/account/set-up/{set_up}/",
        "/",
        f"/q/{wall}/",
        "/report/",
        f"/report/{wall}/",
        "/account/login/",
        "/nowhere/",
    ]
    found = []
    for address in pages:
        desk.goto(district.site.url + address)
        found += faults(desk)

    desk.goto(f"{district.site.url}/report/{door}/")
    desk.get_by_role("button", name="发送").click()
    expect(desk.locator(".error-summary")).to_be_focused()
    found += faults(desk)
    desk.locator("summary", has_text="在地图上指出位置").click()
    desk.locator(".map-name:visible").first.wait_for()
    found += faults(desk)
    desk.locator("textarea").fill("路灯不亮")
    desk.get_by_role("button", name="发送").click()
    expect(desk.locator(".receipt-figure").first).to_be_visible()
    found += faults(desk)

    for case in (district.dispatched(), district.result_reported(), district.closed()):
        desk.goto(f"{district.site.url}/progress/")
        desk.locator("[name=number]").fill(case.number)
        desk.locator("[name=code]").fill(queries.check_code(case))
        desk.get_by_role("button", name="查看").click()
        expect(desk.get_by_role("heading", name=case.headline)).to_be_visible()
        found += faults(desk)
    assert not found, "\n".join(found)
